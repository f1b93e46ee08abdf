/** The question of the moment over the stage: what is asked, my answer, which I may change, and the bars once they are shown. */

import { useEffect, useState } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { Button, IconButton } from "../parts/button";
import { Radios } from "../parts/fields";
import { useRoom, useSession } from "../parts/hooks";
import type { Poll } from "../protocol";
import { PollBars } from "./poll-bars";
import { answeredWords } from "./poll-words";

export function PollCard() {
  const poll = useRoom((state) => state.poll ?? null);
  const [dismissed, setDismissed] = useState("");
  if (poll === null) return null;
  if (poll.open) return <OpenPoll key={poll.id} poll={poll} />;
  if (dismissed === poll.id) return null;
  return (
    <Card poll={poll} onClose={() => { setDismissed(poll.id); }}>
      <PollBars poll={poll} />
    </Card>
  );
}

function OpenPoll({ poll }: { poll: Poll }) {
  const desk = useRoom((state) => state.me.may.desk === true);
  const companion = useRoom((state) => state.me.companion);
  return (
    <Card poll={poll}>
      {desk ? <p className="room-quiet">{gettext("You have asked; the answers stand at the desk.")}</p> : !companion && <Answering poll={poll} />}
      {poll.counts !== null && <PollBars poll={poll} />}
    </Card>
  );
}

function Answering({ poll }: { poll: Poll }) {
  const session = useSession();
  const known = useRoom((state) => state.me.answer ?? null);
  const [answer, setAnswer] = useState<number | null>(known);
  const [chosen, setChosen] = useState(known === null ? "" : String(known));
  const [sending, setSending] = useState(false);
  useEffect(() => {
    // Given on another device, or before the page was loaded again.
    if (known === null) return;
    setAnswer(known);
    setChosen((now) => (now === "" ? String(known) : now));
  }, [known]);
  const send = async (): Promise<void> => {
    setSending(true);
    const choice = Number(chosen);
    const went = await session.ask(`/polls/${poll.id}/answer`, { choice });
    setSending(false);
    if (went) setAnswer(choice);
  };
  const unchanged = answer !== null && String(answer) === chosen;
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== "" && !unchanged && !sending) void send();
      }}
    >
      <Radios legend={gettext("My answer")} hideLegend value={chosen} choices={poll.choices.map((word, place) => ({ value: String(place), word }))} onChange={setChosen} />
      <p role="status">
        {answer === null ? "" : interpolate(gettext("Your answer is in: %(answer)s. You can change it until the question is closed."), { answer: poll.choices[answer] ?? "" })}
      </p>
      <Button submits wide kind="primary" icon="send" disabled={chosen === "" || unchanged || sending}>
        {answer === null ? gettext("Send my answer") : gettext("Change my answer")}
      </Button>
      <p className="room-quiet">{poll.named ? gettext("When the results are shown, your name stands beside your answer.") : gettext("Nobody sees what you chose; only the numbers are shown.")}</p>
    </form>
  );
}

function Card({ poll, onClose, children }: { poll: Poll; onClose?: () => void; children: React.ReactNode }) {
  return (
    <section className="room-poll" aria-labelledby={`poll-${poll.id}`}>
      <header className="room-poll-head">
        <span className="tag tag-primary">{poll.quiz ? gettext("Quiz") : gettext("Question")}</span>
        <span className="room-quiet room-tabular">{answeredWords(poll)}</span>
        {onClose !== undefined && <IconButton icon="close" size="small" label={gettext("Close the result")} onClick={onClose} />}
      </header>
      <h2 id={`poll-${poll.id}`}>{poll.question}</h2>
      {children}
    </section>
  );
}
