/** Votes as this screen knows them: typed, folded from small events, and the questions that cards and bars ask. */

import type { Ext, Payload, Reducer } from "../../../commons/rooms/client";

export type Choice = "for" | "against" | "abstain";
export type Manner = "open" | "named" | "secret";

export interface Candidate {
  number: number;
  name: string;
}

export interface Ranked {
  number: number;
  votes: number;
  rank: number;
  elected: boolean;
}

export interface MotionResult {
  for: number;
  against: number;
  abstain: number;
  voted: number;
  entitled: number;
  members?: number;
  whole?: number;
  needed?: number;
  tied?: boolean;
  carried: boolean | null;
}

export interface ElectionResult {
  candidates: Ranked[];
  elected: number[];
  by_lot: number[];
  runoff: number[];
  abstain: number;
  voted: number;
  entitled: number;
  members?: number;
}

export interface Rule {
  base?: "sides" | "voting" | "present" | "members";
  share?: [number, number];
  strict?: boolean;
  tie?: "fails" | "chair" | "lot" | "runoff";
  places?: number;
  needs?: "most" | "majority";
}

export interface Cast {
  seat: string;
  choice: string;
  source?: "paper" | "spoken";
  reason?: string;
}

export interface Vote {
  id: string;
  item: string | null;
  proposal?: string | null;
  replaces?: string;
  motion: string;
  kind?: "motion" | "election";
  manner: Manner;
  rule?: Rule;
  candidates?: Candidate[];
  lot?: string | null;
  opened_at: string;
  tied_at?: string | null;
  closed_at: string | null;
  casting?: string;
  entitled: number;
  members?: number;
  voted: number;
  /** The meeting's quorum when the vote was opened. */
  quorum?: { needed: number; present: number } | null;
  result: MotionResult | ElectionResult | null;
  /** Seats as they are called while this screen listens; the whole roll is fetched by who looks at it. */
  cast?: Cast[];
}

export interface Proposal {
  id: string;
  item: string | null;
  amends: string | null;
  text: string;
  replaces: string;
  moved_by: string;
  state: "pending" | "carried" | "lost" | "withdrawn";
}

export function motionResult(vote: Vote): MotionResult | null {
  return vote.result !== null && "for" in vote.result ? vote.result : null;
}

export function electionResult(vote: Vote): ElectionResult | null {
  return vote.result !== null && "elected" in vote.result ? vote.result : null;
}

export function isElection(vote: Vote): boolean {
  return vote.kind === "election";
}

export function candidateName(vote: Vote, number: number): string {
  return vote.candidates?.find((candidate) => candidate.number === number)?.name ?? String(number);
}

/** Whom a ballot names, or nobody. */
export function picksOf(choice: string): number[] {
  return /^\d/.test(choice) ? choice.split(",").map(Number) : [];
}

/** What has been moved and not yet voted on: amendments after their motion. */
export function onTheTable(proposals: Proposal[]): Proposal[] {
  const pending = proposals.filter((one) => one.state === "pending");
  const motions = pending.filter((one) => one.amends === null);
  return motions.flatMap((motion) => [motion, ...pending.filter((one) => one.amends === motion.id)]);
}

/** Events carry one vote, one count or one proposal; the lists they belong to are kept here. */
export const voteReducers: Record<string, Reducer> = {
  "meetings.vote": (ext, payload) => ({ ...ext, votes: upserted(list<Vote>(ext, "votes"), told<Vote>(payload, "vote")) }),
  "meetings.proposal": (ext, payload) => ({ ...ext, proposals: upserted(list<Proposal>(ext, "proposals"), told<Proposal>(payload, "proposal")) }),
  "meetings.ballot": (ext, payload) => {
    const ballot = told<{ id: string; voted: number } & Partial<Cast>>(payload, "ballot");
    if (ballot === undefined) return ext;
    return { ...ext, votes: list<Vote>(ext, "votes").map((vote) => (vote.id === ballot.id ? counted(vote, ballot) : vote)) };
  },
};

function counted(vote: Vote, ballot: { voted: number } & Partial<Cast>): Vote {
  const { voted, seat, choice, source, reason } = ballot;
  if (seat === undefined || choice === undefined) return { ...vote, voted };
  return { ...vote, voted, cast: [...(vote.cast ?? []).filter((one) => one.seat !== seat), { seat, choice, source, reason }] };
}

function list<T>(ext: Ext, key: string): T[] {
  return (ext[key] as T[] | undefined) ?? [];
}

function told<T>(payload: Payload, key: string): T | undefined {
  return payload.ext?.[key] as T | undefined;
}

function upserted<T extends { id: string }>(rows: T[], row: T | undefined): T[] {
  if (row === undefined) return rows;
  return rows.some((one) => one.id === row.id) ? rows.map((one) => (one.id === row.id ? { ...one, ...row } : one)) : [...rows, row];
}
