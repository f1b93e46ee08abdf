/** The meeting's part of the room's state, typed, and the questions that panels ask of it. */

import { language } from "../../../web/client/words";
import type { State } from "../../../commons/rooms/client";
import type { Proposal, Vote } from "./votes";

export interface Paper {
  id: string;
  asset: string;
  name: string;
  pages: number;
  state: string;
  url: string;
  view_url: string;
}

export interface Item {
  id: string;
  number: number;
  title: string;
  titles?: Partial<Record<string, string>>;
  presenter: string;
  presenter_seat?: string | null;
  planned_minutes: number;
  begins_at: string | null;
  resumed_at?: string | null;
  ends_at: string | null;
  papers: Paper[];
  /** The report that this item presents, if it is one. */
  report?: string | null;
  /** The group of field reports that this item is about, if any. */
  field?: string | null;
}

export interface Decision {
  id: string;
  number: number;
  item: string | null;
  vote?: string | null;
  text: string;
  at?: string;
}

export interface Opinion {
  id: string;
  item?: string | null;
  seat?: string;
  name: string;
  text: string;
  at: string;
}

export interface Meeting {
  state: string;
  opened_at: string | null;
  closed_at: string | null;
  agenda: Item[];
  current_item: string | null;
  votes: Vote[];
  proposals: Proposal[];
  decisions: Decision[];
  opinions: Opinion[];
}

export interface Mine {
  has_vote: boolean;
  entitled: string[];
  voted: string[];
  choices: Record<string, string>;
  may_open: boolean;
}

const NO_MEETING: Meeting = { state: "", opened_at: null, closed_at: null, agenda: [], current_item: null, votes: [], proposals: [], decisions: [], opinions: [] };
const NOTHING_MINE: Mine = { has_vote: false, entitled: [], voted: [], choices: {}, may_open: false };

/** Cached per object, so that React sees the same meeting as long as the server says nothing new. */
const meetings = new WeakMap<object, Meeting>();
const mines = new WeakMap<object, Mine>();

export function meetingOf(state: State): Meeting {
  let known = meetings.get(state.ext);
  if (known === undefined) {
    known = { ...NO_MEETING, ...(state.ext as Partial<Meeting>) };
    meetings.set(state.ext, known);
  }
  return known;
}

export function mineOf(state: State): Mine {
  if (state.me_ext === undefined) return NOTHING_MINE;
  let known = mines.get(state.me_ext);
  if (known === undefined) {
    known = { ...NOTHING_MINE, ...(state.me_ext as Partial<Mine>) };
    mines.set(state.me_ext, known);
  }
  return known;
}

export function titleOf(item: Item): string {
  return item.titles?.[language()] ?? item.title;
}

export function itemOf(meeting: Meeting, id: string | null | undefined): Item | null {
  return meeting.agenda.find((item) => item.id === id) ?? null;
}

export function currentItem(meeting: Meeting): Item | null {
  return itemOf(meeting, meeting.current_item);
}

/** The item after the present one; before the first is taken up, the first that has not been dealt with. */
export function nextItem(meeting: Meeting): Item | null {
  const current = currentItem(meeting);
  if (current === null) return meeting.agenda.find((item) => item.begins_at === null) ?? null;
  return meeting.agenda.find((item) => item.number > current.number) ?? null;
}

export function openVote(meeting: Meeting): Vote | null {
  return meeting.votes.find((vote) => vote.closed_at === null) ?? null;
}

export function lastClosedVote(meeting: Meeting): Vote | null {
  return meeting.votes.filter((vote) => vote.closed_at !== null).at(-1) ?? null;
}

/** Until the server has said who is entitled to a vote that has just opened, the standing right decides. */
export function mayVote(mine: Mine, vote: Vote): boolean {
  return mine.entitled.includes(vote.id) || (mine.has_vote && !mine.voted.includes(vote.id));
}

/** What happened so far, in order of time: the minutes in progress. */
export type Entry =
  | { kind: "opened"; id: string; at: string }
  | { kind: "item"; id: string; at: string; item: Item }
  | { kind: "vote"; id: string; at: string; vote: Vote }
  | { kind: "decision"; id: string; at: string; decision: Decision }
  | { kind: "opinion"; id: string; at: string; opinion: Opinion };

export function recordOf(meeting: Meeting): Entry[] {
  const entries: Entry[] = [];
  if (meeting.opened_at !== null) entries.push({ kind: "opened", id: "opened", at: meeting.opened_at });
  for (const item of meeting.agenda) if (item.begins_at !== null) entries.push({ kind: "item", id: item.id, at: item.begins_at, item });
  for (const vote of meeting.votes) entries.push({ kind: "vote", id: vote.id, at: vote.closed_at ?? vote.opened_at, vote });
  for (const decision of meeting.decisions) entries.push({ kind: "decision", id: decision.id, at: decision.at ?? "", decision });
  for (const opinion of meeting.opinions) entries.push({ kind: "opinion", id: opinion.id, at: opinion.at, opinion });
  return entries.sort((a, b) => (a.at === "" ? 1 : b.at === "" ? -1 : a.at.localeCompare(b.at)));
}
