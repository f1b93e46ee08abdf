/** The ballot itself: three choices for a motion, names for an election; cast once. */

import { useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, Radios, useSession } from "../../../commons/rooms/client";
import { ballotWords, CHOICES, choiceWord } from "./vote-words";
import { isElection, type Vote } from "./votes";

/** What is sent, and the same as the server stores it. */
export interface Marking {
  body: { choice: string } | { picks: number[] };
  ballot: string;
}

export function Ballot({ vote, onCast }: { vote: Vote; onCast: (ballot: string) => void }) {
  const session = useSession();
  const [marking, setMarking] = useState<Marking | null>(null);
  const [sending, setSending] = useState(false);
  const cast = async (): Promise<void> => {
    if (marking === null) return;
    setSending(true);
    const went = await session.ask(`votes/${vote.id}/ballot`, marking.body, session.capability);
    setSending(false);
    if (went) onCast(marking.ballot);
    // A ballot that was refused may be one that got through before the line broke: the server knows.
    else void session.store.refresh();
  };
  return (
    <form
      className="meeting-ballot"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) void cast();
      }}
    >
      <Marks vote={vote} onChange={setMarking} />
      <Button submits wide kind="primary" icon="vote" disabled={marking === null || sending}>
        {sending ? gettext("Being cast …") : marking === null ? gettext("Choose first") : interpolate(gettext("Cast my vote: %(choice)s"), { choice: ballotWords(vote, marking.ballot) })}
      </Button>
      <p className="room-quiet">{promise(vote)}</p>
    </form>
  );
}

function promise(vote: Vote): string {
  if (vote.manner === "secret") return gettext("Nobody can see what you chose. It cannot be changed afterwards.");
  if (vote.manner === "named") return gettext("Everyone sees your choice at once, and it stands in the minutes. It cannot be changed afterwards.");
  return gettext("Your name and choice stand in the minutes. It cannot be changed afterwards.");
}

/** The marks alone, which the clerk also makes for a paper ballot. */
export function Marks({ vote, onChange }: { vote: Vote; onChange: (marking: Marking | null) => void }) {
  return isElection(vote) ? <Names vote={vote} onChange={onChange} /> : <Choices onChange={onChange} />;
}

function Choices({ onChange }: { onChange: (marking: Marking | null) => void }) {
  const [choice, setChoice] = useState("");
  return (
    <Radios
      legend={gettext("My vote")}
      hideLegend
      value={choice}
      choices={CHOICES.map((value) => ({ value, word: choiceWord(value) }))}
      onChange={(value) => {
        setChoice(value);
        onChange({ body: { choice: value }, ballot: value });
      }}
    />
  );
}

function Names({ vote, onChange }: { vote: Vote; onChange: (marking: Marking | null) => void }) {
  const places = vote.rule?.places ?? 1;
  const [picks, setPicks] = useState<number[]>([]);
  const [blank, setBlank] = useState(false);
  const change = (numbers: number[], nobody: boolean): void => {
    const sorted = [...numbers].sort((a, b) => a - b);
    setPicks(sorted);
    setBlank(nobody);
    onChange(nobody ? { body: { choice: "abstain" }, ballot: "abstain" } : sorted.length === 0 ? null : { body: { picks: sorted }, ballot: sorted.join(",") });
  };
  const toggle = (number: number): void => {
    if (picks.includes(number)) change(picks.filter((one) => one !== number), false);
    else change(places === 1 ? [number] : [...picks, number], false);
  };
  return (
    <fieldset className="vote-names">
      <legend className="label">{places === 1 ? gettext("Choose one name") : interpolate(gettext("Choose up to %(places)s names: %(count)s chosen"), { places, count: picks.length })}</legend>
      {vote.candidates?.map((candidate) => (
        <label key={candidate.number} className="room-radio">
          <input
            type={places === 1 ? "radio" : "checkbox"}
            className="check"
            name={`names-${vote.id}`}
            checked={picks.includes(candidate.number)}
            disabled={places > 1 && picks.length >= places && !picks.includes(candidate.number)}
            onChange={() => {
              toggle(candidate.number);
            }}
          />
          <span>{`${String(candidate.number)}. ${candidate.name}`}</span>
        </label>
      ))}
      <label className="room-radio">
        <input
          type={places === 1 ? "radio" : "checkbox"}
          className="check"
          name={`names-${vote.id}`}
          checked={blank}
          onChange={() => {
            change([], !blank);
          }}
        />
        <span>{gettext("Abstain")}</span>
      </label>
    </fieldset>
  );
}
