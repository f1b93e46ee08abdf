/** Desk, first block: who has the floor, how long, and what comes next. */

import { gettext } from "../../../../../web/client/words";
import { Button } from "../../parts/button";
import { usePreference, useRoom, useSession } from "../../parts/hooks";
import { keyOf } from "../../state/keys";
import { nameOf, seatOf, titleOf } from "../../state/seating";
import { FloorClock } from "../floor-clock";
import { kindWord, nextToSpeak } from "../queue-words";
import { EXTRA_TIME_S, MUCH_EXTRA_TIME_S, nextSpeaker } from "./acts";
import { CallAnyone } from "./call-anyone";
import { LimitChoice } from "./limit-choice";

export function DeskNow() {
  const session = useSession();
  const floor = useRoom((state) => state.floor);
  const speaker = useRoom((state) => seatOf(state, state.floor?.seat));
  const first = useRoom((state) => nameOf(state, nextToSpeak(state)?.seat));
  const preferences = usePreference((all) => all);
  const key = (id: string, usual: string): string => keyOf({ id, key: usual }, preferences);
  return (
    <section className="room-block" aria-labelledby="desk-now">
      <h3 id="desk-now">{gettext("Now")}</h3>
      {floor !== null && speaker !== null ? (
        <div className="room-now">
          <FloorClock floor={floor} size="large" />
          <div className="room-now-who">
            <strong>{speaker.name || speaker.title}</strong>
            <span className="room-quiet">{speaker.name === "" ? "" : titleOf(speaker)}</span>
            {(floor.kind ?? "statement") !== "statement" && <span className="tag tag-info">{kindWord(floor.kind)}</span>}
          </div>
        </div>
      ) : (
        <p className="room-quiet">{gettext("Nobody has the floor.")}</p>
      )}
      <div className="room-row">
        <Button kind="primary" icon="mic" shortcut={key("next", "n")} disabled={first === ""} onClick={() => void nextSpeaker(session)}>
          {first === "" ? gettext("Next speaker") : `${gettext("Next")}: ${first}`}
        </Button>
      </div>
      {floor !== null && (
        <div className="room-row">
          <Button
            icon="plus"
            size="small"
            shortcut={key("extend", "t")}
            onClick={() => void session.ask("/floor/extension", { seconds: EXTRA_TIME_S })}
          >
            {gettext("1 minute")}
          </Button>
          <Button icon="plus" size="small" onClick={() => void session.ask("/floor/extension", { seconds: MUCH_EXTRA_TIME_S })}>
            {gettext("3 minutes")}
          </Button>
          <Button icon="stop" size="small" shortcut={key("end-floor", "e")} onClick={() => void session.ask("/floor/end")}>
            {gettext("End the speech")}
          </Button>
        </div>
      )}
      <CallAnyone />
      <LimitChoice />
    </section>
  );
}
