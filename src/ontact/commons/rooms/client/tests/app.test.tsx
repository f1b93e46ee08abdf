/** The room as a person meets it: every control has a name, keys work, the microphone follows the floor. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { State } from "../protocol";
import { scene, seat } from "./scene";
import { furnishBrowser, key, mounted, named, nameOf, press, type Scene } from "./stage-set";

vi.mock("../live/stage", () => ({ default: () => null }));

const CHAIR = { microphone: true, camera: true, screen_share: true, chat: true, hand: true, slides: true, desk: true };
let room: Scene | null = null;

function atTheDesk(over: Partial<State> = {}): State {
  const state = scene(over);
  return { ...state, me: { ...state.me, seat: "chair", role: "host", may: CHAIR } };
}

function floorOf(id: string, turn = "t1") {
  return { seat: id, begins_at: new Date().toISOString(), limit_s: 180, due_at: new Date(Date.now() + 180_000).toISOString(), turn };
}

beforeEach(() => {
  furnishBrowser();
});
afterEach(() => {
  room?.unmount();
  room = null;
  vi.unstubAllGlobals();
});

describe("names", () => {
  it.each([
    ["the guest's room", scene()],
    ["the chair's desk", atTheDesk({ queue: [{ seat: "kim", raised_at: "2026-09-24T05:00:00Z" }], floor: floorOf("lee"), waiting: 2 })],
  ])("every control of %s has one", async (_, state) => {
    room = await mounted(state);

    const nameless = [...room.element.querySelectorAll("button,input,textarea,select,[role=tab],[role=separator]")].filter((control) => nameOf(control) === "");

    expect(nameless.map((control) => control.outerHTML)).toEqual([]);
  });

  it("every control of settings and keys has one", async () => {
    room = await mounted(atTheDesk());
    for (const opener of [",", "?"]) {
      await key(opener);
      const nameless = [...room.element.querySelectorAll("dialog button,dialog input")].filter((control) => nameOf(control) === "");
      expect(nameless).toEqual([]);
      await press(named(room.element.querySelector("dialog") ?? room.element, "Close"));
    }
  });

  it("on a phone there are five controls and each keeps its word", async () => {
    furnishBrowser({ narrow: true });
    room = await mounted(scene());

    const words = [...room.element.querySelectorAll(".room-bar-button")].map((button) => button.textContent);

    expect(words).toEqual(["Mic", "Camera", "Hand", "More", "Leave"]);
  });
});

describe("my hand", () => {
  it("goes up by key, stands in the button with its place, and tells the screen reader", async () => {
    document.documentElement.lang = "en";
    const queue = [{ seat: "kim", raised_at: "" }];
    room = await mounted(scene({ queue }));

    await key("h");
    expect(room.posts.find((post) => post.path.endsWith("/hand"))?.body).toEqual({ raised: true });
    await room.become(scene({ v: 2, queue: [...queue, { seat: "me", raised_at: "" }] }));

    expect(named(room.element, "Lower hand").textContent).toBe("Lower hand · 2nd");
    expect(room.element.querySelector("[data-room-announcer=calm]")?.textContent).toContain("you are 2nd in the queue");
    expect(room.line.asked).toContain("standby true");
  });

  it("does not go up while I am typing", async () => {
    room = await mounted(scene());
    await key("c");
    const field = named(room.element, "Message to everyone");
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "h", bubbles: true, cancelable: true }));

    expect(room.posts.filter((post) => post.path.endsWith("/hand"))).toEqual([]);
  });

  it("does not go up by key once single keys are switched off", async () => {
    room = await mounted(scene());
    const { preferences } = room.session;
    act(() => {
      preferences.patch({ keysOn: false });
    });
    await key("h");

    expect(room.posts.filter((post) => post.path.endsWith("/hand"))).toEqual([]);
  });
});

describe("the microphone", () => {
  it("comes on by itself for whoever had a hand up", async () => {
    room = await mounted(scene({ queue: [{ seat: "me", raised_at: "" }] }));

    await room.become(scene({ v: 2, floor: floorOf("me") }));

    expect(room.line.asked).toContain("microphone true");
  });

  it("waits for a press when the floor is given without a hand", async () => {
    room = await mounted(scene());

    await room.become(scene({ v: 2, floor: floorOf("me") }));

    expect(room.line.asked).not.toContain("microphone true");
    await press(named(room.element, "Turn the microphone on"));
    expect(room.line.asked).toContain("microphone true");
  });

  it("goes off when the floor goes, where the meeting is held that way", async () => {
    room = await mounted(scene({ floor: floorOf("me") }));
    await room.become(scene({ v: 2, floor: floorOf("kim", "t2") }));

    expect(room.line.asked.at(-2)).toBe("microphone false");
  });

  it("is left alone at a round table", async () => {
    const table = { ...scene().room, manner: "round_table" as const };
    room = await mounted(scene({ room: table, floor: floorOf("me") }));
    await room.become(scene({ v: 2, room: table, floor: null }));

    expect(room.line.asked).not.toContain("microphone false");
  });
});

describe("the desk", () => {
  it("calls the next by one key; the room knows the limit", async () => {
    room = await mounted(atTheDesk({ queue: [{ seat: "kim", raised_at: "" }] }));

    await key("n");

    expect(room.posts.find((post) => post.path.endsWith("/floor/next"))?.body).toEqual({});
  });

  it("is not there for guests, by tab or by key", async () => {
    room = await mounted(scene({ queue: [{ seat: "kim", raised_at: "" }] }));

    await key("n");

    expect(room.posts.filter((post) => post.path.endsWith("/floor/next"))).toEqual([]);
    expect(room.element.querySelector("#room-tab-desk")).toBeNull();
  });
});

describe("the order of speakers", () => {
  const queue = [{ seat: "kim", raised_at: "", kind: "statement" as const }, { seat: "me", raised_at: "", kind: "statement" as const }];

  it("is told to who waits, with the rule and the place", async () => {
    document.documentElement.lang = "en";
    room = await mounted(scene({ queue, room: { ...scene().room, queue_rule: "first_time" } }));

    expect(room.element.querySelector(".room-banners")?.textContent).toContain("You are 2nd in the queue.");
    expect(room.element.querySelector(".room-banners")?.textContent).toContain("Who has not spoken yet comes first");
  });

  it("says who is next, past those who are away", async () => {
    room = await mounted(scene({ queue }));
    await room.become(scene({ v: 2, queue, seats: [seat("chair", { role: "host" }), seat("me"), seat("kim", { present: false })] }));

    expect(room.element.querySelector("[data-room-announcer=urgent]")?.textContent).toContain("You are next.");
  });

  it("lets anyone turn a hand into a point of order with one press", async () => {
    room = await mounted(scene({ queue }));
    await press(named(room.element, "Point of order"));

    expect(room.posts.find((post) => post.path.endsWith("/hand"))?.body).toEqual({ raised: true, kind: "point_of_order" });
  });
});

describe("the desk acts in one request", () => {
  it("closes all microphones, and offers the way back", async () => {
    room = await mounted(atTheDesk());
    await key("x");

    expect(room.posts.filter((post) => !post.path.endsWith("/heartbeat")).map((post) => post.body)).toEqual([{ all: true, muted: true }]);
    await press(named(room.element, "Undo"));
    expect(room.posts.at(-1)?.body).toEqual({ all: true, muted: false });
  });

  it("gives a rejoinder to someone found by name", async () => {
    const seats = Array.from({ length: 220 }, (_, place) => seat(`s${String(place)}`, { name: `Person ${String(place)}` }));
    room = await mounted(atTheDesk({ seats: [seat("chair", { role: "host" }), ...seats] }));
    await typed(named(room.element, "Call someone by name"), "Person 219");
    await press(named(room.element, "Give Person 219 · Head of s219 a rejoinder"));

    expect(room.posts.at(-1)).toEqual({ path: "/api/rooms/r/floor", body: { seat: "s219", kind: "rejoinder" } });
  });
});

async function typed(field: HTMLElement, text: string): Promise<void> {
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve();
  });
}

describe("instead of the room", () => {
  it("says that the room was closed", async () => {
    const over = scene();
    room = await mounted({ ...over, room: { ...over.room, phase: "over" } });

    expect(room.element.querySelector("h1")?.textContent).toBe("This room is closed");
  });

  it("sends whoever was not admitted to the lobby", async () => {
    const state = scene();
    room = await mounted({ ...state, me: { ...state.me, admitted: false } });

    expect(named(room.element, "To the lobby")).not.toBeNull();
  });
});

it("draws 220 people without 220 rows", async () => {
  const seats = Array.from({ length: 220 }, (_, place) => seat(`s${String(place)}`, { organisation: `Office ${String(place % 44)}` }));
  room = await mounted(scene({ seats: [seat("me"), ...seats] }));

  await key("p");

  expect(room.element.querySelector(".room-people-count")?.textContent).toContain("221 of 221");
  expect(room.element.querySelectorAll(".room-person").length).toBeLessThan(40);
});

it("says in the list of people nothing twice", async () => {
  const child = seat("child", { name: "Haneul", title: "Haneul" });
  const lecturer = seat("lecturer", { name: "Mira Song", title: "Presenter", role: "speaker" });
  room = await mounted(scene({ seats: [seat("me"), child, lecturer] }));

  await key("p");

  const rows = [...room.element.querySelectorAll(".room-person")].map((row) => row.querySelector(".room-who .room-quiet")?.textContent);
  expect(rows).toEqual(expect.arrayContaining(["", "Presenter"]));
});
