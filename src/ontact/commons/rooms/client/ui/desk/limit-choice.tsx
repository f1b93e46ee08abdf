/** How long each kind of speaker may speak: facts of the room, the same for chair and clerk. */

import { gettext, interpolate, ngettext } from "../../../../../web/client/words";
import { Select } from "../../parts/fields";
import { useRoom, useSession } from "../../parts/hooks";

/** Seconds offered; 0 = without a limit. */
const CHOICES_S = [30, 60, 120, 180, 300, 600, 900, 1200, 0];

function timeWord(seconds: number): string {
  if (seconds === 0) return gettext("No limit");
  if (seconds % 60 !== 0) return interpolate(ngettext("%(count)s second", "%(count)s seconds", seconds), { count: seconds });
  return interpolate(gettext("%(minutes)s minutes"), { minutes: seconds / 60 });
}

export function LimitChoice() {
  const session = useSession();
  const limits = useRoom((state) => state.room.limits_s) ?? {};
  const kinds: [string, string][] = [
    ["presenter", gettext("Presenter")],
    ["participant", gettext("Participant")],
    ["rejoinder", gettext("Rejoinder")],
    ["point_of_order", gettext("Point of order")],
  ];
  return (
    <details className="room-more">
      <summary>{gettext("Time for each speech")}</summary>
      <div className="room-limits">
        {kinds.map(([kind, word]) => {
          const chosen = limits[kind] ?? 0;
          const offered = CHOICES_S.includes(chosen) ? CHOICES_S : [chosen, ...CHOICES_S];
          return (
            <Select
              key={kind}
              label={word}
              value={String(chosen)}
              choices={offered.map((seconds) => ({ value: String(seconds), word: timeWord(seconds) }))}
              onChange={(value) => void session.ask("/limits", { [kind]: Number(value) })}
            />
          );
        })}
      </div>
    </details>
  );
}
