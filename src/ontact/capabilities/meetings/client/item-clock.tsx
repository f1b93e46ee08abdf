/** How long the item has been discussed, against what was planned; amber when the plan is used up. */

import { gettext, interpolate } from "../../../web/client/words";
import { span, spanWords, useServerNow } from "../../../commons/rooms/client";
import type { Item } from "./meeting";

export function ItemClock({ item }: { item: Item }) {
  const now_ms = useServerNow();
  const begins = item.resumed_at ?? item.begins_at;
  if (begins === null) return null;
  const passed_s = Math.max(0, (now_ms - Date.parse(begins)) / 1000);
  const planned_s = item.planned_minutes * 60;
  const label = interpolate(gettext("%(passed)s of %(planned)s planned"), { passed: spanWords(passed_s), planned: spanWords(planned_s) });
  return (
    <span className="meeting-clock" data-over={passed_s > planned_s || undefined} role="timer" aria-label={label} title={label}>
      {span(passed_s)}
      <span className="room-quiet">{` / ${String(item.planned_minutes)}:00`}</span>
    </span>
  );
}
