/** The stage that the desk sets: who is shown, whose pictures are fetched, what is said, and what the desk presses. */

import type { Room as LiveKitRoom } from "livekit-client";
import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Subscriptions } from "../live/subscriptions";
import type { StageChoice, State } from "../protocol";
import { withLayout, without } from "../ui/desk/stage-choice";
import { announcementsOf } from "../ui/announcer";
import { planStage, shapeOf, wantedFor, type StageQuestion } from "../ui/stage-policy";
import { scene, seat } from "./scene";
import { furnishBrowser, mounted, named, press, type Scene } from "./stage-set";

vi.mock("../live/stage", () => ({ default: () => null }));

function setTo(layout: StageChoice["layout"], seats: string[], over: Partial<State> = {}): State {
  const state = scene(over);
  return { ...state, room: { ...state.room, stage: { layout, seats } } };
}

function chaired(state: State): State {
  return { ...state, me: { ...state.me, seat: "chair", role: "host", may: { desk: true, hand: true } } };
}

function question(state: State, over: Partial<StageQuestion> = {}): StageQuestion {
  return { state, sends: new Map(), spoke: [], wish: "auto", page: 0, perPage: 9, stripMost: 6, ...over };
}

const floorOf = (id: string) => ({ seat: id, begins_at: "", limit_s: null, due_at: null, turn: "t" });
const slides = { asset: "a", name: "x", page: 1, pages: 3, image: "", text: "" };
const idsOf = (tiles: { seat: { id: string } }[]) => tiles.map((tile) => tile.seat.id);

let room: Scene | null = null;
beforeEach(() => {
  document.documentElement.lang = "en";
  furnishBrowser();
});
afterEach(() => {
  room?.unmount();
  room = null;
  vi.unstubAllGlobals();
});

describe("the plan", () => {
  it("shows two speakers in the order of their places and fetches nobody else, whatever the reader wished", () => {
    for (const wish of ["auto", "grid", "speaker"]) {
      const plan = planStage(question(setTo("two", ["lee", "kim"], { slides }), { wish }));
      expect([plan.layout, idsOf(plan.tiles), plan.only]).toEqual(["two", ["lee", "kim"], true]);
      expect([...wantedFor(plan)]).toEqual(["line-lee/camera", "line-kim/camera"]);
    }
  });

  it("keeps the place of who has left, and asks for no picture of it", () => {
    const seats = [seat("chair", { role: "host" }), seat("me"), seat("kim", { present: false, lines: [] }), seat("lee")];
    const plan = planStage(question(setTo("panel", ["kim", "lee"], { seats })));

    expect(plan.tiles.map((tile) => [tile.seat.id, tile.away === true])).toEqual([["kim", true], ["lee", false]]);
    expect([...wantedFor(plan)]).toEqual(["line-lee/camera"]);
  });

  it("shows who has the floor beside a panel in which they have no place", () => {
    const plan = planStage(question(setTo("panel", ["kim", "lee"], { floor: floorOf("me") })));
    expect([idsOf(plan.tiles), idsOf(plan.beside)]).toEqual([["kim", "lee"], ["me"]]);
    expect(wantedFor(plan).size).toBe(3);

    expect(planStage(question(setTo("panel", ["kim", "lee"], { floor: floorOf("lee") }))).beside).toEqual([]);
  });

  it("follows the floor where nobody is named, and keeps who is named", () => {
    const follows = planStage(question(setTo("speaker", [], { floor: floorOf("kim") })));
    expect([follows.main?.seat.id, idsOf(follows.tiles)]).toEqual(["kim", []]);

    const stays = planStage(question(setTo("speaker", ["lee"], { floor: floorOf("kim") })));
    expect([stays.main?.seat.id, idsOf(stays.tiles)]).toEqual(["lee", ["kim"]]);
  });

  it("puts slides, or a shared screen, beside the speaker; without either the speaker is large", () => {
    expect(planStage(question(setTo("slides", ["lee"], { slides })))).toMatchObject({ layout: "slides", main: null });
    const sends = new Map([["line-lee", { camera: true, screen: true }]]);
    const screen = planStage(question(setTo("slides", ["lee"]), { sends }));
    expect([screen.main?.source, idsOf(screen.tiles)]).toEqual(["screen_share", ["lee"]]);
    expect(planStage(question(setTo("slides", ["lee"]))).main?.source).toBe("camera");
    expect(planStage(question(setTo("two", ["lee", "kim"]), { sends })).tiles.map((tile) => tile.source)).toEqual(["camera", "camera"]);
  });

  it("gives way for a moment to whom the capability lights", () => {
    expect(planStage(question(setTo("two", ["lee", "kim"]), { spotlight: "me" })).main?.seat.id).toBe("me");
  });

  it("is not set in a side room, and a place in a side room is empty", () => {
    const side = { rooms: [{ id: "a", number: 1, name: "Parks", free: false }], calls_back_at: null };
    const state = setTo("two", ["lee", "kim"], { side });
    const apart = (ids: string[]): State => ({ ...state, seats: state.seats.map((one) => (ids.includes(one.id) ? { ...one, side: "a" } : one)) });

    expect(planStage(question(apart(["me", "kim"]))).only).toBe(false);
    expect(planStage(question(apart(["kim"]))).tiles.map((tile) => tile.away === true)).toEqual([false, true]);
  });

  it.each([
    ["two", 2, 900, 700, 2, 1],
    ["two", 2, 360, 202, 2, 1],
    ["two", 2, 360, 500, 1, 2],
    ["panel", 6, 900, 600, 2, 3],
    ["panel", 6, 360, 360, 2, 3],
  ] as const)("arranges %s of %s on %s × %s in %s columns and %s rows", (layout, count, width, height, columns, rows) => {
    expect(shapeOf({ layout }, count, width, height, 8)).toEqual({ columns, rows });
  });
});

describe("what is fetched", () => {
  class Publication {
    kind = "video";
    source = "camera";
    isDesired = true;
    isMuted = false;
    constructor(readonly trackSid: string) {}
    setSubscribed(on: boolean): void {
      this.isDesired = on;
    }
  }

  function crowd(ids: string[]) {
    const pictures = Object.fromEntries(ids.map((id) => [id, new Publication(id)]));
    const remoteParticipants = new Map(ids.map((identity) => [identity, { identity, trackPublications: new Map([["camera", pictures[identity]]]) }]));
    const fake = { remoteParticipants, on: () => fake };
    return { pictures, subscriptions: new Subscriptions(fake as unknown as LiveKitRoom, false) };
  }

  it("in a small room everybody's picture, until the desk sets the stage", () => {
    vi.useFakeTimers();
    const { pictures, subscriptions } = crowd(["kim", "lee", "park"]);
    const desired = (): string[] => Object.values(pictures).filter((one) => one.isDesired).map((one) => one.trackSid);
    subscriptions.show(new Set(["kim/camera"]), false);
    vi.runAllTimers();
    expect(desired()).toEqual(["kim", "lee", "park"]);

    subscriptions.show(new Set(["kim/camera", "lee/camera"]), true);
    vi.runAllTimers();
    expect(desired()).toEqual(["kim", "lee"]);

    subscriptions.show(new Set(["kim/camera"]), false);
    expect(desired()).toEqual(["kim", "lee", "park"]);
    vi.useRealTimers();
  });
});

describe("the desk", () => {
  const posted = (): unknown[] => (room?.posts ?? []).filter((post) => post.path.endsWith("/stage")).map((post) => post.body);

  it("shows two speakers as soon as two are named", async () => {
    room = await mounted(chaired(scene({ floor: floorOf("kim") })));
    await press(named(room.element, "Two speakers"));
    expect(room.element.textContent).toContain("Not shown yet: name 2 more people.");
    await press(named(room.element, "Put kim · Head of kim on the stage"));
    expect(posted()).toEqual([]);
    await press(named(room.element, "Put chair · Head of chair on the stage"));

    expect(posted()).toEqual([{ layout: "two", seats: ["kim", "chair"] }]);
  });

  it("takes somebody off a panel, and shows at once what the other desk has set", async () => {
    room = await mounted(chaired(setTo("panel", ["kim", "lee", "me"])));
    await press(named(room.element, "Take lee · Head of lee off the stage"));
    expect(posted()).toEqual([{ layout: "panel", seats: ["kim", "me"] }]);

    await room.become(chaired({ ...setTo("speaker", ["me"]), v: 2 }));
    expect(named(room.element, "Take me").textContent).toBe("");
    expect([...room.element.querySelectorAll("[aria-pressed=true]")].map((button) => button.textContent)).toContain("One speaker");
  });

  it("keeps in another arrangement whom it has room for", () => {
    expect(withLayout({ layout: "panel", seats: ["a", "b", "c"] }, "two").seats).toEqual(["a", "b"]);
    expect(withLayout({ layout: "two", seats: ["a", "b"] }, "speaker").seats).toEqual([]);
    expect(withLayout({ layout: "speaker", seats: ["a"] }, "slides").seats).toEqual(["a"]);
    expect(without({ layout: "two", seats: ["a", "b"] }, "a")).toEqual({ layout: "speaker", seats: ["b"] });
    expect(without({ layout: "speaker", seats: ["b"] }, "b")).toEqual({ layout: "speaker", seats: [] });
  });
});

describe("what is said", () => {
  it("says who is on the stage, and to me that I am", () => {
    const said = announcementsOf(scene(), setTo("two", ["me", "kim"]));
    expect(said).toEqual([
      { text: "The stage shows: Two speakers. me · Head of me, kim · Head of kim." },
      { text: "You are on the stage: everyone sees your place.", urgent: true },
    ]);
    expect(announcementsOf(setTo("two", ["me", "kim"]), scene()).map((one) => one.text)).toEqual(["The stage follows the floor again.", "You are no longer on the stage."]);
  });

  it("offers camera and microphone to who is put on the stage, as far as they may", async () => {
    room = await mounted(setTo("two", ["me", "kim"]));
    const { line } = room.session;
    await act(async () => {
      line.patch({ phase: "live", microphone: { ...line.get().microphone, allowed: true }, camera: { ...line.get().camera, allowed: true } });
      await Promise.resolve();
    });
    const strip = room.element.querySelector(".room-banner-floor") ?? room.element;
    await press(named(strip, "Turn the microphone on"));
    await press(named(strip, "Start camera"));

    expect(room.line.asked).toEqual(expect.arrayContaining(["microphone true", "camera true"]));
  });

  it("stands in words where there are no pictures, with who is away", async () => {
    const seats = [seat("me"), seat("kim", { present: false }), seat("lee")];
    room = await mounted(setTo("two", ["kim", "lee"], { seats }), { mode: "text" });

    expect(room.element.querySelector("[aria-labelledby=text-places]")?.textContent).toBe("People on the stagekim · Head of kim (away), lee · Head of lee");
  });
});
