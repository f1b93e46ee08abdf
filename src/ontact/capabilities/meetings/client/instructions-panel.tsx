/** What was given here and what earlier meetings left open; the office's seat confirms with one press. */

import { useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, IconButton, useRoom, useServerNow, useSession, type State } from "../../../commons/rooms/client";
import { dayOf, dueWords, followUp, givenHere, isOverdue, isTakenUp, nameIn, openingOf, stateWord, type Instruction } from "./instructions";
import { meetingOf, openVote } from "./meeting";

const MINUTE_MS = 60_000;
/** Everyone sees a new instruction over the stage for this long. */
const NEWS_MS = 20_000;

export function hasInstructions(state: State): boolean {
  return givenHere(state).length + followUp(state).length > 0;
}

/** What needs an eye: not confirmed here, overdue from before. */
export function instructionsCount(state: State): number | null {
  const today = dayOf(Date.now());
  const open = givenHere(state).filter((one) => one.state === "given").length + followUp(state).filter((one) => isOverdue(one, today)).length;
  return open === 0 ? null : open;
}

export function InstructionsPanel() {
  const given = useRoom(givenHere);
  const earlier = useRoom(followUp);
  return (
    <div className="meeting-instructions">
      {earlier.length > 0 && (
        <section aria-labelledby="follow-up">
          <h3 id="follow-up" className="room-pad">{gettext("Follow-up")}</h3>
          <Rows rows={earlier} isEarlier />
        </section>
      )}
      <section aria-labelledby="given-here">
        <h3 id="given-here" className="room-pad">{gettext("Given in this meeting")}</h3>
        {given.length === 0 ? <p className="room-pad room-quiet">{gettext("No instruction has been given yet.")}</p> : <Rows rows={given} />}
      </section>
    </div>
  );
}

function Rows({ rows, isEarlier = false }: { rows: Instruction[]; isEarlier?: boolean }) {
  const session = useSession();
  const desk = useRoom((state) => state.me.may.desk);
  const opened_at = useRoom(openingOf);
  const today = dayOf(useServerNow(MINUTE_MS));
  return (
    <ul className="meeting-instruction-list">
      {rows.map((one) => {
        const taken = isEarlier && isTakenUp(one, opened_at);
        return (
          <li key={one.id} className="meeting-instruction" data-taken={taken || undefined}>
            <Words one={one} today={today} />
            {taken && <p className="room-quiet">{gettext("Taken up in this meeting")}</p>}
            <div className="room-row">
              <Confirm one={one} />
              {isEarlier && desk && opened_at !== null && !taken && (
                <Button size="small" onClick={() => void session.ask(`instructions/${one.id}/taking-up`, {}, session.capability)}>
                  {gettext("Take up")}
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Words({ one, today }: { one: Instruction; today: string }) {
  const { word, kind } = stateWord(one, today);
  return (
    <>
      <p className="meeting-instruction-text">{one.text}</p>
      <p className="room-quiet">
        <span className={`tag tag-${kind}`}>{word}</span> {`${nameIn(one.office)} · ${dueWords(one)} · ${one.label}`}
      </p>
    </>
  );
}

function Confirm({ one }: { one: Instruction }) {
  const session = useSession();
  const mine = useRoom((state) => one.seat !== null && state.me.seat === one.seat && !state.me.companion);
  if (!mine || one.state !== "given") return null;
  return (
    <Button kind="primary" size="small" icon="check" onClick={() => void session.ask(`instructions/${one.id}/confirmation`, {}, session.capability)}>
      {gettext("Confirm")}
    </Button>
  );
}

/** Over the stage: for everyone while it is new, for the office until it has confirmed. A vote goes before it. */
export function InstructionCard() {
  const voting = useRoom((state) => openVote(meetingOf(state)) !== null);
  const newest = useRoom((state) => givenHere(state).at(-1) ?? null);
  const me = useRoom((state) => state.me.seat);
  const owed = useRoom((state) => givenHere(state).find((one) => one.state === "given" && one.seat !== null && one.seat === state.me.seat) ?? null);
  const now_ms = useServerNow(MINUTE_MS / 12);
  const [dismissed, setDismissed] = useState("");
  const fresh = newest !== null && newest.seat !== me && now_ms - Date.parse(newest.at) < NEWS_MS ? newest : null;
  const one = owed ?? fresh;
  if (voting || one === null || one.id === dismissed) return null;
  const today = dayOf(now_ms);
  return (
    <section className="meeting-card meeting-instruction-card" aria-label={interpolate(gettext("Instruction %(label)s"), { label: one.label })}>
      <header className="meeting-card-head">
        <strong>{gettext("Instruction")}</strong>
        <IconButton icon="close" label={gettext("Close")} onClick={() => { setDismissed(one.id); }} />
      </header>
      <Words one={one} today={today} />
      <Confirm one={one} />
    </section>
  );
}
