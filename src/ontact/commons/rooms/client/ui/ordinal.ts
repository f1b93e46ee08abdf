/** A place in a queue, as each language says it: 3번째, 3rd. */

import { gettext, interpolate, language } from "../../../../web/client/words";

export function ordinal(place: number): string {
  if (language() === "en") return `${String(place)}${ending(place)}`;
  return interpolate(gettext("no. %(place)s"), { place });
}

function ending(place: number): string {
  const tens = place % 100;
  if (tens >= 11 && tens <= 13) return "th";
  return ["th", "st", "nd", "rd"][place % 10] ?? "th";
}
