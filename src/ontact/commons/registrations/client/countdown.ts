/** The city's clock in a page whose own may be wrong, and when to ask again; pure, so that it can be tried. */
import { gettext, interpolate } from "../../../web/client/words";

/** Answers of the hall about its clock: milliseconds since 1970. */
export interface Clock {
  now: number;
  opens: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONGEST_WAIT_MS = 15 * SECOND;

/** What must be added to the page's own count (`performance.now()`) to have the city's time: the hall spoke half-way. */
export function offsetOf(cityNow: number, sent: number, received: number): number {
  return cityNow - (sent + received) / 2;
}

/** "1 day 2 h", "2 h 5 min", "3 min 20 s", "20 s": never less than what is left. */
export function leftWords(leftMs: number): string {
  const left = Math.ceil(Math.max(0, leftMs) / SECOND) * SECOND;
  const days = Math.floor(left / DAY);
  const hours = Math.floor((left % DAY) / HOUR);
  const minutes = Math.floor((left % HOUR) / MINUTE);
  const seconds = Math.floor((left % MINUTE) / SECOND);
  if (days > 0) return interpolate(gettext("%(days)s d %(hours)s h left"), { days, hours });
  if (hours > 0) return interpolate(gettext("%(hours)s h %(minutes)s min left"), { hours, minutes });
  if (minutes > 0) return interpolate(gettext("%(minutes)s min %(seconds)s s left"), { minutes, seconds });
  return interpolate(gettext("%(seconds)s s left"), { seconds });
}

/** When the clock is looked at once more before the opening: one to three minutes before, not all pages at once. */
export function looksAgainIn(leftMs: number, random: number): number | null {
  const wait = leftMs - MINUTE - 2 * MINUTE * random;
  return wait > 0 ? wait : null;
}

/** After so many presses without an answer: as the hall said, twice as long each time, never in step with others. */
export function pressesAgainIn(failures: number, retryAfterMs: number | null, random: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, (retryAfterMs ?? SECOND) * 2 ** (failures - 1));
  return wait * (0.75 + random / 2);
}
