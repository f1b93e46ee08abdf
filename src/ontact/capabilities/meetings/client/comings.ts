/** What the server knows of presence over time: late arrivals and leavings, the quorum's history, the rolls. */

import { useEffect, useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { plateOf, useSession, type Seat } from "../../../commons/rooms/client";
import type { Counts, Roll } from "./roll";

export interface Coming {
  at: string;
  kind: "late" | "left" | "back";
  seats: string[];
}

export interface QuorumChange {
  at: string;
  present: number;
  reached: boolean;
}

export interface AttendanceSoFar {
  comings: Coming[];
  quorum: QuorumChange[];
  rolls: (Roll & { counts: Counts })[];
}

/** Noted by the minute, so asked for by the minute, and only while somebody looks. */
const EVERY_MS = 60_000;
/** Names in one line of the record; the map and the minutes have them all. */
const NAMES_SHOWN = 8;
const NOTHING: AttendanceSoFar = { comings: [], quorum: [], rolls: [] };

export function useAttendance(roll: Roll | null): AttendanceSoFar {
  const session = useSession();
  const [known, setKnown] = useState(NOTHING);
  const ended = roll?.closed_at ?? null;
  useEffect(() => {
    const ask = (): void => {
      session.capability.get<Partial<AttendanceSoFar>>("attendance").then(
        (answer) => {
          setKnown({ comings: answer.comings ?? [], quorum: answer.quorum ?? [], rolls: answer.rolls ?? [] });
        },
        () => undefined,
      );
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [session, ended]);
  return known;
}

export function comingWord(kind: Coming["kind"]): string {
  const words = { late: gettext("Came late"), left: gettext("Left"), back: gettext("Came back") };
  return words[kind];
}

export function whoCame(ids: string[], seats: Seat[]): string {
  const known = ids.flatMap((id) => seats.filter((seat) => seat.id === id));
  const names = known.slice(0, NAMES_SHOWN).map(plateOf).join(", ");
  const more = ids.length - Math.min(known.length, NAMES_SHOWN);
  return more > 0 ? interpolate(gettext("%(names)s and %(count)s more"), { names, count: more }) : names;
}
