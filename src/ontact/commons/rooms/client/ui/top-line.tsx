/** The top line: what this meeting is, where it stands, how good the line is. */

import { gettext, interpolate } from "../../../../web/client/words";
import { useLine, useRoom, useSession } from "../parts/hooks";
import { Icon } from "../parts/icon";

export function TopLine() {
  const session = useSession();
  const title = useRoom((state) => state.room.title);
  const locked = useRoom((state) => state.room.locked);
  const here = useRoom((state) => state.seats.filter((seat) => seat.present && !seat.removed).length);
  const Own = session.options.topLine;
  return (
    <header className="room-top">
      <h1 className="room-title">{title}</h1>
      <div className="room-top-middle">{Own !== undefined && <Own />}</div>
      <div className="room-top-end">
        {locked && (
          <span className="room-mark">
            <Icon name="lock" />
            {gettext("Locked")}
          </span>
        )}
        <span className="room-mark" aria-label={interpolate(gettext("%(count)s here"), { count: here })}>
          <Icon name="people" />
          {here}
        </span>
        <LineBars />
      </div>
    </header>
  );
}

const BARS = { excellent: 3, good: 2, poor: 1, lost: 0, unknown: 0 };

function LineBars() {
  const quality = useLine((line) => line.quality);
  const phase = useLine((line) => line.phase);
  const full = phase === "live" ? BARS[quality] || (quality === "unknown" ? 3 : 0) : 0;
  const words = [gettext("no line"), gettext("weak line"), gettext("good line"), gettext("very good line")];
  const word = words[full] ?? "";
  if (phase === "off") return null;
  return (
    <span className="room-bars" data-full={full} role="img" aria-label={word} title={word}>
      <i />
      <i />
      <i />
    </span>
  );
}
