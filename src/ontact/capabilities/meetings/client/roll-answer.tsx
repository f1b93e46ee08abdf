/** My own answer to the roll: one press, then what stands in the list. */

import { useState } from "react";

import { gettext } from "../../../web/client/words";
import { Button, useRoom, useSession, type State } from "../../../commons/rooms/client";
import { answerOf, calledSeats, type Roll } from "./roll";
import { stateWord } from "./roll-words";

export function isOnTheRoll(state: State): boolean {
  return !state.me.companion && calledSeats(state).some((seat) => seat.id === state.me.seat);
}

/** Pressed and on its way, or already in the list. */
export function MyAnswer({ roll }: { roll: Roll }) {
  const session = useSession();
  const me = useRoom((state) => state.me.seat);
  const answer = answerOf(roll, me)?.answer;
  const [pressed, setPressed] = useState(false);
  const [sending, setSending] = useState(false);
  const press = async (): Promise<void> => {
    setSending(true);
    setPressed(await session.ask(`rolls/${roll.id}/presence`, {}, session.capability));
    setSending(false);
  };
  if (answer === "present" || (pressed && answer === undefined)) {
    return (
      <p className="meeting-roll-mine" role="status">
        <strong>{gettext("Your presence has been noted.")}</strong>
      </p>
    );
  }
  if (answer !== undefined) return <p className="room-warning">{`${gettext("The desk has noted for your seat:")} ${stateWord(answer)}`}</p>;
  return (
    <Button wide kind="primary" icon="check" disabled={sending} onClick={() => void press()}>
      {gettext("Present")}
    </Button>
  );
}
