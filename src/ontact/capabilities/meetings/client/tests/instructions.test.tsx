/** Instructions in the room: given in a few presses, confirmed by their office, and laid before the next meeting. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { State } from "../../../../commons/rooms/client";
import { scene } from "../../../../commons/rooms/client/tests/scene";
import { furnishBrowser, key, mounted, named, press, type Scene } from "../../../../commons/rooms/client/tests/stage-set";
import { furniture } from "../furniture";
import { instructionForm } from "../instruction-form";
import { endOfMonth, inAWeek, instructionReducers, isOverdue, officesFor, type Instruction, type Office } from "../instructions";

vi.mock("../../../../commons/rooms/client/live/stage", () => ({ default: () => null }));

function instruction(over: Partial<Instruction> = {}): Instruction {
  return { id: "n1", label: "2026-3", meeting: "m1", item: "i1", text: "Check the drains", office: { ko: "하수관리과", en: "Drainage" }, seat: null, due_on: "2026-10-01", until_next_meeting: false, state: "given", at: "2026-09-24T05:10:00Z", taken_up_at: null, ...over };
}

function meeting(ext: object = {}, v = 1): State {
  const whole = { meeting: "m1", state: "opened", opened_at: "2026-09-24T05:00:00Z", closed_at: null, agenda: [], current_item: null, votes: [], proposals: [], decisions: [], opinions: [], instructions: [], followup: [], ...ext };
  return scene({ v, ext: whole, me_ext: { has_vote: false, entitled: [], voted: [], choices: {}, may_open: false } });
}

function chaired(state: State): State {
  return { ...state, me: { ...state.me, seat: "chair", role: "host", may: { desk: true, hand: true, chat: true, slides: true, microphone: true } } };
}

const OFFICES: Office[] = [
  { id: "o1", names: { ko: "하수관리과", en: "Drainage" }, seat: "s1" },
  { id: "o2", names: { ko: "도로관리과", en: "Roads" }, seat: null },
];

function type(field: Element, text: string): void {
  const proto = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  act(() => {
    Object.getOwnPropertyDescriptor(proto, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

let room: Scene | null = null;
beforeEach(() => {
  document.documentElement.lang = "en";
  furnishBrowser();
});
afterEach(() => {
  act(() => { instructionForm.set(false); });
  room?.unmount();
  room = null;
  vi.unstubAllGlobals();
});

describe("an instruction", () => {
  it("is due on days that the reader's calendar knows", () => {
    expect(inAWeek("2026-12-28")).toBe("2027-01-04");
    expect(endOfMonth("2028-02-03")).toBe("2028-02-29");
  });

  it("is overdue from the day after, and not once it is reported", () => {
    expect(isOverdue(instruction(), "2026-10-01")).toBe(false);
    expect(isOverdue(instruction(), "2026-10-02")).toBe(true);
    expect(isOverdue(instruction({ state: "reported" }), "2026-10-02")).toBe(false);
  });

  it("goes to the list of the meeting in which it was given", () => {
    const reduce = instructionReducers["meetings.instruction"];
    const earlier = instruction({ id: "n0", meeting: "m0" });
    const before = { meeting: "m1", instructions: [], followup: [earlier] };
    const given = reduce?.(before, { ext: { instruction: instruction() } });
    expect(given?.instructions).toEqual([instruction()]);
    const confirmed = { ...earlier, state: "confirmed" as const };
    expect(reduce?.(before, { ext: { instruction: confirmed } }).followup).toEqual([confirmed]);
  });

  it("finds its office by a part of the name; nothing typed shows who is here", () => {
    expect(officesFor(OFFICES, "").map((office) => office.id)).toEqual(["o1"]);
    expect(officesFor(OFFICES, "관리").map((office) => office.id)).toEqual(["o1", "o2"]);
    expect(officesFor(OFFICES, "road").map((office) => office.id)).toEqual(["o2"]);
  });
});

describe("the desk", () => {
  it("gives one by a key, an office and a chip", async () => {
    room = await mounted(chaired(meeting()), furniture);
    const original = globalThis.fetch;
    vi.stubGlobal("fetch", (address: RequestInfo | URL, init?: RequestInit) =>
      String(address as string).endsWith("instructions/offices")
        ? Promise.resolve(new Response(JSON.stringify({ offices: OFFICES, next_meeting: "2026-10-20" }), { headers: { "Content-Type": "application/json" } }))
        : original(address, init),
    );
    await key("o");
    await act(async () => { await Promise.resolve(); });
    type(named(room.element, "What is to be done"), "Check the drains");
    await press(named(room.element, "Drainage"));
    await press(named(room.element, "Next meeting"));
    await press(named(room.element, "Give the instruction"));

    expect(room.posts.find((post) => post.path === "/api/x/instructions")?.body).toEqual({ text: "Check the drains", office: "o1", due_on: null, until_next_meeting: true, item: null });
  });

  it("takes up what an earlier meeting left open", async () => {
    room = await mounted(chaired(meeting({ followup: [instruction({ meeting: "m0", due_on: "2020-01-01" })] })), furniture);
    await press(named(room.element, "Instructions"));
    expect(room.element.querySelector(".meeting-instruction .tag")?.textContent).toBe("Overdue");
    await press(named(room.element, "Take up"));

    expect(room.posts.some((post) => post.path === "/api/x/instructions/n1/taking-up")).toBe(true);
  });
});

describe("the office's seat", () => {
  it("sees the card until it has confirmed, with one press", async () => {
    const state = meeting();
    room = await mounted(state, furniture);
    expect(room.element.querySelector(".meeting-instruction-card")).toBeNull();
    await room.become(meeting({ instructions: [instruction({ seat: state.me.seat })] }, 2));
    const card = room.element.querySelector(".meeting-instruction-card");
    await press(named(card ?? room.element, "Confirm"));
    expect(room.posts.some((post) => post.path === "/api/x/instructions/n1/confirmation")).toBe(true);
    await room.become(meeting({ instructions: [instruction({ seat: state.me.seat, state: "confirmed" })] }, 3));

    expect(room.element.querySelector(".meeting-instruction-card")).toBeNull();
  });
});
