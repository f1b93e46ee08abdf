/** Desk: what everybody's stage shows. Each press acts as soon as enough people are named; until then the old one stays. */

import { useEffect, useState } from "react";

import { gettext, interpolate, ngettext } from "../../../../../web/client/words";
import { Button, IconButton } from "../../parts/button";
import { TextLine } from "../../parts/fields";
import { useRoom, useSession } from "../../parts/hooks";
import type { IconName } from "../../parts/icon";
import type { Seat, StageChoice, StageLayoutName, State } from "../../protocol";
import { byRank, grouped, plateOf, seatOf, stageChoice } from "../../state/seating";
import { nextToSpeak } from "../queue-words";
import { stageWord } from "../stage-words";

const LAYOUTS: [StageLayoutName, IconName][] = [
  ["auto", "success"],
  ["speaker", "user"],
  ["slides", "papers"],
  ["two", "people"],
  ["panel", "grid"],
];

/** At least and at most so many are named; the server holds the same table. */
export const PLACES: Record<StageLayoutName, [number, number]> = { auto: [0, 0], speaker: [0, 1], slides: [0, 1], two: [2, 2], panel: [2, 6] };
const OFFERED = 5;

function fits({ layout, seats }: StageChoice): boolean {
  const [least, most] = PLACES[layout];
  return seats.length >= least && seats.length <= most;
}

/** Another arrangement keeps those who are named, as far as it has room for them. */
export function withLayout({ seats }: StageChoice, layout: StageLayoutName): StageChoice {
  const [least, most] = PLACES[layout];
  return { layout, seats: seats.length <= most ? seats : seats.slice(0, least) };
}

export function DeskStage() {
  const session = useSession();
  const shown = useRoom(stageChoice);
  const [draft, setDraft] = useState<StageChoice | null>(null);
  // The stage has changed, by us or by the other desk: what is shown is true.
  useEffect(() => { setDraft(null); }, [shown]);
  const choice = draft ?? shown;
  const choose = (next: StageChoice): void => {
    setDraft(next);
    if (!fits(next)) return;
    void session.ask("/stage", next).then((done) => {
      if (!done) setDraft(null);
    });
  };
  const [, most] = PLACES[choice.layout];
  return (
    <section className="room-block" aria-labelledby="desk-stage">
      <h3 id="desk-stage">{gettext("Stage")}</h3>
      <div className="room-row" role="group" aria-label={gettext("What everyone sees")}>
        {LAYOUTS.map(([layout, icon]) => (
          <Button key={layout} size="small" icon={icon} kind={choice.layout === layout ? "secondary" : "tertiary"} aria-pressed={choice.layout === layout} onClick={() => { choose(withLayout(choice, layout)); }}>
            {stageWord(layout)}
          </Button>
        ))}
      </div>
      <p className="room-quiet" role="status">{standing(choice)}</p>
      {choice.seats.length > 0 && <Places choice={choice} onChange={choose} />}
      {choice.seats.length < most && <Offer choice={choice} onAdd={(seat) => { choose({ ...choice, seats: [...choice.seats, seat] }); }} />}
    </section>
  );
}

function standing(choice: StageChoice): string {
  const [least] = PLACES[choice.layout];
  const lack = least - choice.seats.length;
  if (lack > 0) return interpolate(ngettext("Not shown yet: name %(count)s more person.", "Not shown yet: name %(count)s more people.", lack), { count: lack });
  if (choice.layout === "auto") return gettext("Each reader's page arranges the stage, and the floor comes first.");
  return choice.seats.length === 0 ? gettext("Shows whoever has the floor. Name somebody to keep them there.") : gettext("Everyone sees these people; they may speak and be seen.");
}

function Places({ choice, onChange }: { choice: StageChoice; onChange: (choice: StageChoice) => void }) {
  const seats = useRoom((state) => state.seats);
  return (
    <ol className="room-rows">
      {choice.seats.map((id) => {
        const seat = seats.find((one) => one.id === id);
        if (seat === undefined) return null;
        return (
          <li key={id} className="room-rows-row">
            <span className="room-who">{plateOf(seat)}</span>
            {!seat.present && <span className="tag">{gettext("away")}</span>}
            <IconButton size="small" icon="close" label={interpolate(gettext("Take %(name)s off the stage"), { name: plateOf(seat) })} onClick={() => { onChange(without(choice, id)); }} />
          </li>
        );
      })}
    </ol>
  );
}

/** Who is taken off leaves an arrangement that still stands: of two one stays, large. */
export function without(choice: StageChoice, seat: string): StageChoice {
  const seats = choice.seats.filter((other) => other !== seat);
  if (fits({ ...choice, seats })) return { ...choice, seats };
  return { layout: seats.length === 0 ? "auto" : "speaker", seats };
}

function Offer({ choice, onAdd }: { choice: StageChoice; onAdd: (seat: string) => void }) {
  const [search, setSearch] = useState("");
  const state = useRoom((now) => now);
  const here = state.seats.filter((seat) => seat.present && !seat.removed && !choice.seats.includes(seat.id));
  const found = search.trim() === "" ? likely(state, here) : grouped(here, search, "").flatMap((group) => group.seats);
  return (
    <div className="room-stack">
      <TextLine label={gettext("Put on the stage by name")} type="search" value={search} onChange={setSearch} />
      {search.trim() !== "" && found.length === 0 && <p className="room-quiet">{gettext("Nobody in the room is called so.")}</p>}
      <ul className="room-rows">
        {found.slice(0, OFFERED).map((seat) => (
          <li key={seat.id} className="room-rows-row">
            <span className="room-who">{plateOf(seat)}</span>
            <Button size="small" icon="plus" aria-label={interpolate(gettext("Put %(name)s on the stage"), { name: plateOf(seat) })} onClick={() => { setSearch(""); onAdd(seat.id); }}>
              {gettext("Put on stage")}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Without a search: who speaks, who is next, who presents, and the desk itself. */
function likely(state: State, here: Seat[]): Seat[] {
  const first = [state.floor?.seat, nextToSpeak(state)?.seat].map((id) => seatOf(state, id));
  const carrying = here.filter((seat) => seat.role === "speaker" || seat.role === "host" || seat.role === "clerk").sort((a, b) => Number(a.role !== "speaker") - Number(b.role !== "speaker") || byRank(a, b));
  const all = [...first, ...carrying].filter((seat): seat is Seat => seat !== null && here.includes(seat));
  return [...new Set(all)];
}
