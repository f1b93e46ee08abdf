/** A written opinion for the record: for whoever cannot or does not want to speak. */

import { useId, useState } from "react";

import { gettext } from "../../../web/client/words";
import { Button, Select, TextArea, useRoom, useSession } from "../../../commons/rooms/client";
import { meetingOf, titleOf } from "./meeting";

const LONGEST = 4000;

export function OpinionForm() {
  const [open, setOpen] = useState(false);
  const companion = useRoom((state) => state.me.companion);
  const id = useId();
  if (companion) return null;
  return (
    <section className="room-block" aria-labelledby={id}>
      <h3 id={id}>{gettext("Written opinion")}</h3>
      {open ? (
        <Writing onDone={() => { setOpen(false); }} />
      ) : (
        <>
          <p className="room-quiet">{gettext("What you write here stands in the minutes with your name.")}</p>
          <Button icon="edit" onClick={() => { setOpen(true); }}>
            {gettext("Write an opinion")}
          </Button>
        </>
      )}
    </section>
  );
}

/** Kept while the panel is shut or the page is loaded anew: nothing typed is lost. */
const SHELF = "ontact:opinion";

function Writing({ onDone }: { onDone: () => void }) {
  const session = useSession();
  const agenda = useRoom((state) => meetingOf(state).agenda);
  const current = useRoom((state) => meetingOf(state).current_item);
  const [item, setItem] = useState(current ?? "");
  const [text, setText] = useState(() => sessionStorage.getItem(SHELF) ?? "");
  const [sending, setSending] = useState(false);
  const write = (words: string): void => {
    setText(words);
    sessionStorage.setItem(SHELF, words);
  };
  const send = async (): Promise<void> => {
    setSending(true);
    const went = await session.ask("opinions", { item: item === "" ? null : item, text: text.trim() }, session.capability);
    setSending(false);
    if (!went) return;
    sessionStorage.removeItem(SHELF);
    session.toasts.say("good", gettext("Your opinion has been put on record."));
    onDone();
  };
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "" && !sending) void send();
      }}
    >
      <Select
        label={gettext("About")}
        value={item}
        choices={[{ value: "", word: gettext("The meeting as a whole") }, ...agenda.map((each) => ({ value: each.id, word: `${String(each.number)}. ${titleOf(each)}` }))]}
        onChange={setItem}
      />
      <TextArea label={gettext("My opinion")} rows={5} maxLength={LONGEST} value={text} onChange={write} />
      <div className="room-row room-row-end">
        <Button onClick={onDone}>{gettext("Later")}</Button>
        <Button submits kind="primary" disabled={text.trim() === "" || sending}>
          {gettext("Put on record")}
        </Button>
      </div>
    </form>
  );
}
