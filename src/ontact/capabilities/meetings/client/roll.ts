/** The roll as this screen knows it: who is on it, who answered what, who is called; and the quorum, from who is here. */

import type { Ext, Payload, Reducer, Seat, State } from "../../../commons/rooms/client";

export type Answer = "present" | "absent" | "excused";
export type SeatState = Answer | "called" | "waiting";

export interface Answered {
  answer: Answer;
  source: "seat" | "clerk" | "evidence";
  reason?: string;
}

export type Counts = Record<Answer, number>;

export interface Roll {
  id: string;
  manner: "quiet" | "aloud";
  current: string | null;
  opened_at: string;
  closed_at: string | null;
  /** Told at the end; before, and in the state, the answers themselves are counted. */
  counts?: Counts;
  answers?: Record<string, Answered>;
}

export function rollOf(state: State): Roll | null {
  return (state.ext.roll as Roll | null | undefined) ?? null;
}

export function openRoll(state: State): Roll | null {
  const roll = rollOf(state);
  return roll !== null && roll.closed_at === null ? roll : null;
}

/** Who is called: everyone in the room's list but observers, in the order of the seats. */
export function calledSeats(state: State): Seat[] {
  let known = called.get(state);
  if (known === undefined) {
    const parts = (state.ext.parts ?? {}) as Record<string, string>;
    known = state.seats.filter((seat) => (parts[seat.id] ?? seat.role) !== "observer");
    called.set(state, known);
  }
  return known;
}

const called = new WeakMap<State, Seat[]>();

/** After an end that this screen heard of, who said nothing was absent; a quiet roll's answers have to be fetched. */
export function answerOf(roll: Roll, seat: string): Answered | null {
  const known = roll.answers?.[seat];
  if (known !== undefined) return known;
  return roll.closed_at !== null && roll.manner === "aloud" ? { answer: "absent", source: "clerk" } : null;
}

export function stateOf(roll: Roll, seat: string): SeatState {
  const known = answerOf(roll, seat);
  if (roll.current === seat) return known?.answer ?? "called";
  return known?.answer ?? "waiting";
}

export function countsOf(roll: Roll): Counts {
  if (roll.counts !== undefined) return roll.counts;
  const counts: Counts = { present: 0, absent: 0, excused: 0 };
  for (const { answer } of Object.values(roll.answers ?? {})) counts[answer] += 1;
  return counts;
}

/** A quiet roll that was taken while this screen listened: its answers are not in the message. */
export function lacksAnswers(roll: Roll): boolean {
  return roll.closed_at !== null && roll.manner === "quiet" && Object.keys(roll.answers ?? {}).length === 0;
}

/** Who comes after this seat and has not answered; passed over, one comes again at the end. */
export function nextCalled(state: State, roll: Roll): string | null {
  const ids = calledSeats(state).map((seat) => seat.id);
  const start = roll.current === null ? 0 : ids.indexOf(roll.current) + 1;
  const waiting = [...ids.slice(start), ...ids.slice(0, start)].filter((id) => answerOf(roll, id) === null);
  return waiting.find((id) => id !== roll.current) ?? null;
}

export interface Quorum {
  rule: string;
  counts: "voters" | "everyone";
  total: number;
  needed: number;
  present: number;
  reached: boolean;
}

/** Live: the seats that count come with the state, who is here the room knows. Null without a rule. */
export function quorumOf(state: State): Quorum | null {
  const told = state.ext.quorum as (Omit<Quorum, "present" | "reached"> & { seats: string[] }) | null | undefined;
  if (told === null || told === undefined) return null;
  let known = quorums.get(state);
  if (known === undefined) {
    const counts = new Set(told.seats);
    const present = state.seats.filter((seat) => seat.present && !seat.removed && counts.has(seat.id)).length;
    known = { rule: told.rule, counts: told.counts, total: told.total, needed: told.needed, present, reached: present >= told.needed };
    quorums.set(state, known);
  }
  return known;
}

const quorums = new WeakMap<State, Quorum>();

/** Events carry one answer, one call, or the counts of the end; the answers before it are kept here. */
export const rollReducers: Record<string, Reducer> = {
  "meetings.roll": (ext, payload) => ({ ...ext, roll: { ...(told<Roll>(payload, "roll") ?? {}), answers: {} } }),
  "meetings.roll_answer": (ext, payload) => {
    const roll = ext.roll as Roll | null | undefined;
    const heard = told<{ current: string | null; seat?: string } & Partial<Answered>>(payload, "roll_answer");
    if (roll === null || roll === undefined || heard === undefined) return ext;
    return { ...ext, roll: { ...roll, current: heard.current, answers: answered(roll, heard) } };
  },
  "meetings.roll_end": (ext: Ext, payload) => {
    const ended = told<Roll>(payload, "roll_end");
    const roll = ext.roll as Roll | null | undefined;
    return { ...ext, roll: { ...ended, answers: roll?.id === ended?.id ? roll?.answers : {} } };
  },
};

function answered(roll: Roll, heard: { seat?: string } & Partial<Answered>): Record<string, Answered> {
  const { seat, answer, source, reason } = heard;
  if (seat === undefined || answer === undefined || source === undefined) return roll.answers ?? {};
  return { ...roll.answers, [seat]: reason === undefined || reason === "" ? { answer, source } : { answer, source, reason } };
}

function told<T>(payload: Payload, key: string): T | undefined {
  return payload.ext?.[key] as T | undefined;
}
