/** The order of speakers in words: the rule in force, and what a hand asks for. */

import { gettext } from "../../../../web/client/words";
import type { QueueRule, RaisedHand, SpeechKind, State } from "../protocol";

export const RULES: QueueRule[] = ["hands", "first_time", "alternating"];

export function ruleWord(rule: QueueRule | undefined): string {
  if (rule === "first_time") return gettext("Who has not spoken yet comes first");
  if (rule === "alternating") return gettext("Groups take turns");
  return gettext("In the order of hands");
}

export function kindWord(kind: SpeechKind | undefined): string {
  if (kind === "question") return gettext("Question");
  if (kind === "point_of_order") return gettext("Point of order");
  if (kind === "rejoinder") return gettext("Rejoinder");
  return gettext("Statement");
}

/** Who is called next: the first whose seat is in the room. */
export function nextToSpeak(state: State): RaisedHand | null {
  const here = new Set(state.seats.filter((seat) => seat.present && !seat.removed).map((seat) => seat.id));
  return state.queue.find((hand) => here.has(hand.seat)) ?? null;
}
