/** Putting something to the vote: a motion or an election, how it is voted on, and what carries it. */

import { useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, Radios, Select, TextArea, TextLine, useRoom, useSession } from "../../../commons/rooms/client";
import { currentItem, meetingOf, titleOf } from "./meeting";
import { QuorumLacking } from "./quorum";
import { quorumOf } from "./roll";
import { baseWord } from "./vote-words";
import type { Manner, Proposal, Rule } from "./votes";

const BASES: NonNullable<Rule["base"]>[] = ["sides", "voting", "present", "members"];
const MOST_CANDIDATES = 24;

interface FormProps {
  /** A motion or an amendment that lies on the table; its wording stands. */
  proposal?: Proposal | undefined;
  onDone: () => void;
}

export function VoteForm({ proposal, onDone }: FormProps) {
  const [kind, setKind] = useState("motion");
  return (
    <div className="room-stack">
      {proposal === undefined && (
        <Radios
          legend={gettext("What")}
          hideLegend
          value={kind}
          choices={[
            { value: "motion", word: gettext("A motion") },
            { value: "election", word: gettext("An election") },
          ]}
          onChange={setKind}
        />
      )}
      {kind === "motion" ? <MotionForm proposal={proposal} onDone={onDone} /> : <ElectionForm onDone={onDone} />}
    </div>
  );
}

function MotionForm({ proposal, onDone }: FormProps) {
  const item = useRoom((state) => currentItem(meetingOf(state)));
  const [motion, setMotion] = useState(item === null ? "" : interpolate(gettext("To adopt “%(title)s” as put forward"), { title: titleOf(item) }));
  const [manner, setManner] = useState<Manner>("open");
  const [share, setShare] = useState("1/2");
  const [base, setBase] = useState("sides");
  const [tie, setTie] = useState("fails");
  const [numerator, denominator] = share.split("/").map(Number);
  const rule = { base, numerator, denominator, strict: share === "1/2", tie: share === "1/2" ? tie : "fails" };
  const what = proposal === undefined ? { item: item?.id ?? null, motion: motion.trim() } : { proposal: proposal.id };
  return (
    <Sheet path="votes" body={{ ...what, manner, rule }} ready={proposal !== undefined || motion.trim() !== ""} onDone={onDone}>
      {proposal === undefined ? <TextArea label={gettext("Motion")} rows={3} maxLength={500} value={motion} onChange={setMotion} /> : <blockquote className="vote-wording">{proposal.text}</blockquote>}
      <MannerChoice value={manner} onChange={setManner} />
      <Select
        label={gettext("Needed")}
        value={share}
        choices={[
          { value: "1/2", word: gettext("More than half") },
          { value: "2/3", word: gettext("Two thirds") },
          { value: "3/4", word: gettext("Three quarters") },
        ]}
        onChange={setShare}
      />
      <Select label={gettext("Of what")} value={base} choices={BASES.map((value) => ({ value, word: baseWord(value) }))} onChange={setBase} />
      {share === "1/2" && (
        <Select
          label={gettext("In a tie")}
          value={tie}
          choices={[
            { value: "fails", word: gettext("the motion fails") },
            { value: "chair", word: gettext("the chair decides") },
          ]}
          onChange={setTie}
        />
      )}
    </Sheet>
  );
}

function ElectionForm({ onDone }: { onDone: () => void }) {
  const item = useRoom((state) => currentItem(meetingOf(state)));
  const [title, setTitle] = useState("");
  const [names, setNames] = useState("");
  const [places, setPlaces] = useState("1");
  const [needs, setNeeds] = useState("most");
  const [tie, setTie] = useState("lot");
  const [manner, setManner] = useState<Manner>("secret");
  const candidates = names.split("\n").map((name) => name.trim()).filter((name) => name !== "");
  const count = Number(places);
  const ready = title.trim() !== "" && count >= 1 && count <= candidates.length && candidates.length <= MOST_CANDIDATES;
  return (
    <Sheet path="elections" body={{ item: item?.id ?? null, title: title.trim(), candidates, places: count, needs, tie, manner }} ready={ready} onDone={onDone}>
      <TextLine label={gettext("Who is elected to what")} value={title} onChange={setTitle} placeholder={gettext("Deputy chair of the committee")} />
      <TextArea label={gettext("Names, one a line")} help={interpolate(gettext("At most %(most)s; the ballot shows them in this order."), { most: MOST_CANDIDATES })} rows={4} value={names} onChange={setNames} />
      <TextLine label={gettext("Places")} type="number" min={1} max={Math.max(1, candidates.length)} value={places} onChange={setPlaces} />
      <MannerChoice value={manner} onChange={setManner} />
      <Select
        label={gettext("Elected is who has")}
        value={needs}
        choices={[
          { value: "most", word: gettext("most votes") },
          { value: "majority", word: gettext("more than half; else a run-off") },
        ]}
        onChange={setNeeds}
      />
      <Select
        label={gettext("In a tie for the last place")}
        value={tie}
        choices={[
          { value: "lot", word: gettext("the lot decides") },
          { value: "runoff", word: gettext("a run-off") },
        ]}
        onChange={setTie}
      />
    </Sheet>
  );
}

function MannerChoice({ value, onChange }: { value: Manner; onChange: (manner: Manner) => void }) {
  return (
    <Radios
      legend={gettext("How")}
      value={value}
      choices={[
        { value: "open", word: gettext("Open: name and choice stand in the minutes") },
        { value: "named", word: gettext("By roll: seen by everyone, seat by seat, as it is cast") },
        { value: "secret", word: gettext("Secret: only the counts are known") },
      ]}
      onChange={(chosen) => {
        onChange(chosen as Manner);
      }}
    />
  );
}

interface SheetProps {
  path: string;
  body: object;
  ready: boolean;
  onDone: () => void;
  children: React.ReactNode;
}

function Sheet({ path, body, ready, onDone, children }: SheetProps) {
  const session = useSession();
  const [sending, setSending] = useState(false);
  const quorum = useRoom((state) => quorumOf(state)?.reached ?? true);
  const open = async (): Promise<void> => {
    setSending(true);
    const went = await session.ask(path, body, session.capability);
    setSending(false);
    if (went) onDone();
  };
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && quorum && !sending) void open();
      }}
    >
      {children}
      <p className="room-quiet">{gettext("Those entitled who are in the room now may vote, once each.")}</p>
      <QuorumLacking />
      <div className="room-row room-row-end">
        <Button onClick={onDone}>{gettext("Cancel")}</Button>
        <Button submits kind="primary" icon="vote" disabled={!ready || !quorum || sending}>
          {gettext("Open the vote")}
        </Button>
      </div>
    </form>
  );
}
