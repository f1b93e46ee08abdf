/** The open vote over the stage: the question, the ballot, and the certainty that mine has been counted. */

import { useEffect, useRef, useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { IconButton, useRoom, useSession } from "../../../commons/rooms/client";
import { Ballot } from "./ballot";
import { lastClosedVote, meetingOf, mineOf, openVote } from "./meeting";
import { RollView } from "./roll-view";
import { VoteBars } from "./vote-bars";
import { ballotWords, isGood, mannerWord, outcomeWord, progressWords, resultSentence, ruleWords } from "./vote-words";
import type { Vote } from "./votes";

/** A result stays on the stage this long, unless somebody closes it or the next vote opens. */
const RESULT_STAYS_MS = 30_000;
/** Everyone asks for their own part when a vote opens: within this time, not all at once. */
const ASKING_JITTER_MS = 2_000;

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

interface MyPart {
  entitled: boolean;
  voted: boolean;
  choice: string | null;
}

/** Who is entitled is not public, so it is asked for; until it is known the standing right decides. */
function useMyPart(vote: Vote): [MyPart, (ballot: string) => void] {
  const session = useSession();
  const mine = useRoom(mineOf);
  const [asked, setAsked] = useState<MyPart | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      session.capability.get<MyPart>(`votes/${vote.id}/mine`).then(
        (part) => {
          if (typeof part.entitled === "boolean") setAsked((known) => (known?.voted === true ? known : part));
        },
        () => undefined,
      );
    }, Math.random() * ASKING_JITTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [session, vote.id]);
  const told: MyPart = {
    entitled: mine.entitled.includes(vote.id) || mine.has_vote,
    voted: mine.voted.includes(vote.id),
    choice: mine.choices[vote.id] ?? null,
  };
  const part = asked === null ? told : { ...asked, voted: asked.voted || told.voted, choice: asked.choice ?? told.choice };
  return [
    part,
    (ballot) => {
      setAsked({ entitled: true, voted: true, choice: vote.manner === "secret" ? null : ballot });
    },
  ];
}

function OpenVote({ vote }: { vote: Vote }) {
  const [mine, cast] = useMyPart(vote);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (mine.entitled && !isTyping()) card.current?.focus();
  }, [mine.entitled]);
  return (
    <section ref={card} className="meeting-card" tabIndex={-1} aria-labelledby={`vote-${vote.id}`}>
      <header className="meeting-card-head">
        <span className="tag tag-primary">{mannerWord(vote)}</span>
        <span className="room-quiet room-tabular">{progressWords(vote)}</span>
      </header>
      <h2 id={`vote-${vote.id}`}>{vote.motion}</h2>
      <Replaced vote={vote} />
      <p className="room-quiet">
        {ruleWords(vote)}
        {vote.lot != null && ` · ${interpolate(gettext("Seal of the lot: %(seal)s"), { seal: vote.lot.slice(0, 12) })}`}
      </p>
      {mine.voted ? <Counted vote={vote} choice={mine.choice} /> : <MyTurn vote={vote} entitled={mine.entitled} onCast={cast} />}
      {vote.manner === "named" && <RollView vote={vote} />}
    </section>
  );
}

function MyTurn({ vote, entitled, onCast }: { vote: Vote; entitled: boolean; onCast: (ballot: string) => void }) {
  if (vote.tied_at) return <p className="room-warning">{gettext("The ballots are counted: a tie. The chair decides.")}</p>;
  if (!entitled) return <p className="room-quiet">{gettext("You have no vote in this meeting. The result appears here.")}</p>;
  return <Ballot vote={vote} onCast={onCast} />;
}

/** What an amendment would replace. */
function Replaced({ vote }: { vote: Vote }) {
  if (!vote.replaces) return null;
  return (
    <p className="vote-replaces">
      <span className="room-quiet">{gettext("Amendment. Until now:")}</span> <del>{vote.replaces}</del>
    </p>
  );
}

function isTyping(): boolean {
  const active = document.activeElement;
  return active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && !["radio", "checkbox", "range"].includes(active.type));
}

function Counted({ vote, choice }: { vote: Vote; choice: string | null }) {
  const secret = vote.manner === "secret" || choice === null;
  const part = vote.entitled === 0 ? 0 : (vote.voted / vote.entitled) * 100;
  return (
    <div className="meeting-counted" role="status">
      <p>
        <strong>{secret ? gettext("Your ballot is in the box.") : interpolate(gettext("Your vote has been counted: %(choice)s."), { choice: ballotWords(vote, choice) })}</strong>
      </p>
      <span className="meeting-bar-track" aria-hidden="true">
        <span style={{ width: `${String(part)}%` }} />
      </span>
      <p className="room-quiet">{vote.tied_at ? gettext("The ballots are counted: a tie. The chair decides.") : gettext("The result appears here when the vote is closed.")}</p>
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
        <span className={`tag ${isGood(vote) ? "tag-success" : "tag-danger"}`}>{outcomeWord(vote)}</span>
        <IconButton icon="close" size="small" label={gettext("Close the result")} onClick={onDone} />
      </header>
      <h2>{vote.motion}</h2>
      <VoteBars vote={vote} />
      <p className="sr-only" role="status">
        {resultSentence(vote)}
      </p>
    </section>
  );
}
