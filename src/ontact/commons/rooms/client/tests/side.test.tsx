/** Side rooms on the page: who is seen from where, what the desk sends, what everybody is told. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Side, State } from "../protocol";
import { applyEvent } from "../state/merge";
import { asSeenFrom, mySideRoom } from "../state/seating";
import { announcementsOf } from "../ui/announcer";
import { scene, seat } from "./scene";
import { furnishBrowser, mounted, named, press, type Scene } from "./stage-set";

vi.mock("../live/stage", () => ({ default: () => null }));

const SIDE: Side = {
  rooms: [
    { id: "a", number: 1, name: "Parks", free: false },
    { id: "b", number: 2, name: "Roads", free: false },
  ],
  calls_back_at: null,
};
const DESK = { microphone: true, camera: true, screen_share: true, chat: true, hand: true, slides: true, desk: true };
let room: Scene | null = null;

function apart(over: Partial<State> = {}): State {
  return scene({ side: SIDE, seats: [seat("chair", { role: "host" }), seat("me", { side: "a" }), seat("kim", { side: "a" }), seat("lee", { side: "b" })], ...over });
}

beforeEach(() => {
  furnishBrowser();
});
afterEach(() => {
  room?.unmount();
  room = null;
  vi.unstubAllGlobals();
});

describe("who is seen", () => {
  it("in a side room: those who are there too, without floor and slides", () => {
    const floor = { seat: "chair", begins_at: "", limit_s: null, due_at: null, turn: "t" };
    const seen = asSeenFrom(apart({ floor }));
    expect(seen.seats.map((one) => one.id)).toEqual(["me", "kim"]);
    expect(seen.floor).toBeNull();
  });

  it("in the meeting: those who stayed", () => {
    const state = apart();
    expect(asSeenFrom({ ...state, me: { ...state.me, seat: "chair" } }).seats.map((one) => one.id)).toEqual(["chair"]);
  });

  it("in one room: everybody, as the very same state", () => {
    const state = scene();
    expect(asSeenFrom(state)).toBe(state);
  });
});

describe("being sent and called back", () => {
  it("is told by events and read out", () => {
    const before = scene({ side: SIDE });
    const sent = applyEvent(before, { v: 2, kind: "side", payload: { seats: [{ id: "me", side: "b" }] } });
    expect(mySideRoom(sent)?.name).toBe("Roads");
    expect(announcementsOf(before, sent)).toContainEqual({ text: "You are now in the side room “Roads”.", urgent: true });
    const back = applyEvent(sent, { v: 3, kind: "side", payload: { side: null, seats: [{ id: "me", side: null }] } });
    expect(announcementsOf(sent, back)).toContainEqual({ text: "You are back in the meeting.", urgent: true });
  });

  it("shows where I am and lets me go back", async () => {
    room = await mounted(apart());
    expect(room.element.textContent).toContain("Side room “Parks” with 1 other person");
    await press(named(room.element, "Back to the meeting"));
    expect(room.posts.at(-1)).toMatchObject({ body: { side_room: null } });
  });

  it("offers nothing where nobody may choose", async () => {
    room = await mounted(scene({ side: SIDE }));
    expect(room.element.textContent).not.toContain("Side rooms are open");
  });
});

describe("the desk", () => {
  function desk(over: Partial<State> = {}): State {
    const state = scene(over);
    return { ...state, me: { ...state.me, seat: "chair", role: "host", may: DESK } };
  }

  it("opens side rooms by chance", async () => {
    room = await mounted(desk());
    await press(named(room.element, "Open side rooms"));
    await press(named(room.element, "Open 2 side rooms"));
    const rooms = [
      { name: "Group 1", seats: [] },
      { name: "Group 2", seats: [] },
    ];
    expect(room.posts.find((post) => post.path.endsWith("/side-rooms"))?.body).toEqual({ rooms, manner: "chance" });
  });

  it("calls everybody back with a countdown", async () => {
    room = await mounted(desk({ side: SIDE }));
    await press(named(room.element, "Call everybody back in 60 seconds"));
    expect(room.posts.find((post) => post.path.endsWith("/side-rooms/call"))?.body).toEqual({ seconds: 60 });
  });
});
