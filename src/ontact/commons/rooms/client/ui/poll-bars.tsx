/** What was answered, as bars with numbers; the right answer of a quiz is said in a word, not by colour alone. */

import { gettext, interpolate } from "../../../../web/client/words";
import type { Poll } from "../protocol";
import { resultWords } from "./poll-words";

export function PollBars({ poll }: { poll: Poll }) {
  const counts = poll.counts ?? [];
  const most = Math.max(1, ...counts);
  return (
    <div className="room-poll-bars">
      <p className="sr-only">{resultWords(poll)}</p>
      {poll.choices.map((choice, place) => (
        <div key={choice} className="room-poll-bar" data-right={poll.right === place || undefined}>
          <span className="room-poll-choice" aria-hidden="true">
            {choice} {poll.right === place && <span className="tag tag-success">{gettext("Right")}</span>}
          </span>
          <strong aria-hidden="true">{counts[place] ?? 0}</strong>
          <span className="room-poll-track" aria-hidden="true">
            <span style={{ width: `${String(((counts[place] ?? 0) / most) * 100)}%` }} />
          </span>
          <Names names={poll.names?.[place] ?? []} />
        </div>
      ))}
    </div>
  );
}

function Names({ names }: { names: string[] }) {
  const known = names.filter((name) => name !== "");
  if (known.length === 0) return null;
  return <span className="room-poll-names room-quiet">{interpolate(gettext("By: %(names)s"), { names: known.join(", ") })}</span>;
}
