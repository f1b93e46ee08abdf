/** Putting a motion to the vote: the wording, open or secret, who counts. */

import { useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, Radios, TextArea, useRoom, useSession } from "../../../commons/rooms/client";
import { currentItem, meetingOf, titleOf } from "./meeting";

export function VoteForm({ onDone }: { onDone: () => void }) {
  const session = useSession();
  const item = useRoom((state) => currentItem(meetingOf(state)));
  const [motion, setMotion] = useState(item === null ? "" : interpolate(gettext("To adopt “%(title)s” as put forward"), { title: titleOf(item) }));
  const [manner, setManner] = useState("open");
  const [sending, setSending] = useState(false);
  const open = async (): Promise<void> => {
    setSending(true);
    const went = await session.ask("votes", { item: item?.id ?? null, motion: motion.trim(), manner }, session.capability);
    setSending(false);
    if (went) onDone();
  };
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (motion.trim() !== "" && !sending) void open();
      }}
    >
      <TextArea label={gettext("Motion")} rows={3} maxLength={500} value={motion} onChange={setMotion} />
      <Radios
        legend={gettext("How")}
        value={manner}
        choices={[
          { value: "open", word: gettext("Open: name and choice stand in the minutes") },
          { value: "secret", word: gettext("Secret: only the counts are known") },
        ]}
        onChange={setManner}
      />
      <p className="room-quiet">{gettext("Those entitled who are in the room now may vote, once each.")}</p>
      <div className="room-row room-row-end">
        <Button onClick={onDone}>{gettext("Cancel")}</Button>
        <Button submits kind="primary" icon="vote" disabled={motion.trim() === "" || sending}>
          {gettext("Open the vote")}
        </Button>
      </div>
    </form>
  );
}
