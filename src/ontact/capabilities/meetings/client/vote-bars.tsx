/** A result as bars with numbers, and the same as a sentence for those who do not see them. */

import { gettext, interpolate } from "../../../web/client/words";
import type { Choice, Result } from "./meeting";

export function choiceWord(choice: Choice): string {
  const words: Record<Choice, string> = { for: gettext("For"), against: gettext("Against"), abstain: gettext("Abstain") };
  return words[choice];
}

export const CHOICES: Choice[] = ["for", "against", "abstain"];

export function resultSentence(result: Result): string {
  const outcome = result.carried ? gettext("Carried") : gettext("Not carried");
  const counts = interpolate(gettext("%(for)s for, %(against)s against, %(abstain)s abstained, %(voted)s of %(entitled)s voted."), {
    for: result.for,
    against: result.against,
    abstain: result.abstain,
    voted: result.voted,
    entitled: result.entitled,
  });
  return `${outcome}. ${counts}`;
}

export function VoteBars({ result }: { result: Result }) {
  const most = Math.max(1, result.for, result.against, result.abstain);
  return (
    <div className="meeting-bars" role="img" aria-label={resultSentence(result)}>
      {CHOICES.map((choice) => (
        <div key={choice} className={`meeting-bar meeting-bar-${choice}`} aria-hidden="true">
          <span className="meeting-bar-word">{choiceWord(choice)}</span>
          <span className="meeting-bar-track">
            <span style={{ width: `${String((result[choice] / most) * 100)}%` }} />
          </span>
          <strong>{result[choice]}</strong>
        </div>
      ))}
      <p className="room-quiet" aria-hidden="true">
        {interpolate(gettext("%(voted)s of %(entitled)s voted"), { voted: result.voted, entitled: result.entitled })}
      </p>
    </div>
  );
}
