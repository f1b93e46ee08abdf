/** The minutes in progress: what has happened so far, with the time in the margin. */

import { gettext, interpolate } from "../../../web/client/words";
import { clockTime, useRoom } from "../../../commons/rooms/client";
import { comingWord, useAttendance, whoCame, type AttendanceSoFar, type Coming, type QuorumChange } from "./comings";
import { itemOf, meetingOf, recordOf, titleOf, type Entry, type Meeting } from "./meeting";
import { countsOf, rollOf, type Roll } from "./roll";
import { presentWords, restWords } from "./roll-words";
import { RollView } from "./roll-view";
import { VoteBars } from "./vote-bars";
import { mannerWord } from "./vote-words";

export function RecordPanel() {
  const meeting = useRoom(meetingOf);
  const attendance = useAttendance(useRoom(rollOf));
  const entries = withPresence(recordOf(meeting), attendance);
  if (entries.length === 0) return <p className="room-pad room-quiet">{gettext("Nothing is on record yet: items, votes, decisions and opinions appear here as they happen.")}</p>;
  return (
    <ol className="meeting-record">
      {entries.map((entry) => (
        <li key={`${entry.kind}:${entry.id}`} className={`meeting-entry meeting-entry-${entry.kind}`}>
          <time className="room-quiet room-tabular" dateTime={entry.at}>
            {entry.at === "" ? "" : clockTime(entry.at)}
          </time>
          <div>
            <EntryBody entry={entry} meeting={meeting} />
          </div>
        </li>
      ))}
    </ol>
  );
}

type Shown = Entry | (Omit<Coming, "kind"> & { kind: "coming"; id: string; how: Coming["kind"] }) | ({ kind: "quorum"; id: string } & QuorumChange) | { kind: "roll"; id: string; at: string; roll: Roll };

/** Presence stands among what was done, at its minute. */
function withPresence(entries: Entry[], attendance: AttendanceSoFar): Shown[] {
  const shown: Shown[] = [
    ...entries,
    ...attendance.comings.map((one) => ({ ...one, kind: "coming" as const, how: one.kind, id: `${one.kind}:${one.at}` })),
    ...attendance.quorum.map((one) => ({ ...one, kind: "quorum" as const, id: one.at })),
    ...attendance.rolls.flatMap((roll) => (roll.closed_at === null ? [] : [{ kind: "roll" as const, id: roll.id, at: roll.closed_at, roll }])),
  ];
  return shown.sort((a, b) => (a.at === "" ? 1 : b.at === "" ? -1 : Date.parse(a.at) - Date.parse(b.at)));
}

/** Those on the list when it ended; later guests were not called. */
function totalOf(roll: Roll): number {
  const { present, absent, excused } = countsOf(roll);
  return present + absent + excused;
}

function EntryBody({ entry, meeting }: { entry: Shown; meeting: Meeting }) {
  const seats = useRoom((state) => state.seats);
  switch (entry.kind) {
    case "coming":
      return (
        <p>
          <strong>{comingWord(entry.how)}</strong> {whoCame(entry.seats, seats)}
        </p>
      );
    case "quorum":
      return (
        <p>
          <span className={`tag ${entry.reached ? "tag-success" : "tag-danger"}`}>{entry.reached ? gettext("Quorum reached") : gettext("Below the quorum")}</span>{" "}
          <span className="room-quiet">{interpolate(gettext("%(count)s present"), { count: entry.present })}</span>
        </p>
      );
    case "roll":
      return (
        <p>
          <strong>{gettext("Roll call")}</strong> {presentWords(entry.roll, totalOf(entry.roll))} <span className="room-quiet">{restWords(entry.roll, totalOf(entry.roll))}</span>
        </p>
      );
    case "opened":
      return <strong>{gettext("The meeting was opened.")}</strong>;
    case "item":
      return <strong>{`${String(entry.item.number)}. ${titleOf(entry.item)}`}</strong>;
    case "vote":
      return (
        <>
          <p>
            <span className="tag tag-primary">{mannerWord(entry.vote)}</span> {entry.vote.motion}
          </p>
          {entry.vote.result === null ? <p className="room-quiet">{gettext("The vote is open.")}</p> : <VoteBars vote={entry.vote} />}
          {entry.vote.result !== null && entry.vote.manner !== "secret" && <RollView vote={entry.vote} />}
        </>
      );
    case "decision":
      return (
        <p>
          <strong>{interpolate(gettext("Decision %(number)s"), { number: entry.decision.number })}</strong> {entry.decision.text}
        </p>
      );
    case "opinion": {
      const about = itemOf(meeting, entry.opinion.item);
      return (
        <>
          <p>
            <strong>{entry.opinion.name}</strong> <span className="room-quiet">{about === null ? gettext("Written opinion") : `${gettext("Written opinion")} · ${String(about.number)}. ${titleOf(about)}`}</span>
          </p>
          <p className="meeting-opinion">{entry.opinion.text}</p>
        </>
      );
    }
  }
}
