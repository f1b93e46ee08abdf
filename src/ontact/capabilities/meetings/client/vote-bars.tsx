/** A result as a picture with numbers: bars, and for a motion the strip with the mark that had to be reached. */

import { gettext, interpolate } from "../../../web/client/words";
import { CHOICES, choiceWord, progressWords, quorumWords, resultSentence, ruleWords } from "./vote-words";
import { candidateName, electionResult, motionResult, type ElectionResult, type MotionResult, type Vote } from "./votes";

export function VoteBars({ vote }: { vote: Vote }) {
  const motion = motionResult(vote);
  const election = electionResult(vote);
  return (
    <div className="meeting-bars" role="img" aria-label={[resultSentence(vote), vote.quorum == null ? "" : quorumWords(vote.quorum)].join(" ").trim()}>
      {motion !== null && <MotionBars result={motion} />}
      {election !== null && <ElectionBars vote={vote} result={election} />}
      <p className="room-quiet" aria-hidden="true">
        {progressWords(vote)} · {ruleWords(vote)}
        {vote.quorum != null && ` · ${quorumWords(vote.quorum)}`}
        {vote.casting === "for" || vote.casting === "against" ? ` · ${interpolate(gettext("The chair decided the tie: %(choice)s"), { choice: choiceWord(vote.casting) })}` : ""}
      </p>
    </div>
  );
}

function MotionBars({ result }: { result: MotionResult }) {
  const most = Math.max(1, result.for, result.against, result.abstain);
  return (
    <>
      {CHOICES.map((choice) => (
        <div key={choice} className={`meeting-bar meeting-bar-${choice}`} aria-hidden="true">
          <span className="meeting-bar-word">{choiceWord(choice)}</span>
          <span className="meeting-bar-track">
            <span style={{ width: percent(result[choice], most) }} />
          </span>
          <strong>{result[choice]}</strong>
        </div>
      ))}
      {result.whole !== undefined && result.needed !== undefined && result.whole > 0 && <Strip result={result} whole={result.whole} needed={result.needed} />}
    </>
  );
}

/** The whole of which a share was needed, what of it was for, and where the mark lay. */
function Strip({ result, whole, needed }: { result: MotionResult; whole: number; needed: number }) {
  return (
    <div className="vote-strip" aria-hidden="true">
      <span className="vote-strip-track">
        <span className="vote-strip-for" style={{ width: percent(result.for, whole) }} />
        <span className="vote-strip-against" style={{ width: percent(result.against, whole) }} />
        <span className="vote-strip-mark" style={{ left: percent(Math.min(needed, whole), whole) }} />
      </span>
      <span className="room-quiet">{interpolate(gettext("%(needed)s of %(whole)s had to be for"), { needed, whole })}</span>
    </div>
  );
}

function ElectionBars({ vote, result }: { vote: Vote; result: ElectionResult }) {
  const most = Math.max(1, ...result.candidates.map((one) => one.votes));
  return (
    <ol className="vote-ranks">
      {result.candidates.map((one) => (
        <li key={one.number} className="vote-rank" data-elected={one.elected || undefined} data-runoff={result.runoff.includes(one.number) || undefined} aria-hidden="true">
          <span className="vote-rank-place">{one.rank}</span>
          <span className="vote-rank-name">
            {candidateName(vote, one.number)}
            {one.elected && <span className="tag tag-success">{result.by_lot.includes(one.number) ? gettext("Elected by lot") : gettext("Elected")}</span>}
            {result.runoff.includes(one.number) && <span className="tag tag-warning">{gettext("Run-off")}</span>}
          </span>
          <strong>{one.votes}</strong>
          <span className="meeting-bar-track">
            <span style={{ width: percent(one.votes, most) }} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function percent(part: number, whole: number): string {
  return `${String((part / Math.max(1, whole)) * 100)}%`;
}
