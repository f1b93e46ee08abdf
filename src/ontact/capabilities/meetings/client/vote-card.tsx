/** The open vote over the stage: the question, three choices, and the certainty that mine has been counted. */

import { useEffect, useRef, useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, IconButton, Radios, useRoom, useSession } from "../../../commons/rooms/client";
import { hasVoted, lastClosedVote, mayVote, meetingOf, mineOf, openVote, type Choice, type Vote } from "./meeting";
import { CHOICES, choiceWord, resultSentence, VoteBars } from "./vote-bars";

/** A result stays on the stage this long, unless somebody closes it or the next vote opens. */
const RESULT_STAYS_MS = 30_000;

export function VoteCard() {
  const vote = useRoom((state) => openVote(meetingOf(state)));
  const last = useRoom((state) => lastClosedVote(meetingOf(state)));
  const [dismissed, setDismissed] = useState("");
  const [seen, setSeen] = useState("");
  useEffect(() => {
    if (vote !== null) setSeen(vote.id);
  }, [vote]);
  if (vote !== null) return <OpenVote key={vote.id} vote={vote} />;
  // Only who saw the vote open is shown its result over the stage; others find it in the record.
  if (last === null || last.id !== seen || last.id === dismissed) return null;
  return <ClosedVote vote={last} onDone={() => { setDismissed(last.id); }} />;
}

function OpenVote({ vote }: { vote: Vote }) {
  const session = useSession();
  const mine = useRoom(mineOf);
  const entitled = mayVote(mine, vote);
  const voted = hasVoted(mine, vote);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // Who is entitled is not public, so it is asked for; at a random moment, because everyone asks.
    const timer = setTimeout(() => void session.store.refresh(), Math.random() * 2_000);
    return () => {
      clearTimeout(timer);
    };
  }, [session, vote.id]);
  useEffect(() => {
    if (entitled && !isTyping()) card.current?.focus();
  }, [entitled]);
  return (
    <section ref={card} className="meeting-card" tabIndex={-1} aria-labelledby={`vote-${vote.id}`}>
      <header className="meeting-card-head">
        <span className="tag tag-primary">{vote.manner === "secret" ? gettext("Secret vote") : gettext("Open vote")}</span>
        <span className="room-quiet room-tabular">
          {interpolate(gettext("%(voted)s of %(entitled)s voted"), { voted: vote.voted, entitled: vote.entitled })}
        </span>
      </header>
      <h2 id={`vote-${vote.id}`}>{vote.motion}</h2>
      {voted ? <Counted vote={vote} choice={mine.choices[vote.id]} /> : entitled ? <Ballot vote={vote} /> : <p className="room-quiet">{gettext("You have no vote in this meeting. The result appears here.")}</p>}
    </section>
  );
}

function isTyping(): boolean {
  const active = document.activeElement;
  return active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && !["radio", "checkbox", "range"].includes(active.type));
}

function Ballot({ vote }: { vote: Vote }) {
  const session = useSession();
  const [choice, setChoice] = useState<string>("");
  const [sending, setSending] = useState(false);
  const cast = async (): Promise<void> => {
    setSending(true);
    const went = await session.ask(`votes/${vote.id}/ballot`, { choice }, session.capability);
    // The first ballot counts, whatever the line did meanwhile: the state says whether it is in.
    await session.store.refresh();
    if (!went) setSending(false);
  };
  return (
    <form
      className="meeting-ballot"
      onSubmit={(event) => {
        event.preventDefault();
        if (choice !== "" && !sending) void cast();
      }}
    >
      <Radios legend={gettext("My vote")} hideLegend value={choice} choices={CHOICES.map((value) => ({ value, word: choiceWord(value) }))} onChange={setChoice} />
      <Button submits wide kind="primary" icon="vote" disabled={choice === "" || sending}>
        {sending ? gettext("Being cast …") : choice === "" ? gettext("Choose first") : interpolate(gettext("Cast my vote: %(choice)s"), { choice: choiceWord(choice as Choice) })}
      </Button>
      <p className="room-quiet">
        {vote.manner === "secret" ? gettext("Nobody can see what you chose. It cannot be changed afterwards.") : gettext("Your name and choice stand in the minutes. It cannot be changed afterwards.")}
      </p>
    </form>
  );
}

function Counted({ vote, choice }: { vote: Vote; choice: Choice | undefined }) {
  const words =
    vote.manner === "secret" || choice === undefined
      ? gettext("Your ballot is in the box.")
      : interpolate(gettext("Your vote has been counted: %(choice)s."), { choice: choiceWord(choice) });
  const part = vote.entitled === 0 ? 0 : (vote.voted / vote.entitled) * 100;
  return (
    <div className="meeting-counted" role="status">
      <p>
        <strong>{words}</strong>
      </p>
      <span className="meeting-bar-track" aria-hidden="true">
        <span style={{ width: `${String(part)}%` }} />
      </span>
      <p className="room-quiet">{gettext("The result appears here when the vote is closed.")}</p>
    </div>
  );
}

function ClosedVote({ vote, onDone }: { vote: Vote; onDone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onDone, RESULT_STAYS_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [onDone, vote.id]);
  if (vote.result === null) return null;
  return (
    <section className="meeting-card" aria-label={gettext("Result of the vote")}>
      <header className="meeting-card-head">
        <span className={`tag ${vote.result.carried ? "tag-success" : "tag-danger"}`}>{vote.result.carried ? gettext("Carried") : gettext("Not carried")}</span>
        <IconButton icon="close" size="small" label={gettext("Close the result")} onClick={onDone} />
      </header>
      <h2>{vote.motion}</h2>
      <VoteBars result={vote.result} />
      <p className="sr-only" role="status">
        {resultSentence(vote.result)}
      </p>
    </section>
  );
}
