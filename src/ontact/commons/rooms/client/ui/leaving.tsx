/** Leaving is one press and a glance: the seat is kept, and one can come back. */

import { gettext } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { useRoom, useSession } from "../parts/hooks";
import { placeInQueue } from "../state/seating";

export function Leaving() {
  const session = useSession();
  const waiting = useRoom((state) => placeInQueue(state.queue, state.me.seat) > 0);
  const speaking = useRoom((state) => state.floor?.seat === state.me.seat);
  const close = (): void => {
    session.page.patch({ dialog: null });
  };
  return (
    <Dialog
      title={gettext("Leave the room?")}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{gettext("Stay")}</Button>
          <Button kind="danger" icon="leave" onClick={() => void session.leave()}>
            {gettext("Leave")}
          </Button>
        </>
      }
    >
      <p>{gettext("Your seat is kept: you can come back through the same link while the room is open.")}</p>
      {speaking && <p>{gettext("You have the floor; it ends when you leave.")}</p>}
      {waiting && <p>{gettext("You are in the queue to speak; your hand goes down when you leave.")}</p>}
    </Dialog>
  );
}
