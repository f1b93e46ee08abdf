/** Instructions as the room knows them: what was given here, what earlier meetings left open, and by when. */

import { gettext, interpolate, language } from "../../../web/client/words";
import type { Ext, Payload, Reducer, State } from "../../../commons/rooms/client";

export type InstructionState = "given" | "confirmed" | "in_progress" | "reported" | "returned" | "accepted";

export interface Instruction {
  id: string;
  label: string;
  meeting: string;
  item: string | null;
  text: string;
  office: Partial<Record<string, string>>;
  /** Who stands for the office in this room. */
  seat: string | null;
  due_on: string | null;
  until_next_meeting: boolean;
  state: InstructionState;
  at: string;
  taken_up_at: string | null;
}

export interface Office {
  id: string;
  names: Partial<Record<string, string>>;
  seat: string | null;
}

const NONE: Instruction[] = [];

export function givenHere(state: State): Instruction[] {
  return (state.ext.instructions as Instruction[] | undefined) ?? NONE;
}

export function followUp(state: State): Instruction[] {
  return (state.ext.followup as Instruction[] | undefined) ?? NONE;
}

export function openingOf(state: State): string | null {
  return (state.ext.opened_at as string | null | undefined) ?? null;
}

export function nameIn(names: Partial<Record<string, string>>): string {
  return names[language()] ?? names.ko ?? Object.values(names)[0] ?? "";
}

/** Days are the reader's own: a due day ends at midnight where one sits. */
export function dayOf(moment_ms: number): string {
  const day = new Date(moment_ms);
  return written(day.getFullYear(), day.getMonth(), day.getDate());
}

export function inAWeek(today: string): string {
  const [year, month, day] = parts(today);
  return written(year, month, day + 7);
}

export function endOfMonth(today: string): string {
  const [year, month] = parts(today);
  return written(year, month + 1, 0);
}

export function isOverdue(one: Instruction, today: string): boolean {
  return one.due_on !== null && one.due_on < today && one.state !== "reported" && one.state !== "accepted";
}

/** An earlier meeting's instruction that this one has turned to. */
export function isTakenUp(one: Instruction, opened_at: string | null): boolean {
  return one.taken_up_at !== null && opened_at !== null && Date.parse(one.taken_up_at) >= Date.parse(opened_at);
}

export function dueWords(one: Pick<Instruction, "due_on">): string {
  return one.due_on === null ? gettext("By the next meeting") : interpolate(gettext("By %(day)s"), { day: dayWords(one.due_on) });
}

export function dayWords(day: string): string {
  const [year, month, date] = parts(day);
  return new Date(year, month, date).toLocaleDateString(document.documentElement.lang || undefined, { month: "long", day: "numeric", weekday: "short" });
}

export function stateWord(one: Instruction, today: string): { word: string; kind: string } {
  if (isOverdue(one, today)) return { word: gettext("Overdue"), kind: "danger" };
  switch (one.state) {
    case "given":
      return { word: gettext("Not confirmed yet"), kind: "warning" };
    case "confirmed":
      return { word: gettext("Confirmed"), kind: "info" };
    case "in_progress":
      return { word: gettext("In progress"), kind: "info" };
    case "reported":
      return { word: gettext("Reported done"), kind: "primary" };
    case "returned":
      return { word: gettext("Returned"), kind: "danger" };
    case "accepted":
      return { word: gettext("Closed"), kind: "success" };
  }
}

/** Offices whose name holds what was typed; without a word those that have a seat here. */
export function officesFor(offices: Office[], typed: string): Office[] {
  const wanted = folded(typed);
  if (wanted === "") return offices.filter((office) => office.seat !== null);
  const found = offices.filter((office) => Object.values(office.names).some((name) => folded(name ?? "").includes(wanted)));
  const begins = (office: Office): boolean => folded(nameIn(office.names)).startsWith(wanted);
  return [...found.filter(begins), ...found.filter((office) => !begins(office))];
}

/** Events carry one instruction; it belongs to the list of the meeting in which it was given. */
export const instructionReducers: Record<string, Reducer> = {
  "meetings.instruction": (ext: Ext, payload: Payload) => {
    const told = payload.ext?.instruction as Instruction | undefined;
    if (told === undefined) return ext;
    const list = told.meeting === ext.meeting ? "instructions" : "followup";
    return { ...ext, [list]: upserted((ext[list] as Instruction[] | undefined) ?? NONE, told) };
  },
};

function upserted(rows: Instruction[], row: Instruction): Instruction[] {
  return rows.some((one) => one.id === row.id) ? rows.map((one) => (one.id === row.id ? row : one)) : [...rows, row];
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
}

function parts(day: string): [number, number, number] {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return [year, month - 1, date];
}

function written(year: number, month: number, date: number): string {
  const day = new Date(year, month, date);
  return `${String(day.getFullYear())}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}
