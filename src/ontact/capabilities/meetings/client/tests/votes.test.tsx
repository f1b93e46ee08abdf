/** Votes in the room: small events folded in, elections, ties, amendments, the roll, paper ballots. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { State } from "../../../../commons/rooms/client";
import { scene } from "../../../../commons/rooms/client/tests/scene";
import { furnishBrowser, key, mounted, named, press, type Scene } from "../../../../commons/rooms/client/tests/stage-set";
import { deskForm } from "../desk-form";
import { furniture } from "../furniture";
import { resultSentence, ruleWords } from "../vote-words";
import { onTheTable, picksOf, voteReducers, type ElectionResult, type Proposal, type Vote } from "../votes";

vi.mock("../../../../commons/rooms/client/live/stage", () => ({ default: () => null }));

const RULE = { base: "sides", share: [1, 2], strict: true, tie: "fails" } as const;

function vote(over: Partial<Vote> = {}): Vote {
  const rule = { ...RULE, share: [1, 2] as [number, number] };
  return { id: "v1", item: null, motion: "To adopt the report", kind: "motion", manner: "open", rule, opened_at: "2026-09-24T05:10:00Z", closed_at: null, entitled: 3, voted: 0, result: null, ...over };
}

const CANDIDATES = [1, 2, 3].map((number) => ({ number, name: `Candidate ${String(number)}` }));
const ELECTION = vote({ kind: "election", motion: "Deputy chair", manner: "secret", rule: { places: 2, needs: "most", tie: "lot" }, candidates: CANDIDATES });
const ELECTED: ElectionResult = {
  candidates: [
    { number: 2, votes: 3, rank: 1, elected: true },
    { number: 1, votes: 1, rank: 2, elected: true },
    { number: 3, votes: 1, rank: 2, elected: false },
  ],
  elected: [1, 2],
  by_lot: [1, 3],
  runoff: [],
  abstain: 0,
  voted: 3,
  entitled: 3,
};

function state(ext: object, v = 1, mine: object = {}): State {
  const whole = { state: "opened", opened_at: "2026-09-24T05:00:00Z", closed_at: null, agenda: [], current_item: null, votes: [], proposals: [], decisions: [], opinions: [], ...ext };
  return scene({ v, ext: whole, me_ext: { has_vote: true, entitled: ["v1"], voted: [], choices: {}, may_open: false, ...mine } });
}

function chaired(whole: State): State {
  return { ...whole, me: { ...whole.me, seat: "chair", role: "host", may: { desk: true, hand: true, chat: true, slides: true, microphone: true } } };
}

function motion(id: string, over: Partial<Proposal> = {}): Proposal {
  return { id, item: null, amends: null, text: `Wording ${id}`, replaces: "", moved_by: "", state: "pending", ...over };
}

let room: Scene | null = null;
beforeEach(() => {
  document.documentElement.lang = "en";
  furnishBrowser();
});
afterEach(() => {
  room?.unmount();
  room = null;
  deskForm.set(null);
  vi.unstubAllGlobals();
});

describe("events", () => {
  const fold = (ext: Record<string, unknown>, kind: string, payload: object) => voteReducers[`meetings.${kind}`]?.(ext, { ext: { ...payload } }) ?? {};

  it("change the one vote they speak of and leave the others", () => {
    const before = { votes: [vote({ id: "old", closed_at: "x" })] };
    const opened = fold(before, "vote", { vote: vote() });
    const counted = fold(opened, "ballot", { ballot: { id: "v1", voted: 2 } });

    expect((counted.votes as Vote[]).map((one) => [one.id, one.voted])).toEqual([["old", 0], ["v1", 2]]);
  });

  it("of a vote by roll say who and what, once a seat", () => {
    let ext: Record<string, unknown> = { votes: [vote({ manner: "named" })] };
    ext = fold(ext, "ballot", { ballot: { id: "v1", voted: 1, seat: "kim", choice: "for" } });
    ext = fold(ext, "ballot", { ballot: { id: "v1", voted: 1, seat: "kim", choice: "for" } });

    expect((ext.votes as Vote[])[0]?.cast?.map((one) => [one.seat, one.choice])).toEqual([["kim", "for"]]);
  });

  it("keep what lies on the table, amendments after their motion", () => {
    const ext = fold({ proposals: [motion("a"), motion("b")] }, "proposal", { proposal: motion("c", { amends: "a" }) });
    const settled = fold(ext, "proposal", { proposal: motion("b", { state: "lost" }) });

    expect(onTheTable(settled.proposals as Proposal[]).map((one) => one.id)).toEqual(["a", "c"]);
  });
});

describe("an election", () => {
  it("takes at most as many names as there are places, in any order", async () => {
    room = await mounted(state({ votes: [ELECTION] }), furniture);
    await press(named(room.element, "3. Candidate 3"));
    await press(named(room.element, "1. Candidate 1"));
    expect((named(room.element, "2. Candidate 2") as HTMLInputElement).disabled).toBe(true);

    await press(named(room.element, "Cast my vote: Candidate 1, Candidate 3"));

    expect(room.posts.find((post) => post.path.endsWith("/ballot"))?.body).toEqual({ picks: [1, 3] });
    expect(room.element.querySelector(".meeting-counted")?.textContent).toContain("Your ballot is in the box.");
  });

  it("is read aloud with the lot, and shown by rank", async () => {
    const closed = { ...ELECTION, closed_at: "2026-09-24T05:12:00Z", voted: 3, result: ELECTED };
    expect(resultSentence(closed)).toBe("Elected: Candidate 1, Candidate 2. The lot decided between Candidate 1, Candidate 3. 3 of 3 voted");
    expect(ruleWords(closed)).toBe("2 persons are elected by most votes");

    room = await mounted(state({ votes: [ELECTION] }), furniture);
    await room.become(state({ votes: [closed] }, 2));

    expect([...room.element.querySelectorAll(".vote-rank strong")].map((each) => each.textContent)).toEqual(["3", "1", "1"]);
  });

  it("that is undecided is followed by a run-off", async () => {
    const undecided = { ...ELECTION, closed_at: "2026-09-24T05:12:00Z", result: { ...ELECTED, elected: [2], runoff: [1, 3], by_lot: [] } };
    room = await mounted(chaired(state({ votes: [undecided] })), furniture);

    await press(named(room.element, "Open the run-off"));

    expect(room.posts.some((post) => post.path === "/api/x/votes/v1/runoff")).toBe(true);
  });

  it("knows an abstention from names", () => {
    expect([picksOf("1,12"), picksOf("abstain")]).toEqual([[1, 12], []]);
  });
});

describe("a vote by roll", () => {
  it("shows each seat as it is called", async () => {
    const running = vote({ manner: "named", voted: 2, cast: [{ seat: "kim", choice: "for" }, { seat: "lee", choice: "against", source: "spoken", reason: "no device" }] });
    room = await mounted(state({ votes: [running] }, 1, { voted: ["v1"] }), furniture);

    const rows = [...room.element.querySelectorAll(".vote-roll-list li")].map((row) => row.textContent);
    expect(rows).toEqual(["kim · Head of kim For", "lee · Head of lee Against (spoken: no device)"]);
  });
});

describe("the desk", () => {
  it("decides a tie that the rule leaves to the chair", async () => {
    room = await mounted(chaired(state({ votes: [vote({ tied_at: "2026-09-24T05:12:00Z", voted: 2 })] })), furniture);

    await press(named(room.element, "The chair votes: Against"));

    expect(room.posts.find((post) => post.path === "/api/x/votes/v1/tie")?.body).toEqual({ choice: "against" });
  });

  it("puts an amendment to the vote before its motion", async () => {
    room = await mounted(chaired(state({ proposals: [motion("a"), motion("b", { amends: "a" })] })), furniture);
    const buttons = [...room.element.querySelectorAll("button")].filter((each) => each.textContent === "Put to the vote");
    expect(buttons).toHaveLength(1);

    await press(buttons[0] as HTMLElement);
    await press(named(room.element, "Open the vote"));

    const rule = { base: "sides", numerator: 1, denominator: 2, strict: true, tie: "fails" };
    expect(room.posts.find((post) => post.path === "/api/x/votes")?.body).toEqual({ proposal: "b", manner: "open", rule });
  });

  it("opens the form by key", async () => {
    room = await mounted(chaired(state({})), furniture);
    await key("b");

    expect(named(room.element, "Motion").tagName).toBe("TEXTAREA");
  });

  it("enters the papers of a secret vote as two piles of the same height", async () => {
    room = await mounted(chaired(state({ votes: [vote({ manner: "secret" })] })), furniture);
    await press(named(room.element, "Enter paper ballots"));
    await press(named(room.element, "kim · Head of kim"));
    const enter = (): HTMLButtonElement => [...(room?.element.querySelectorAll("button") ?? [])].find((each) => each.textContent === "Enter") as HTMLButtonElement;
    type(fieldIn(".vote-papers-counts", "Against"), "1");
    expect(enter().disabled).toBe(true);
    type(named(room.element, "Reason") as HTMLInputElement, "no device");

    await press(enter());

    expect(room.posts.find((post) => post.path === "/api/x/votes/v1/papers")?.body).toEqual({ seats: ["kim"], piles: [{ choice: "against", count: 1 }], reason: "no device" });
  });
});

function fieldIn(place: string, words: string): HTMLInputElement {
  const within = document.querySelector(place);
  if (within === null) throw new Error(place);
  return named(within, words) as HTMLInputElement;
}

function type(field: HTMLInputElement, words: string): void {
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
