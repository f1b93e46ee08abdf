/** Noting a decision in its wording; after a carried vote the motion is the draft. */

import { useState } from "react";

import { gettext } from "../../../web/client/words";
import { Button, TextArea, useRoom, useSession } from "../../../commons/rooms/client";
import { lastClosedVote, meetingOf } from "./meeting";
import { motionResult } from "./votes";

export function DecisionForm({ onDone }: { onDone: () => void }) {
  const session = useSession();
  const meeting = useRoom(meetingOf);
  const last = lastClosedVote(meeting);
  const unused = last !== null && motionResult(last)?.carried === true && !meeting.decisions.some((decision) => decision.vote === last.id) ? last : null;
  const [text, setText] = useState(unused?.motion ?? "");
  const [sending, setSending] = useState(false);
  const note = async (): Promise<void> => {
    setSending(true);
    const body = { item: unused?.item ?? meeting.current_item, text: text.trim(), ...(unused === null ? {} : { vote: unused.id }) };
    const went = await session.ask("decisions", body, session.capability);
    setSending(false);
    if (went) onDone();
  };
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "" && !sending) void note();
      }}
    >
      <TextArea label={gettext("Decision")} help={gettext("Everyone in the room sees it at once; it stands in the minutes.")} rows={3} maxLength={1000} value={text} onChange={setText} />
      <div className="room-row room-row-end">
        <Button onClick={onDone}>{gettext("Cancel")}</Button>
        <Button submits kind="primary" icon="gavel" disabled={text.trim() === "" || sending}>
          {gettext("Note the decision")}
        </Button>
      </div>
    </form>
  );
}
