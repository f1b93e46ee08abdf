/** The roll before everyone's eyes: counts first, the map of seats, and who the chosen square is. */

import { useEffect, useMemo, useState } from "react";

import { gettext } from "../../../web/client/words";
import { plateOf, SquareMap, useRoom, useSession, type Seat, type SquareGroup, type State } from "../../../commons/rooms/client";
import { Calling, SeatActs } from "./desk-roll";
import { calledSeats, countsOf, lacksAnswers, rollOf, stateOf, type Roll } from "./roll";
import { isOnTheRoll, MyAnswer } from "./roll-answer";
import { CalledNow, RollCounts } from "./roll-counts";
import { howWords, LETTERS, stateWord } from "./roll-words";

/** Whoever looks at a quiet roll fetches it; not all at the same moment. */
const JITTER_MS = 1_500;

export function hasRoll(state: State): boolean {
  return rollOf(state) !== null;
}

export function presentCount(state: State): number | null {
  const roll = rollOf(state);
  return roll === null ? null : countsOf(roll).present;
}

export function RollPanel() {
  const roll = useRoom(rollOf);
  const desk = useRoom((state) => state.me.may.desk === true);
  // Whoever opens the map puts the card aside: the press that is left stands here.
  const mine = useRoom((state) => !desk && roll?.closed_at === null && isOnTheRoll(state));
  const [chosen, setChosen] = useState<string | null>(null);
  useAnswers(roll);
  if (roll === null) return <p className="room-pad room-quiet">{gettext("The roll has not been called yet.")}</p>;
  return (
    <div className="meeting-roll">
      <RollCounts roll={roll} />
      {desk ? <Calling roll={roll} /> : <CalledNow roll={roll} />}
      {mine && <MyAnswer roll={roll} />}
      {chosen !== null && <Chosen roll={roll} id={chosen} desk={desk} />}
      <Legend />
      <RollMap roll={roll} chosen={chosen} onChoose={setChosen} />
    </div>
  );
}

function useAnswers(roll: Roll | null): void {
  const session = useSession();
  const lacks = roll !== null && lacksAnswers(roll);
  useEffect(() => {
    if (!lacks) return undefined;
    const timer = setTimeout(() => void session.store.refresh(), Math.random() * JITTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [session, lacks]);
}

function Legend() {
  return (
    <ul className="meeting-roll-legend room-quiet" aria-hidden="true">
      {(["present", "absent", "excused", "waiting"] as const).map((state) => (
        <li key={state}>
          <span className="room-square" data-state={state}>{LETTERS[state]}</span> {stateWord(state)}
        </li>
      ))}
    </ul>
  );
}

function RollMap({ roll, chosen, onChoose }: { roll: Roll; chosen: string | null; onChoose: (id: string) => void }) {
  const seats = useRoom(calledSeats);
  const groups = useMemo(() => groupsOf(seats, roll), [seats, roll]);
  return <SquareMap label={gettext("Map of seats")} groups={groups} chosen={chosen} onChoose={onChoose} />;
}

/** By office, in the order in which the offices are called. */
function groupsOf(seats: Seat[], roll: Roll): SquareGroup[] {
  const groups = new Map<string, Seat[]>();
  for (const seat of seats) {
    const name = seat.organisation ?? gettext("Without an office");
    groups.set(name, [...(groups.get(name) ?? []), seat]);
  }
  return [...groups].map(([name, members]) => {
    const squares = members.map((seat) => {
      const state = stateOf(roll, seat.id);
      return { id: seat.id, letter: LETTERS[state], state, label: `${plateOf(seat)}: ${stateWord(state)}` };
    });
    return { name, aside: `${String(squares.filter((square) => square.state === "present").length)} / ${String(squares.length)}`, squares };
  });
}

function Chosen({ roll, id, desk }: { roll: Roll; id: string; desk: boolean }) {
  const seat = useRoom((state) => state.seats.find((one) => one.id === id));
  if (seat === undefined) return null;
  const words = [stateWord(stateOf(roll, id)), howWords(roll, id)].filter(Boolean).join(" · ");
  return (
    <section className="meeting-roll-chosen" aria-label={gettext("The chosen seat")}>
      <p>
        <strong>{plateOf(seat)}</strong> <span className="room-quiet">{seat.organisation}</span>
      </p>
      <p role="status">{words}</p>
      {desk && roll.closed_at === null && <SeatActs key={id} roll={roll} seat={id} calls />}
    </section>
  );
}
