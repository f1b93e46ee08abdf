/** The roll in numbers, with the quorum beside it; and who is called at this moment. */

import { gettext, interpolate } from "../../../web/client/words";
import { clockTime, plateOf, useRoom } from "../../../commons/rooms/client";
import { calledSeats, quorumOf, type Roll } from "./roll";
import { presentWords, quorumCount, quorumWord, restWords } from "./roll-words";

export function RollCounts({ roll }: { roll: Roll }) {
  const total = useRoom((state) => calledSeats(state).length);
  const quorum = useRoom(quorumOf);
  const manner = roll.manner === "quiet" ? gettext("From presence") : gettext("Called aloud");
  const when = interpolate(roll.closed_at === null ? gettext("since %(time)s") : gettext("ended at %(time)s"), { time: clockTime(roll.closed_at ?? roll.opened_at) });
  return (
    <div className="meeting-roll-counts">
      <p className="meeting-roll-present room-tabular">
        {presentWords(roll, total)}
        {quorum !== null && <span className={`tag ${quorum.reached ? "tag-success" : "tag-danger"}`}>{quorumWord(quorum)}</span>}
      </p>
      <p className="room-tabular">{restWords(roll, total)}</p>
      <p className="room-quiet room-tabular">{[`${manner}, ${when}`, quorum === null ? "" : quorumCount(quorum)].filter(Boolean).join(" · ")}</p>
    </div>
  );
}

export function CalledNow({ roll }: { roll: Roll }) {
  const seat = useRoom((state) => state.seats.find((one) => one.id === roll.current));
  if (roll.closed_at !== null || seat === undefined) return null;
  return (
    <p className="meeting-roll-now">
      <span className="room-quiet">{gettext("Called now")}</span> <strong>{plateOf(seat)}</strong> {seat.organisation !== null && <span className="room-quiet">{seat.organisation}</span>}
    </p>
  );
}
