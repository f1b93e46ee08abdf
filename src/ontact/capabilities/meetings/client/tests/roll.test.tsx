/** The roll in the room: folded from small events, answered with one press, taken at the desk with the keyboard. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Payload, State } from "../../../../commons/rooms/client";
import { scene, seat } from "../../../../commons/rooms/client/tests/scene";
import { furnishBrowser, key, mounted, named, nameOf, press, type Scene } from "../../../../commons/rooms/client/tests/stage-set";
import { meetingWords } from "../announcer";
import { deskForm } from "../desk-form";
import { furniture } from "../furniture";
import { calledSeats, countsOf, nextCalled, quorumOf, rollReducers, stateOf, type Answered, type Roll } from "../roll";
import { presentWords, restWords } from "../roll-words";

vi.mock("../../../../commons/rooms/client/live/stage", () => ({ default: () => null }));

function roll(over: Partial<Roll> = {}): Roll {
  return { id: "r1", manner: "aloud", current: "chair", opened_at: "2026-09-24T05:10:00Z", closed_at: null, answers: {}, ...over };
}

function here(answer: Answered["answer"], source: Answered["source"] = "seat"): Answered {
  return { answer, source };
}

function meeting(ext: object = {}, v = 1, over: Partial<State> = {}): State {
  const parts = { chair: "chair", me: "member", kim: "member", lee: "observer" };
  const whole = { meeting: "m1", state: "opened", opened_at: "2026-09-24T05:00:00Z", closed_at: null, agenda: [], current_item: null, votes: [], proposals: [], decisions: [], opinions: [], parts, roll: null, quorum: null, ...ext };
  return scene({ v, ext: whole, me_ext: { has_vote: true, entitled: [], voted: [], choices: {}, may_open: false }, ...over });
}

function chaired(state: State): State {
  return { ...state, me: { ...state.me, seat: "chair", role: "host", may: { desk: true, hand: true, chat: true, slides: true, microphone: true } } };
}

function folded(state: State, kind: string, ext: Payload["ext"]): State {
  const reducer = rollReducers[kind];
  return { ...state, ext: reducer === undefined ? state.ext : reducer(state.ext, { ext }) };
}

function rollIn(state: State): Roll {
  return state.ext.roll as Roll;
}

const MAJORITY = { rule: "majority", counts: "voters", total: 3, needed: 2, seats: ["chair", "me", "kim"] };

let room: Scene | null = null;
beforeEach(() => {
  document.documentElement.lang = "en";
  furnishBrowser();
});
afterEach(() => {
  act(() => { deskForm.set(null); });
  room?.unmount();
  room = null;
  vi.unstubAllGlobals();
});

describe("the roll", () => {
  it("calls everyone but observers, and comes back to who was passed over", () => {
    const state = meeting({ roll: roll({ current: "kim", answers: { me: here("present") } }) });

    expect(calledSeats(state).map((one) => one.id)).toEqual(["chair", "me", "kim"]);
    expect(nextCalled(state, rollIn(state))).toBe("chair");
  });

  it("fills from events of one answer each", () => {
    let state = folded(meeting(), "meetings.roll", { roll: roll({ answers: undefined as never }) });
    state = folded(state, "meetings.roll_answer", { roll_answer: { seat: "chair", answer: "present", source: "clerk", reason: "", current: "me" } });
    state = folded(state, "meetings.roll_answer", { roll_answer: { seat: "me", answer: "excused", source: "clerk", reason: "on leave", current: "kim" } });
    state = folded(state, "meetings.roll_answer", { roll_answer: { current: "me" } });

    expect(rollIn(state).answers).toEqual({ chair: { answer: "present", source: "clerk" }, me: { answer: "excused", source: "clerk", reason: "on leave" } });
    expect([rollIn(state).current, stateOf(rollIn(state), "kim")]).toEqual(["me", "waiting"]);
    expect([presentWords(rollIn(state), 3), restWords(rollIn(state), 3)]).toEqual(["Present 1 / 3", "0 absent · 1 excused · 1 not called yet"]);
  });

  it("ends with the told counts; who said nothing was absent", () => {
    const before = meeting({ roll: roll({ answers: { chair: here("present") } }) });
    const counts = { present: 1, absent: 2, excused: 0 };
    const after = folded(before, "meetings.roll_end", { roll_end: { ...roll({ current: null, closed_at: "2026-09-24T05:20:00Z" }), answers: undefined, counts } });

    expect([countsOf(rollIn(after)), stateOf(rollIn(after), "chair"), stateOf(rollIn(after), "kim")]).toEqual([counts, "present", "absent"]);
    expect(meetingWords(before, after)).toEqual([{ text: "The roll has ended. Present 1 / 3" }]);
  });

  it("tells me alone that I am called", () => {
    const before = meeting({ roll: roll() });
    const after = folded(before, "meetings.roll_answer", { roll_answer: { seat: "chair", answer: "present", source: "seat", reason: "", current: "me" } });

    expect(meetingWords(before, after)).toEqual([{ text: "You are called in the roll. Press “Present”.", urgent: true }]);
    expect(meetingWords(before, chaired(after))).toEqual([]);
  });
});

describe("a seat on the roll", () => {
  it("answers with one press, by its own turn or before, and is told that it stands", async () => {
    room = await mounted(meeting({ roll: roll() }), furniture);
    const card = room.element.querySelector<HTMLElement>(".meeting-roll-card");
    expect(card?.dataset.called).toBeUndefined();
    await room.become(meeting({ roll: roll({ current: "me" }) }, 2));
    expect([card?.querySelector("h2")?.textContent, document.activeElement]).toEqual(["You are called.", card]);

    await press(named(card ?? room.element, "Present"));
    expect(room.posts.filter((post) => post.path.includes("/rolls/")).map((post) => post.path)).toEqual(["/api/x/rolls/r1/presence"]);
    await room.become(meeting({ roll: roll({ current: "kim", answers: { me: here("present") } }) }, 3));

    expect(card?.textContent).toContain("Your presence has been noted.");
  });

  it("is told what the desk has noted instead", async () => {
    room = await mounted(meeting({ roll: roll({ current: "kim", answers: { me: here("absent", "clerk") } }) }), furniture);

    expect(room.element.querySelector(".meeting-roll-card")?.textContent).toContain("The desk has noted for your seat: Absent");
  });

  it("puts the card aside with the map, which a phone would hide, and can still answer beside it", async () => {
    furnishBrowser({ narrow: true });
    room = await mounted(meeting({ roll: roll({ current: "kim" }) }), furniture);
    await press(named(room.element, "Map of seats"));
    expect(room.element.querySelector(".meeting-roll-card")).toBeNull();
    await press(named(room.element.querySelector(".meeting-roll") ?? room.element, "Present"));
    expect(room.posts.some((post) => post.path === "/api/x/rolls/r1/presence")).toBe(true);

    await room.become(meeting({ roll: roll({ current: "me" }) }, 2));
    expect(room.element.querySelector(".meeting-roll-card h2")?.textContent).toBe("You are called.");
  });

  it("sees the list as squares with a name, a letter and one stop in the tab order", async () => {
    room = await mounted(meeting({ roll: roll({ current: "kim", answers: { chair: here("present"), me: here("excused", "clerk") } }), quorum: MAJORITY }), furniture);
    await press(named(room.element, "Roll call"));
    const squares = [...room.element.querySelectorAll<HTMLElement>("[role=toolbar] .room-square")];
    expect(squares.map((square) => [square.textContent, square.getAttribute("aria-label")])).toEqual([
      ["○", "chair · Head of chair: Present"],
      ["△", "me · Head of me: Excused"],
      ["▶", "kim · Head of kim: Is being called"],
    ]);
    expect(squares.filter((square) => square.tabIndex === 0).length).toBe(1);

    await press(named(room.element, "me · Head of me"));
    expect(room.element.querySelector(".meeting-roll-chosen")?.textContent).toContain("Excused · noted by the clerk");
    expect(room.element.querySelector(".meeting-roll-chosen button")).toBeNull();
  });
});

describe("the desk", () => {
  it("begins the roll, quietly or aloud", async () => {
    room = await mounted(chaired(meeting()), furniture);
    await press(named(room.element, "Take it quietly"));
    await press(named(room.element, "Call it aloud"));

    expect(room.posts.filter((post) => post.path === "/api/x/rolls").map((post) => post.body)).toEqual([{ manner: "quiet" }, { manner: "aloud" }]);
  });

  it("goes by a key to the answer of who is called, and notes it with Enter", async () => {
    room = await mounted(chaired(meeting({ roll: roll({ current: "kim", answers: { chair: here("present") } }) })), furniture);
    await key("y");
    expect(nameOf(document.activeElement ?? document.body)).toBe("Present");
    await press(document.activeElement as HTMLElement);

    expect(room.posts.find((post) => post.path === "/api/x/rolls/r1/answers")?.body).toEqual({ seat: "kim", answer: "present" });
  });

  it("does not give the second press of two to the next who is called", async () => {
    room = await mounted(chaired(meeting({ roll: roll({ current: "me" }) })), furniture);
    await press(named(room.element.querySelector(".meeting-running") ?? room.element, "Present"));
    vi.spyOn(performance, "now").mockReturnValue(1_000);
    await room.become(chaired(meeting({ roll: roll({ current: "kim", answers: { me: here("present", "clerk") } }) }, 2)));
    await press(named(room.element.querySelector(".meeting-running") ?? room.element, "Present"));
    vi.restoreAllMocks();

    expect(room.posts.filter((post) => post.path === "/api/x/rolls/r1/answers").length).toBe(1);
  });

  it("excuses with a reason, passes over, calls anyone from the map, and ends", async () => {
    room = await mounted(chaired(meeting({ roll: roll({ current: "me" }) })), furniture);
    await key("y");
    await press(named(room.element, "Excused"));
    const field = named(room.element, "Reason for the excuse") as HTMLInputElement;
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, "on leave");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await press(named(room.element, "Note as excused"));
    await press(named(room.element, "Pass over"));
    await press(named(room.element, "chair · Head of chair"));
    await press(named(room.element, "Call now"));
    await press(named(room.element, "End the roll"));

    expect(room.posts.filter((post) => post.path.includes("/rolls/")).map((post) => [post.path.slice("/api/x/rolls/r1/".length), post.body])).toEqual([
      ["answers", { seat: "me", answer: "excused", reason: "on leave" }],
      ["call", { seat: "kim" }],
      ["call", { seat: "chair" }],
      ["closing", {}],
    ]);
  });
});

describe("the record", () => {
  it("tells at their minute who came late and left, when the quorum went, and each roll", async () => {
    room = await mounted(meeting(), furniture);
    const original = globalThis.fetch;
    const counts = { present: 2, absent: 1, excused: 0 };
    const so_far = {
      comings: [{ at: "2026-09-24T05:07:00Z", kind: "late", seats: ["kim", "lee"] }],
      quorum: [{ at: "2026-09-24T05:00:10Z", present: 3, reached: true }],
      rolls: [{ ...roll({ current: null, closed_at: "2026-09-24T05:20:00Z" }), counts }],
    };
    vi.stubGlobal("fetch", (address: RequestInfo | URL, init?: RequestInit) =>
      String(address as string).endsWith("/attendance") ? Promise.resolve(new Response(JSON.stringify(so_far))) : original(address, init),
    );
    await press(named(room.element, "Record"));
    const entries = [...room.element.querySelectorAll(".meeting-entry > div")].map((entry) => entry.textContent);

    expect(entries).toEqual(["The meeting was opened.", "Quorum reached 3 present", "Came late kim · Head of kim, lee · Head of lee", "Roll call Present 2 / 3 1 absent · 0 excused"]);
  });
});

describe("the quorum", () => {
  const away = (ids: string[]) => scene().seats.map((one) => (ids.includes(one.id) ? seat(one.id, { present: false, role: one.role }) : one));

  it("is counted live from those who count and are here", () => {
    expect(quorumOf(meeting({ quorum: MAJORITY }))).toMatchObject({ present: 3, needed: 2, reached: true });
    expect(quorumOf(meeting({ quorum: MAJORITY }, 1, { seats: away(["me", "kim"]) }))).toMatchObject({ present: 1, reached: false });
    expect(quorumOf(meeting())).toBeNull();
  });

  it("stands in the top line, and below it the vote form says why no vote can be opened", async () => {
    room = await mounted(chaired(meeting({ quorum: MAJORITY }, 1, { seats: away(["me", "kim"]) })), furniture);
    expect(room.element.querySelector(".meeting-quorum")?.getAttribute("aria-label")).toBe("Below the quorum: 1 here, 2 needed of 3");
    await press(named(room.element, "Open a vote"));
    expect(room.element.querySelector(".room-desk .room-warning")?.textContent).toContain("2 are needed, 1 are here");
    expect((named(room.element, "Open the vote") as HTMLButtonElement).disabled).toBe(true);

    await room.become(chaired(meeting({ quorum: MAJORITY }, 2)));
    expect(room.element.querySelector(".meeting-quorum")?.getAttribute("aria-label")).toBe("Quorum reached: 3 here, 2 needed of 3");
  });

  it("is announced when it goes, to the desk at once", () => {
    const before = meeting({ quorum: MAJORITY });
    const after = { ...before, seats: away(["me", "kim"]) };

    expect(meetingWords(before, after)).toEqual([{ text: "Below the quorum: 1 here, 2 needed of 3", urgent: false }]);
    expect(meetingWords(chaired(before), chaired(after))[0]?.urgent).toBe(true);
  });
});
