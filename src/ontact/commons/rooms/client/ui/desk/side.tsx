/** Desk: side rooms: open them by chance, by choice or by list; visit, move people, call everybody back. */

import { useState } from "react";

import { gettext, interpolate, ngettext } from "../../../../../web/client/words";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { Select } from "../../parts/fields";
import { useRoom, useSession } from "../../parts/hooks";
import { Counting } from "../../parts/time";
import type { Seat, SideRoom } from "../../protocol";
import { plateOf } from "../../state/seating";
import { OpenSideRooms } from "./side-opening";

/** How long groups may finish what they are saying. */
const COUNTDOWNS_S = [10, 30, 60, 120, 300];
const USUAL_COUNTDOWN_S = 60;

export function DeskSide() {
  const side = useRoom((state) => state.side ?? null);
  const children = useRoom((state) => state.room.for_children === true);
  const [asks, setAsks] = useState(false);
  // There nobody would look after them.
  if (children) return null;
  return (
    <section className="room-block" aria-labelledby="desk-side">
      <h3 id="desk-side">{gettext("Side rooms")}</h3>
      {side === null ? (
        <>
          <p className="room-quiet">{gettext("Groups talk among themselves for a while and come back.")}</p>
          <Button size="small" icon="people" onClick={() => { setAsks(true); }}>
            {gettext("Open side rooms")}
          </Button>
        </>
      ) : (
        <Standing rooms={side.rooms} callsBackAt={side.calls_back_at} />
      )}
      {asks && <OpenSideRooms onClose={() => { setAsks(false); }} />}
    </section>
  );
}

function Standing({ rooms, callsBackAt }: { rooms: SideRoom[]; callsBackAt: string | null }) {
  const session = useSession();
  const [moves, setMoves] = useState(false);
  const [seconds, setSeconds] = useState(USUAL_COUNTDOWN_S);
  return (
    <>
      <ul className="room-rows">
        {rooms.map((room) => (
          <SideRow key={room.id} room={room} />
        ))}
      </ul>
      {callsBackAt === null && (
        <Select
          label={gettext("Time to finish")}
          value={String(seconds)}
          choices={COUNTDOWNS_S.map((count) => ({ value: String(count), word: interpolate(ngettext("%(count)s second", "%(count)s seconds", count), { count }) }))}
          onChange={(count) => { setSeconds(Number(count)); }}
        />
      )}
      <div className="room-row">
        <Button size="small" icon="arrow-right" onClick={() => { setMoves(true); }}>
          {gettext("Move people")}
        </Button>
        {callsBackAt === null ? (
          <Button size="small" kind="primary" icon="timer" onClick={() => void session.ask("/side-rooms/call", { seconds })}>
            {interpolate(gettext("Call everybody back in %(seconds)s seconds"), { seconds })}
          </Button>
        ) : (
          <Button size="small" kind="primary" onClick={() => void session.ask("/side-rooms/call", { seconds: 0 })}>
            {gettext("Everybody back at once")}
          </Button>
        )}
      </div>
      {callsBackAt !== null && (
        <p role="timer">
          {gettext("Everybody goes back to the meeting in")} <Counting to={callsBackAt} />
        </p>
      )}
      {moves && <MovePeople rooms={rooms} onClose={() => { setMoves(false); }} />}
    </>
  );
}

function SideRow({ room }: { room: SideRoom }) {
  const session = useSession();
  const seats = useRoom((state) => state.seats);
  const mine = useRoom((state) => state.me.seat);
  const inside = seats.filter((seat) => seat.side === room.id);
  const here = inside.some((seat) => seat.id === mine);
  const go = (side_room: string | null): void => void session.ask("/side-rooms/place", { side_room });
  return (
    <li className="room-rows-row">
      <span className="room-who">
        <strong>{room.name}</strong>
        <span className="room-quiet">{inside.map((seat) => seat.name || seat.title).join(", ") || gettext("Nobody yet")}</span>
      </span>
      <span className="count">{inside.length}</span>
      <Button size="small" aria-label={interpolate(here ? gettext("Leave %(name)s") : gettext("Visit %(name)s"), { name: room.name })} onClick={() => { go(here ? null : room.id); }}>
        {here ? gettext("Leave") : gettext("Visit")}
      </Button>
    </li>
  );
}

/** Each person with a place; a change is carried out at once. */
function MovePeople({ rooms, onClose }: { rooms: SideRoom[]; onClose: () => void }) {
  const session = useSession();
  const all = useRoom((state) => state.seats);
  const people = all.filter((seat) => seat.present || seat.side);
  const choices = [{ value: "", word: gettext("In the meeting") }, ...rooms.map((room) => ({ value: room.id, word: room.name }))];
  const move = (seat: Seat, side: string): void => void session.ask("/side-rooms/places", { seats: [seat.id], side_room: side || null });
  return (
    <Dialog title={gettext("Move people")} onClose={onClose} acts={<Button kind="primary" onClick={onClose}>{gettext("Done")}</Button>}>
      <div className="room-stack">
        {people.map((seat) => (
          <Select key={seat.id} label={plateOf(seat)} value={seat.side ?? ""} choices={choices} onChange={(side) => { move(seat, side); }} />
        ))}
      </div>
    </Dialog>
  );
}

