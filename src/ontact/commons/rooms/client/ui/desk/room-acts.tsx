/** Desk, last block: the room itself: quiet, lock, more time, close. */

import { useState } from "react";

import { gettext, interpolate, ngettext } from "../../../../../web/client/words";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { useRoom, useSession } from "../../parts/hooks";
import { clockTime } from "../../parts/time";
import { present } from "../../state/seating";
import { allowSharing, muteAll } from "./acts";

const MORE_MINUTES = 15;

export function DeskRoom({ closing = true }: { closing?: boolean }) {
  const session = useSession();
  const locked = useRoom((state) => state.room.locked);
  const endsAt = useRoom((state) => state.room.ends_at);
  const hushed = useRoom((state) => state.room.hushed === true);
  const sharing = useRoom((state) => state.room.sharing !== false);
  const [asks, setAsks] = useState(false);
  return (
    <section className="room-block" aria-labelledby="desk-room">
      <h3 id="desk-room">{gettext("Room")}</h3>
      <p className="room-quiet">{interpolate(gettext("Planned until %(time)s"), { time: clockTime(endsAt) })}</p>
      <div className="room-row">
        <Button size="small" icon={hushed ? "mic" : "mic-off"} shortcut="x" onClick={() => void muteAll(session, !hushed)}>
          {hushed ? gettext("Let everyone speak again") : gettext("Mute everyone")}
        </Button>
        <Button size="small" icon="screen" onClick={() => void allowSharing(session, !sharing)}>
          {sharing ? gettext("Nobody may share") : gettext("Let people share again")}
        </Button>
        <Button size="small" icon={locked ? "unlock" : "lock"} aria-pressed={locked} onClick={() => void session.ask("/lock", { locked: !locked })}>
          {locked ? gettext("Unlock the room") : gettext("Lock the room")}
        </Button>
        <Button size="small" icon="timer" onClick={() => void session.ask("/extension", { minutes: MORE_MINUTES })}>
          {interpolate(gettext("%(minutes)s more minutes"), { minutes: MORE_MINUTES })}
        </Button>
        {closing && (
          <Button size="small" kind="danger" icon="stop" onClick={() => { setAsks(true); }}>
            {gettext("Close the room")}
          </Button>
        )}
      </div>
      {asks && <Closing onClose={() => { setAsks(false); }} />}
    </section>
  );
}

function Closing({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const count = useRoom((state) => present(state).length);
  return (
    <Dialog
      title={gettext("Close the room for everyone?")}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{gettext("Go on")}</Button>
          <Button kind="danger" onClick={() => void session.ask("/closing").then(onClose)}>
            {interpolate(ngettext("Close for %(count)s person", "Close for %(count)s people", count), { count })}
          </Button>
        </>
      }
    >
      <p>{gettext("Everyone leaves the room, and nobody can come back in. This cannot be undone.")}</p>
    </Dialog>
  );
}
