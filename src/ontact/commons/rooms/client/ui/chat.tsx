/** Chat: kept by the server, so that latecomers read it too; our own line stands at once and is marked until it is sent. */

import { useEffect, useLayoutEffect, useRef, useState } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { TextArea } from "../parts/fields";
import { useRoom, useSession } from "../parts/hooks";
import { clockTime } from "../parts/time";
import type { ChatLine } from "../protocol";

const LONGEST = 1000;

export function ChatPanel() {
  const session = useSession();
  const lines = useRoom((state) => state.chat);
  const may = useRoom((state) => state.me.may.chat === true);
  useEffect(() => {
    session.page.patch({ chatRead: lines.length });
  }, [session, lines.length]);
  return (
    <div className="room-chat">
      <Lines lines={lines} />
      {may ? <Writing /> : <p className="room-quiet room-pad">{gettext("You can read here, but not write.")}</p>}
    </div>
  );
}

function Lines({ lines }: { lines: ChatLine[] }) {
  const mine = useRoom((state) => state.me.seat);
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    if (atEnd.current && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  if (lines.length === 0) {
    return (
      <div className="room-chat-lines room-empty">
        <p>{gettext("Nothing has been written yet.")}</p>
        <p className="room-quiet">{gettext("What is written here is seen by everyone in the room, also by those who come later.")}</p>
      </div>
    );
  }
  return (
    <div
      ref={box}
      className="room-chat-lines"
      role="log"
      aria-label={gettext("Chat")}
      tabIndex={0}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        atEnd.current = scrollHeight - scrollTop - clientHeight < 40;
      }}
    >
      {lines.map((line, place) => (
        <Line key={line.id} line={line} mine={line.seat === mine} follows={lines[place - 1]?.seat === line.seat} />
      ))}
    </div>
  );
}

function Line({ line, mine, follows }: { line: ChatLine; mine: boolean; follows: boolean }) {
  return (
    <div className="room-chat-line" data-mine={mine || undefined} data-sending={line.sending ? true : undefined}>
      {!follows && (
        <p className="room-chat-who">
          <strong>{mine ? gettext("Me") : line.name}</strong> <time dateTime={line.at}>{clockTime(line.at)}</time>
        </p>
      )}
      <p className="room-chat-text">{line.text}</p>
      {line.sending === true && <p className="room-quiet">{gettext("Being sent …")}</p>}
    </div>
  );
}

function Writing() {
  const session = useSession();
  const [text, setText] = useState("");
  const send = (): void => {
    const said = text.trim();
    if (said === "") return;
    setText("");
    void session.say(said).then((went) => {
      // What was typed is never lost: it comes back into the field.
      if (!went) setText((now) => (now === "" ? said : now));
    });
  };
  const left = LONGEST - text.length;
  return (
    <form
      className="room-chat-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        label={gettext("Message to everyone")}
        hideLabel
        rows={2}
        value={text}
        maxLength={LONGEST}
        placeholder={gettext("Message to everyone")}
        onChange={setText}
        onEnter={send}
      />
      <div className="room-row room-row-end">
        {left < 100 && <span className="room-quiet">{interpolate(gettext("%(count)s characters left"), { count: left })}</span>}
        <Button submits kind="primary" size="small" icon="send" disabled={text.trim() === ""}>
          {gettext("Send")}
        </Button>
      </div>
    </form>
  );
}
