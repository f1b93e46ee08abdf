/** Anyone in the room by a few letters of the name: called, or given a short answer to what was said of them. */

import { useState } from "react";

import { gettext, interpolate } from "../../../../../web/client/words";
import { Button } from "../../parts/button";
import { TextLine } from "../../parts/fields";
import { useRoom, useSession } from "../../parts/hooks";
import type { SpeechKind } from "../../protocol";
import { grouped, plateOf } from "../../state/seating";
import { giveFloor } from "./acts";

const SHOWN = 5;

export function CallAnyone() {
  const session = useSession();
  const [search, setSearch] = useState("");
  const seats = useRoom((state) => state.seats);
  const found = search.trim() === "" ? [] : grouped(seats.filter((seat) => seat.present), search, "").flatMap((group) => group.seats);
  const call = (seat: string, kind?: SpeechKind): void => {
    void giveFloor(session, seat, kind).then((done) => {
      if (done) setSearch("");
    });
  };
  return (
    <div className="room-stack">
      <TextLine label={gettext("Call someone by name")} type="search" value={search} onChange={setSearch} />
      {search.trim() !== "" && found.length === 0 && <p className="room-quiet">{gettext("Nobody in the room is called so.")}</p>}
      <ul className="room-rows">
        {found.slice(0, SHOWN).map((seat) => (
          <li key={seat.id} className="room-rows-row">
            <span className="room-who">{plateOf(seat)}</span>
            <span className="room-queue-acts">
              <Button size="small" aria-label={interpolate(gettext("Give %(name)s a rejoinder"), { name: plateOf(seat) })} onClick={() => { call(seat.id, "rejoinder"); }}>
                {gettext("Rejoinder")}
              </Button>
              <Button size="small" kind="primary" aria-label={interpolate(gettext("Give %(name)s the floor"), { name: plateOf(seat) })} onClick={() => { call(seat.id); }}>
                {gettext("Call")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && <p className="room-quiet">{gettext("There are more: write a few letters more.")}</p>}
    </div>
  );
}
