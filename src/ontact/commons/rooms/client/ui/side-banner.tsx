/** In a side room: where I am, with whom, when I go back. In the meeting: which side rooms one may choose. */

import { gettext, interpolate, ngettext } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { useRoom, useSession } from "../parts/hooks";
import { Counting } from "../parts/time";
import { mySideRoom } from "../state/seating";
import { Strip } from "./strip";

export function SideBanner() {
  const side = useRoom((state) => state.side ?? null);
  const here = useRoom(mySideRoom);
  if (side === null) return null;
  if (here !== null) return <InSideRoom name={here.name} id={here.id} callsBackAt={side.calls_back_at} />;
  return side.rooms.some((room) => room.free) ? <Choosing /> : null;
}

function InSideRoom({ name, id, callsBackAt }: { name: string; id: string; callsBackAt: string | null }) {
  const session = useSession();
  const others = useRoom((state) => state.seats.filter((seat) => seat.side === id && seat.present && seat.id !== state.me.seat).length);
  const leave = (): void => void session.ask("/side-rooms/place", { side_room: null });
  return (
    <Strip
      tone="floor"
      icon="people"
      act={
        <Button size="small" icon="arrow-left" onClick={leave}>
          {gettext("Back to the meeting")}
        </Button>
      }
    >
      <p>
        <strong>{interpolate(gettext("Side room “%(name)s”"), { name })}</strong>{" "}
        {others === 0 ? gettext("Nobody else is here yet.") : interpolate(ngettext("with %(count)s other person", "with %(count)s other people", others), { count: others })}
      </p>
      {callsBackAt !== null && (
        <p>
          {gettext("Everybody goes back to the meeting in")} <Counting to={callsBackAt} />
        </p>
      )}
    </Strip>
  );
}

function Choosing() {
  const session = useSession();
  const rooms = useRoom((state) => state.side?.rooms ?? []);
  const seats = useRoom((state) => state.seats);
  return (
    <Strip tone="plain" icon="people">
      <p>{gettext("Side rooms are open. Choose where you want to talk; you can come back at any time.")}</p>
      <div className="room-row">
        {rooms.map((room) => (
          <Button key={room.id} size="small" onClick={() => void session.ask("/side-rooms/place", { side_room: room.id })}>
            {interpolate(gettext("%(name)s (%(count)s)"), { name: room.name, count: seats.filter((seat) => seat.side === room.id && seat.present).length })}
          </Button>
        ))}
      </div>
    </Strip>
  );
}
