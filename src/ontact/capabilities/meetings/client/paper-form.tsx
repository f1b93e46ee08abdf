/** What was written on paper or said aloud, entered by the clerk; of a secret vote two piles: whose, and what. */

import { useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, plateOf, Radios, Select, TextLine, useRoom, useSession, type Seat } from "../../../commons/rooms/client";
import { Marks, type Marking } from "./ballot";
import { ballotWords, CHOICES, choiceWord } from "./vote-words";
import { isElection, type Vote } from "./votes";

export function PaperForm({ vote, onDone }: { vote: Vote; onDone: () => void }) {
  return vote.manner === "secret" ? <SecretPapers vote={vote} onDone={onDone} /> : <OneBallot vote={vote} onDone={onDone} />;
}

function useSeats(): Seat[] {
  const seats = useRoom((state) => state.seats);
  return [...seats].filter((seat) => !seat.removed).sort((a, b) => plateOf(a).localeCompare(plateOf(b)));
}

function OneBallot({ vote, onDone }: { vote: Vote; onDone: () => void }) {
  const session = useSession();
  const seats = useSeats();
  const [seat, setSeat] = useState("");
  const [source, setSource] = useState("paper");
  const [reason, setReason] = useState("");
  const [marking, setMarking] = useState<Marking | null>(null);
  const ready = seat !== "" && marking !== null && reason.trim() !== "";
  const enter = async (): Promise<void> => {
    const body = { ...marking?.body, seat, source, reason: reason.trim() };
    if (await session.ask(`votes/${vote.id}/entries`, body, session.capability)) onDone();
  };
  return (
    <Frame ready={ready} onEnter={enter} onDone={onDone}>
      <Select label={gettext("Whose vote")} value={seat} choices={[{ value: "", word: gettext("Choose the seat") }, ...seats.map((one) => ({ value: one.id, word: plateOf(one) }))]} onChange={setSeat} />
      <Radios
        legend={gettext("How it was given")}
        value={source}
        choices={[
          { value: "paper", word: gettext("on paper") },
          { value: "spoken", word: gettext("spoken") },
        ]}
        onChange={setSource}
      />
      <Marks vote={vote} onChange={setMarking} />
      <TextLine label={gettext("Reason")} value={reason} onChange={setReason} placeholder={gettext("The device failed")} />
    </Frame>
  );
}

interface Pile {
  key: string;
  word: string;
  body: object;
}

/** Piles by choice, or by name; where a ballot may bear several names, papers are laid on piles one by one. */
function firstPiles(vote: Vote): Pile[] {
  if (!isElection(vote)) return CHOICES.map((choice) => ({ key: choice, word: choiceWord(choice), body: { choice } }));
  const blank = { key: "abstain", word: gettext("Abstain"), body: { choice: "abstain" } };
  if ((vote.rule?.places ?? 1) > 1) return [blank];
  return [...(vote.candidates ?? []).map(({ number, name }) => ({ key: String(number), word: name, body: { picks: [number] } })), blank];
}

function SecretPapers({ vote, onDone }: { vote: Vote; onDone: () => void }) {
  const session = useSession();
  const seats = useSeats();
  const [whose, setWhose] = useState<string[]>([]);
  const [counts, setCounts] = useState<Record<string, string>>({});
  const [reason, setReason] = useState("");
  const [piles, setPiles] = useState(() => firstPiles(vote));
  const [marking, setMarking] = useState<Marking | null>(null);
  const several = isElection(vote) && (vote.rule?.places ?? 1) > 1;
  const layOnPile = (): void => {
    if (marking === null) return;
    const { ballot, body } = marking;
    if (!piles.some((pile) => pile.key === ballot)) setPiles([...piles, { key: ballot, word: ballotWords(vote, ballot), body }]);
    setCounts({ ...counts, [ballot]: String((Number(counts[ballot]) || 0) + 1) });
  };
  const papers = piles.reduce((sum, pile) => sum + (Number(counts[pile.key]) || 0), 0);
  const ready = papers > 0 && papers === whose.length && reason.trim() !== "";
  const enter = async (): Promise<void> => {
    const body = {
      seats: whose,
      piles: piles.flatMap((pile) => (Number(counts[pile.key]) > 0 ? [{ ...pile.body, count: Number(counts[pile.key]) }] : [])),
      reason: reason.trim(),
    };
    if (await session.ask(`votes/${vote.id}/papers`, body, session.capability)) onDone();
  };
  return (
    <Frame ready={ready} onEnter={enter} onDone={onDone}>
      <fieldset className="vote-papers-seats">
        <legend className="label">{interpolate(gettext("Who voted on paper: %(count)s"), { count: whose.length })}</legend>
        {seats.map((seat) => (
          <label key={seat.id} className="room-radio">
            <input
              type="checkbox"
              className="check"
              checked={whose.includes(seat.id)}
              onChange={(event) => {
                setWhose(event.target.checked ? [...whose, seat.id] : whose.filter((one) => one !== seat.id));
              }}
            />
            <span>{plateOf(seat)}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="vote-papers-counts">
        <legend className="label">{interpolate(gettext("What the papers say: %(count)s"), { count: papers })}</legend>
        {several && (
          <>
            <Marks vote={vote} onChange={setMarking} />
            <Button disabled={marking === null} onClick={layOnPile}>
              {gettext("Lay this paper on its pile")}
            </Button>
          </>
        )}
        {piles.map((pile) => (
          <TextLine key={pile.key} label={pile.word} type="number" min={0} value={counts[pile.key] ?? ""} onChange={(value) => { setCounts({ ...counts, [pile.key]: value }); }} />
        ))}
      </fieldset>
      <TextLine label={gettext("Reason")} value={reason} onChange={setReason} placeholder={gettext("The device failed")} />
      <p className="room-quiet">{gettext("Shuffle the papers before you count them: nobody should know whose is which.")}</p>
    </Frame>
  );
}

function Frame({ ready, onEnter, onDone, children }: { ready: boolean; onEnter: () => Promise<void>; onDone: () => void; children: React.ReactNode }) {
  const [sending, setSending] = useState(false);
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || sending) return;
        setSending(true);
        void onEnter().finally(() => {
          setSending(false);
        });
      }}
    >
      {children}
      <div className="room-row room-row-end">
        <Button onClick={onDone}>{gettext("Cancel")}</Button>
        <Button submits kind="primary" disabled={!ready || sending}>
          {gettext("Enter")}
        </Button>
      </div>
    </form>
  );
}
