/** The stage in words: what each arrangement is called, and what a change of it says to who cannot see it. */

import { gettext, interpolate } from "../../../../web/client/words";
import type { State } from "../protocol";
import { plateOf, seatOf, stageChoice } from "../state/seating";

export function stageWord(layout: string): string {
  const words: Record<string, string> = {
    auto: gettext("As it fits"),
    speaker: gettext("One speaker"),
    slides: gettext("Slides and speaker"),
    two: gettext("Two speakers"),
    panel: gettext("Panel"),
  };
  return words[layout] ?? "";
}

/** Who stands at each place, and that a place is empty now. */
export function placeWords(state: State, seats: string[]): string[] {
  return seats.flatMap((id) => {
    const seat = seatOf(state, id);
    if (seat === null) return [];
    return seat.present ? plateOf(seat) : interpolate(gettext("%(name)s (away)"), { name: plateOf(seat) });
  });
}

export function stageSentence(state: State): string {
  const { layout, seats } = stageChoice(state);
  if (layout === "auto") return gettext("The stage follows the floor again.");
  const names = placeWords(state, seats).join(", ");
  if (names === "") return interpolate(gettext("The stage shows: %(layout)s."), { layout: stageWord(layout) });
  return interpolate(gettext("The stage shows: %(layout)s. %(names)s."), { layout: stageWord(layout), names });
}
