/** Who is here: counts first, then everyone by office, found by name, title or initial consonants. */

import { useMemo, useState } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { TextLine } from "../parts/fields";
import { useRoom } from "../parts/hooks";
import type { Seat } from "../protocol";
import { grouped, placeInQueue } from "../state/seating";
import { PersonRow, ROW_PX } from "./person-row";
import { VirtualList, type VirtualRow } from "./virtual-list";

const HEADING_PX = 40;

export function PeoplePanel() {
  const seats = useRoom((state) => state.seats);
  const queue = useRoom((state) => state.queue);
  const [search, setSearch] = useState("");
  const here = seats.filter((seat) => seat.present && !seat.removed);
  const heads = here.reduce((sum, seat) => sum + Math.max(1, seat.people), 0);
  const groups = useMemo(() => grouped(seats, search, gettext("Without an office")), [seats, search]);
  const rows = useMemo(() => rowsOf(groups, (seat) => placeInQueue(queue, seat)), [groups, queue]);
  const removed = seats.filter((seat) => seat.removed);
  return (
    <div className="room-people">
      <div className="room-pad">
        <p className="room-people-count">
          {interpolate(gettext("%(here)s of %(all)s here"), { here: here.length, all: seats.length - removed.length })}
          {heads > here.length && (
            <span className="room-quiet"> {interpolate(gettext("(%(heads)s people at the cameras)"), { heads })}</span>
          )}
        </p>
        {seats.length > 8 && (
          <TextLine label={gettext("Find by name or office")} hideLabel type="search" placeholder={gettext("Find by name or office")} value={search} onChange={setSearch} />
        )}
      </div>
      {rows.length === 0 ? (
        <p className="room-quiet room-pad">{gettext("Nobody by that name.")}</p>
      ) : (
        <VirtualList rows={rows} label={gettext("People")} />
      )}
      <Removed seats={removed} />
    </div>
  );
}

function rowsOf(groups: ReturnType<typeof grouped>, place: (seat: string) => number): VirtualRow[] {
  const rows: VirtualRow[] = [];
  for (const { name, seats } of groups) {
    if (groups.length > 1) {
      const here = seats.filter((seat) => seat.present).length;
      rows.push({
        id: `group:${name}`,
        height: HEADING_PX,
        heading: true,
        body: (
          <h3 className="room-group">
            {name} <span className="room-quiet">{`${String(here)} / ${String(seats.length)}`}</span>
          </h3>
        ),
      });
    }
    for (const seat of seats) {
      rows.push({ id: seat.id, height: ROW_PX, body: <PersonRow seat={seat} place={place(seat.id)} /> });
    }
  }
  return rows;
}

/** Those put out of the room stay visible to the desk, with the way back. */
function Removed({ seats }: { seats: Seat[] }) {
  const desk = useRoom((state) => state.me.may.desk === true);
  if (!desk || seats.length === 0) return null;
  return (
    <section className="room-block" aria-label={gettext("Put out of the room")}>
      <h3>
        {gettext("Put out of the room")} <span className="count">{seats.length}</span>
      </h3>
      {seats.map((seat) => (
        <PersonRow key={seat.id} seat={seat} place={0} />
      ))}
    </section>
  );
}
