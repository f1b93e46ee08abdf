/** Votes on the chair's desk: the one that runs, what it waits for, and what lies on the table. */

import { useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, TextArea, TextLine, useRoom, useSession } from "../../../commons/rooms/client";
import { currentItem, lastClosedVote, meetingOf } from "./meeting";
import { PaperForm } from "./paper-form";
import { choiceWord, mannerWord, progressWords, ruleWords } from "./vote-words";
import { electionResult, onTheTable, type Proposal, type Vote } from "./votes";

export function RunningVote({ vote }: { vote: Vote }) {
  const session = useSession();
  const [enters, setEnters] = useState(false);
  return (
    <div className="meeting-running">
      <p>
        <span className="tag tag-primary">{mannerWord(vote)}</span> {vote.motion}
      </p>
      <p className="room-quiet">{ruleWords(vote)}</p>
      <p className="room-tabular">{progressWords(vote)}</p>
      {vote.tied_at ? (
        <TieBreaking vote={vote} />
      ) : (
        <>
          <Button wide kind="primary" icon="vote" onClick={() => void session.ask(`votes/${vote.id}/closing`, {}, session.capability)}>
            {gettext("Close the vote and declare the result")}
          </Button>
          {enters ? (
            <PaperForm vote={vote} onDone={() => { setEnters(false); }} />
          ) : (
            <Button onClick={() => { setEnters(true); }}>{vote.manner === "secret" ? gettext("Enter paper ballots") : gettext("Enter a paper or spoken vote")}</Button>
          )}
        </>
      )}
    </div>
  );
}

function TieBreaking({ vote }: { vote: Vote }) {
  const session = useSession();
  return (
    <>
      <p className="room-warning">{gettext("The ballots are counted: a tie. The chair decides.")}</p>
      <div className="room-row">
        {(["for", "against"] as const).map((choice) => (
          <Button key={choice} onClick={() => void session.ask(`votes/${vote.id}/tie`, { choice }, session.capability)}>
            {interpolate(gettext("The chair votes: %(choice)s"), { choice: choiceWord(choice) })}
          </Button>
        ))}
      </div>
    </>
  );
}

/** Offered while the last election has left something undecided. */
export function RunOff() {
  const session = useSession();
  const last = useRoom((state) => lastClosedVote(meetingOf(state)));
  if (last === null || (electionResult(last)?.runoff.length ?? 0) === 0) return null;
  return (
    <Button wide icon="vote" onClick={() => void session.ask(`votes/${last.id}/runoff`, {}, session.capability)}>
      {gettext("Open the run-off")}
    </Button>
  );
}

/** Motions and amendments that have been moved. An amendment is voted on first. */
export function Table({ onVote }: { onVote: (proposal: Proposal) => void }) {
  const session = useSession();
  const proposals = useRoom((state) => meetingOf(state).proposals);
  const item = useRoom((state) => currentItem(meetingOf(state))?.id ?? null);
  const [writing, setWriting] = useState<string | null>(null);
  const table = onTheTable(proposals);
  const done = (): void => {
    setWriting(null);
  };
  return (
    <>
      {table.length > 0 && (
        <ul className="vote-table" aria-label={gettext("On the table")}>
          {table.map((one) => {
            const waits = table.some((other) => other.amends === one.id);
            return (
              <li key={one.id} data-amends={one.amends !== null || undefined}>
                <p>
                  <span className="tag tag-neutral">{one.amends === null ? gettext("Motion") : gettext("Amendment")}</span> {one.text} {one.moved_by !== "" && <span className="room-quiet">{one.moved_by}</span>}
                </p>
                {waits && <p className="room-quiet">{gettext("Its amendments come first.")}</p>}
                <div className="room-row">
                  {!waits && <Button size="small" onClick={() => { onVote(one); }}>{gettext("Put to the vote")}</Button>}
                  {one.amends === null && <Button size="small" onClick={() => { setWriting(one.id); }}>{gettext("Amend")}</Button>}
                  <Button size="small" onClick={() => void session.ask(`proposals/${one.id}/withdrawal`, {}, session.capability)}>{gettext("Withdraw")}</Button>
                </div>
                {writing === one.id && <Wording path={`proposals/${one.id}/amendments`} label={gettext("The wording as amended")} first={one.text} onDone={done} />}
              </li>
            );
          })}
        </ul>
      )}
      {writing === "" ? <Wording path="proposals" label={gettext("Motion")} first="" body={{ item }} onDone={done} /> : <Button onClick={() => { setWriting(""); }}>{gettext("Lay a motion on the table")}</Button>}
    </>
  );
}

function Wording({ path, label, first, body = {}, onDone }: { path: string; label: string; first: string; body?: object; onDone: () => void }) {
  const session = useSession();
  const [text, setText] = useState(first);
  const [mover, setMover] = useState("");
  const ready = text.trim() !== "" && text.trim() !== first;
  const send = async (): Promise<void> => {
    if (await session.ask(path, { ...body, text: text.trim(), moved_by: mover.trim() }, session.capability)) onDone();
  };
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void send();
      }}
    >
      <TextArea label={label} rows={3} maxLength={500} value={text} onChange={setText} />
      <TextLine label={gettext("Moved by")} value={mover} onChange={setMover} />
      <div className="room-row room-row-end">
        <Button onClick={onDone}>{gettext("Cancel")}</Button>
        <Button submits kind="primary" disabled={!ready}>
          {gettext("Lay on the table")}
        </Button>
      </div>
    </form>
  );
}
