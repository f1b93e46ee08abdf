/** Desk: a question of the moment: write it, see the answers come in, close it, show the bars, look back. */

import { useEffect, useState } from "react";

import { gettext } from "../../../../../web/client/words";
import { Button } from "../../parts/button";
import { Select, Switch, TextArea, TextLine } from "../../parts/fields";
import { useRoom, useSession } from "../../parts/hooks";
import type { Poll } from "../../protocol";
import { PollBars } from "../poll-bars";
import { answeredWords } from "../poll-words";

const LEAST = 2;
const MOST = 6;

/** As the desk sees it: the counts at any time. */
interface DeskView extends Poll {
  shown: boolean;
}

export function DeskPoll() {
  const [polls, look] = usePolls();
  const [writes, setWrites] = useState(false);
  const open = polls.find((poll) => poll.open);
  const past = polls.filter((poll) => !poll.open);
  return (
    <section className="room-block" aria-labelledby="desk-poll">
      <h3 id="desk-poll">{gettext("Questions to everyone")}</h3>
      {open !== undefined && <Row poll={open} onChange={look} />}
      {open === undefined && writes && <PollForm onDone={() => { setWrites(false); look(); }} />}
      {open === undefined && !writes && (
        <>
          {past.length === 0 && <p className="room-quiet">{gettext("Ask something and let everybody choose. Nothing is decided by it.")}</p>}
          <Button size="small" icon="question" onClick={() => { setWrites(true); }}>
            {gettext("Ask a question")}
          </Button>
        </>
      )}
      {past.map((poll) => (
        <Row key={poll.id} poll={poll} onChange={look} />
      ))}
    </section>
  );
}

/** Fetched anew whenever the room's question has changed. */
function usePolls(): [DeskView[], () => void] {
  const session = useSession();
  const now = useRoom((state) => state.poll ?? null);
  const [polls, setPolls] = useState<DeskView[]>([]);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let stands = true;
    session.api.get<{ polls?: DeskView[] }>("/polls").then(
      (answer) => {
        if (stands && answer.polls !== undefined) setPolls(answer.polls);
      },
      () => undefined,
    );
    return () => {
      stands = false;
    };
  }, [session, now, turn]);
  return [polls, () => { setTurn((before) => before + 1); }];
}

function Row({ poll, onChange }: { poll: DeskView; onChange: () => void }) {
  const session = useSession();
  const act = (path: string, body: object = {}): void => {
    void session.ask(`/polls/${poll.id}/${path}`, body).then(onChange);
  };
  return (
    <div className="room-stack">
      <p>
        <strong>{poll.question}</strong> <span className="room-quiet">{answeredWords(poll)}</span>
      </p>
      {(poll.open || poll.shown) && <PollBars poll={poll} />}
      <div className="room-row">
        {poll.open && (
          <Button size="small" kind="primary" icon="stop" onClick={() => { act("closing"); }}>
            {gettext("Close the question")}
          </Button>
        )}
        <Button size="small" icon={poll.shown ? "eye-off" : "eye"} onClick={() => { act("results", { shown: !poll.shown }); }}>
          {poll.shown ? gettext("Put the results away") : gettext("Show the results to everyone")}
        </Button>
      </div>
    </div>
  );
}

function PollForm({ onDone }: { onDone: () => void }) {
  const session = useSession();
  const [question, setQuestion] = useState("");
  const [words, setWords] = useState("");
  const [named, setNamed] = useState(false);
  const [right, setRight] = useState("");
  const [sending, setSending] = useState(false);
  const choices = words.split("\n").map((word) => word.trim()).filter((word) => word !== "");
  const ready = question.trim() !== "" && choices.length >= LEAST && choices.length <= MOST && new Set(choices).size === choices.length;
  const send = async (): Promise<void> => {
    setSending(true);
    const asked = { question: question.trim(), choices, named, right: right === "" || Number(right) >= choices.length ? null : Number(right) };
    const went = await session.ask("/polls", asked);
    setSending(false);
    if (went) onDone();
  };
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !sending) void send();
      }}
    >
      <TextLine label={gettext("Question")} maxLength={300} value={question} onChange={setQuestion} />
      <TextArea label={gettext("Answers to choose from, one a line")} help={gettext("Two to six, all different.")} rows={4} value={words} onChange={setWords} />
      <Select
        label={gettext("Right answer")}
        value={right}
        choices={[{ value: "", word: gettext("None: I only ask") }, ...choices.map((word, place) => ({ value: String(place), word }))]}
        onChange={setRight}
      />
      <Switch label={gettext("Show names with the results")} help={gettext("Everybody is told before answering.")} on={named} onChange={setNamed} />
      <div className="room-row room-row-end">
        <Button onClick={onDone}>{gettext("Cancel")}</Button>
        <Button submits kind="primary" icon="send" disabled={!ready || sending}>
          {gettext("Ask everyone")}
        </Button>
      </div>
    </form>
  );
}
