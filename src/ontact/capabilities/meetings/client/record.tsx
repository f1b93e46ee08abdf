/** The minutes in progress: what has happened so far, with the time in the margin. */

import { gettext, interpolate } from "../../../web/client/words";
import { clockTime, useRoom } from "../../../commons/rooms/client";
import { itemOf, meetingOf, recordOf, titleOf, type Entry, type Meeting } from "./meeting";
import { RollView } from "./roll-view";
import { VoteBars } from "./vote-bars";
import { mannerWord } from "./vote-words";

export function RecordPanel() {
  const meeting = useRoom(meetingOf);
  const entries = recordOf(meeting);
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

function EntryBody({ entry, meeting }: { entry: Entry; meeting: Meeting }) {
  switch (entry.kind) {
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
