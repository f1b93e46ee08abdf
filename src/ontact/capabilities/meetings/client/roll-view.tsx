/** A vote seat by seat: one square a seat, coloured and lettered, and the same as a list. */

import { useEffect, useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { plateOf, useRoom, useSession, type Seat } from "../../../commons/rooms/client";
import { ballotWords, isChoice } from "./vote-words";
import type { Cast, Vote } from "./votes";

/** Whoever misses calls fetches the roll again; not all at the same moment. */
const JITTER_MS = 1_500;

export function RollView({ vote }: { vote: Vote }) {
  const [open, setOpen] = useState(vote.closed_at === null);
  const ballots = useRoll(vote, open);
  const seats = useRoom((state) => state.seats);
  const rank = new Map(seats.map((seat, place) => [seat.id, place]));
  const rows = ballots.map((one) => ({ ...one, who: whoIs(seats[rank.get(one.seat) ?? -1]) }));
  const ordered = [...rows].sort((a, b) => (rank.get(a.seat) ?? 0) - (rank.get(b.seat) ?? 0));
  if (vote.voted === 0) return null;
  return (
    <details
      className="vote-roll"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{interpolate(gettext("Seat by seat: %(count)s"), { count: vote.voted })}</summary>
      <ol className="vote-roll-map" aria-hidden="true">
        {ordered.map((one) => (
          <li key={one.seat} title={`${one.who}: ${words(vote, one)}`} data-choice={isChoice(one.choice) ? one.choice : "names"}>
            {letter(one.choice)}
          </li>
        ))}
      </ol>
      <ul className="vote-roll-list">
        {ordered.map((one) => (
          <li key={one.seat}>
            <span>{one.who}</span> <strong>{words(vote, one)}</strong>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What came by events while listening, completed from the server where something is missing. */
function useRoll(vote: Vote, wanted: boolean): Cast[] {
  const session = useSession();
  const [fetched, setFetched] = useState<Cast[]>([]);
  const heard = vote.cast ?? [];
  const bySeat = new Map([...fetched, ...heard].map((one) => [one.seat, one]));
  const complete = !wanted || bySeat.size >= vote.voted;
  useEffect(() => {
    if (complete) return undefined;
    const timer = setTimeout(() => {
      session.capability.get<{ ballots?: Cast[] }>(`votes/${vote.id}/roll`).then(
        (answer) => {
          setFetched(answer.ballots ?? []);
        },
        () => undefined,
      );
    }, Math.random() * JITTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [session, vote.id, vote.voted, complete]);
  return [...bySeat.values()];
}

function whoIs(seat: Seat | undefined): string {
  return seat === undefined ? gettext("A seat that is no longer here") : plateOf(seat);
}

function words(vote: Vote, one: Cast): string {
  const said = ballotWords(vote, one.choice);
  if (one.source === undefined) return said;
  const how = one.source === "paper" ? gettext("on paper") : gettext("spoken");
  return `${said} (${how}: ${one.reason ?? ""})`;
}

function letter(choice: string): string {
  return choice === "for" ? "○" : choice === "against" ? "×" : choice === "abstain" ? "–" : choice;
}
