/** The floor's time as a thin ring: calm, amber in the last minute, red in the last 15 seconds, with words beside it. */

import { gettext, interpolate } from "../../../../web/client/words";
import { useServerNow } from "../parts/hooks";
import { span, spanWords } from "../parts/time";
import type { Floor } from "../protocol";

export const AMBER_S = 60;
export const RED_S = 15;

export type Urgency = "calm" | "amber" | "red" | "over";

export function urgencyOf(left_s: number): Urgency {
  if (left_s <= 0) return "over";
  if (left_s <= RED_S) return "red";
  return left_s <= AMBER_S ? "amber" : "calm";
}

/** Circumference of a circle of radius 20. */
const AROUND = 2 * Math.PI * 20;

export function FloorClock({ floor, size = "usual" }: { floor: Floor; size?: "usual" | "large" }) {
  const now_ms = useServerNow(500);
  const spoken_s = Math.max(0, (now_ms - Date.parse(floor.begins_at)) / 1000);
  const left_s = floor.due_at === null ? null : (Date.parse(floor.due_at) - now_ms) / 1000;
  const whole_s = floor.due_at === null ? 0 : (Date.parse(floor.due_at) - Date.parse(floor.begins_at)) / 1000;
  const part = left_s === null || whole_s <= 0 ? 0 : Math.min(1, Math.max(0, left_s / whole_s));
  const urgency = left_s === null ? "calm" : urgencyOf(left_s);
  const shown = left_s === null ? spoken_s : left_s > 0 ? Math.ceil(left_s) : left_s;
  return (
    <span className={`room-clock room-clock-${size}`} data-urgency={urgency} role="timer" aria-label={words(left_s, spoken_s)}>
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <circle className="room-clock-track" cx="24" cy="24" r="20" />
        {left_s !== null && (
          <circle className="room-clock-left" cx="24" cy="24" r="20" strokeDasharray={`${String(part * AROUND)} ${String(AROUND)}`} />
        )}
      </svg>
      <span className="room-tabular" aria-hidden="true">
        {span(shown)}
      </span>
    </span>
  );
}

function words(left_s: number | null, spoken_s: number): string {
  if (left_s === null) return interpolate(gettext("Speaking for %(time)s"), { time: spanWords(spoken_s) });
  if (left_s <= 0) return interpolate(gettext("%(time)s over the time"), { time: spanWords(-left_s) });
  return interpolate(gettext("%(time)s left"), { time: spanWords(left_s) });
}
