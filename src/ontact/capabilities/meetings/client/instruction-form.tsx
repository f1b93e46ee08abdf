/** An instruction given on the floor: what, to which office, by when; ten seconds at the desk. */

import { useEffect, useRef, useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, TextArea, TextLine, useCell, useRoom, useSession } from "../../../commons/rooms/client";
import { Cell } from "../../../commons/rooms/client/state/cell";
import { dayOf, dayWords, endOfMonth, inAWeek, nameIn, officesFor, type Office } from "./instructions";
import { meetingOf } from "./meeting";

/** What a report asks of an office, laid into the form; day: by when, or empty. */
export interface Begun {
  text: string;
  office: Office;
  day: string;
}

/** A key or a report's ask may open the form, so it is kept outside the component. */
export const instructionForm = new Cell<Begun | boolean>(false);

const SHOWN = 6;
type Due = "week" | "month" | "next" | "day";

export function DeskInstruction() {
  const held = useRoom((state) => meetingOf(state).opened_at !== null);
  const open = useCell(instructionForm, (now) => now);
  const close = (): void => {
    instructionForm.set(false);
  };
  useEffect(() => close, []);
  if (!held) return null;
  return (
    <section className="room-block" aria-labelledby="desk-instruction">
      <h3 id="desk-instruction">{gettext("Instruction")}</h3>
      {open !== false ? (
        <InstructionForm key={open === true ? "" : open.text} begun={open === true ? null : open} onDone={close} />
      ) : (
        <Button icon="arrow-right" shortcut="o" onClick={() => { instructionForm.set(true); }}>
          {gettext("Give an instruction")}
        </Button>
      )}
    </section>
  );
}

interface Offices {
  offices: Office[];
  next_meeting: string | null;
}

function useOffices(): Offices {
  const session = useSession();
  const [offices, setOffices] = useState<Offices>({ offices: [], next_meeting: null });
  useEffect(() => {
    session.capability.get<Offices>("instructions/offices").then(setOffices, (error: unknown) => {
      session.toasts.failed(error);
    });
  }, [session]);
  return offices;
}

function InstructionForm({ begun, onDone }: { begun: Begun | null; onDone: () => void }) {
  const session = useSession();
  const item = useRoom((state) => meetingOf(state).current_item);
  const { offices, next_meeting } = useOffices();
  const today = dayOf(Date.now());
  const [text, setText] = useState(begun?.text ?? "");
  const [office, setOffice] = useState<Office | null>(begun?.office ?? null);
  const dated = begun !== null && begun.day >= today;
  const [due, setDue] = useState<Due>(dated ? "day" : "week");
  const [day, setDay] = useState(dated ? begun.day : "");
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const due_on = due === "week" ? inAWeek(today) : due === "month" ? endOfMonth(today) : due === "day" ? day : null;
  const ready = text.trim() !== "" && office !== null && due_on !== "" && !sending;
  const give = async (): Promise<void> => {
    if (!ready || office === null) return;
    setSending(true);
    const body = { text: text.trim(), office: office.id, due_on, until_next_meeting: due === "next", item };
    const went = await session.ask("instructions", body, session.capability);
    setSending(false);
    if (went) onDone();
  };
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <TextArea ref={field} label={gettext("What is to be done")} rows={2} maxLength={1000} value={text} onChange={setText} />
      <OfficeChoice offices={offices} chosen={office} onChoose={setOffice} />
      <fieldset className="meeting-due">
        <legend className="label">{gettext("By when")}</legend>
        <div className="room-row">
          <Chip on={due === "week"} onPress={() => { setDue("week"); }}>{gettext("In a week")}</Chip>
          <Chip on={due === "month"} onPress={() => { setDue("month"); }}>{gettext("End of the month")}</Chip>
          <Chip on={due === "next"} onPress={() => { setDue("next"); }}>{gettext("Next meeting")}</Chip>
          <Chip on={due === "day"} onPress={() => { setDue("day"); }}>{gettext("Another day")}</Chip>
        </div>
        {due === "day" ? (
          <TextLine type="date" label={gettext("Day")} min={today} value={day} onChange={setDay} />
        ) : (
          <p className="help">{dueHelp(due_on, next_meeting)}</p>
        )}
      </fieldset>
      <div className="room-row room-row-end">
        <Button onClick={onDone}>{gettext("Cancel")}</Button>
        <Button submits kind="primary" disabled={!ready}>
          {gettext("Give the instruction")}
        </Button>
      </div>
    </form>
  );
}

/** Type a few letters and press the office; nothing typed shows who sits in the meeting. */
function OfficeChoice(props: { offices: Office[]; chosen: Office | null; onChoose: (office: Office | null) => void }) {
  const { offices, chosen, onChoose } = props;
  const [typed, setTyped] = useState("");
  if (chosen !== null) {
    return (
      <div className="room-field">
        <span className="label">{gettext("Responsible office")}</span>
        <div className="room-row">
          <strong>{nameIn(chosen.names)}</strong>
          <Button size="small" onClick={() => { onChoose(null); }}>{gettext("Another office")}</Button>
        </div>
      </div>
    );
  }
  const found = officesFor(offices, typed);
  return (
    <div className="room-stack">
      <TextLine type="search" label={gettext("Responsible office")} placeholder={gettext("Type a part of its name")} value={typed} onChange={setTyped} />
      <div className="room-row" role="group" aria-label={gettext("Offices found")}>
        {found.slice(0, SHOWN).map((office) => (
          <Button key={office.id} size="small" onClick={() => { onChoose(office); }}>
            {nameIn(office.names)}
          </Button>
        ))}
        {found.length === 0 && <span className="help">{gettext("No office has this name.")}</span>}
      </div>
    </div>
  );
}

function Chip({ on, onPress, children }: { on: boolean; onPress: () => void; children: string }) {
  return (
    <Button size="small" kind={on ? "secondary" : "tertiary"} aria-pressed={on} onClick={onPress}>
      {children}
    </Button>
  );
}

function dueHelp(due_on: string | null, next_meeting: string | null): string {
  const day = due_on ?? next_meeting;
  if (day !== null) return interpolate(gettext("By %(day)s"), { day: dayWords(day) });
  return gettext("The day is set as soon as the next meeting is convened.");
}
