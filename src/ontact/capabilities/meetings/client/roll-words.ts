/** What the states of a roll are called, and the quorum in one line. */

import { gettext, interpolate } from "../../../web/client/words";
import { answerOf, countsOf, type Quorum, type Roll, type SeatState } from "./roll";

/** The marks of a Korean attendance book. */
export const LETTERS: Record<SeatState, string> = { present: "○", absent: "×", excused: "△", called: "▶", waiting: "·" };

export function stateWord(state: SeatState): string {
  const words: Record<SeatState, string> = {
    present: gettext("Present"),
    absent: gettext("Absent"),
    excused: gettext("Excused"),
    called: gettext("Is being called"),
    waiting: gettext("Not called yet"),
  };
  return words[state];
}

/** "Present 213 / 220": the roll's own count. */
export function presentWords(roll: Roll, total: number): string {
  return interpolate(gettext("Present %(present)s / %(total)s"), { present: countsOf(roll).present, total });
}

export function restWords(roll: Roll, total: number): string {
  const { present, absent, excused } = countsOf(roll);
  const words = [interpolate(gettext("%(count)s absent"), { count: absent }), interpolate(gettext("%(count)s excused"), { count: excused })];
  if (roll.closed_at === null) words.push(interpolate(gettext("%(count)s not called yet"), { count: Math.max(0, total - present - absent - excused) }));
  return words.join(" · ");
}

export function howWords(roll: Roll, seat: string): string {
  const known = answerOf(roll, seat);
  if (known === null) return "";
  const sources = { seat: gettext("own press"), clerk: gettext("noted by the clerk"), evidence: gettext("evidence of presence") };
  return known.reason === undefined ? sources[known.source] : `${sources[known.source]}: ${known.reason}`;
}

export function quorumWord(quorum: Quorum): string {
  return quorum.reached ? gettext("Quorum reached") : gettext("Below the quorum");
}

export function quorumCount(quorum: Quorum): string {
  return interpolate(gettext("%(present)s here, %(needed)s needed of %(total)s"), { present: quorum.present, needed: quorum.needed, total: quorum.total });
}
