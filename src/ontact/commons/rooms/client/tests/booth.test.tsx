/** The interpreter's booth: on air and off, handing over, by buttons and by keys; the wish for slower speech. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { partnersOf } from "../state/languages";
import { air, as, spoken, voice } from "./scene";
import { furnishBrowser, key, mounted, named, press, settle, type Scene } from "./stage-set";

vi.mock("../live/stage", () => ({ default: () => null }));

let room: Scene | null = null;

beforeEach(() => {
  furnishBrowser();
  document.documentElement.lang = "en";
});
afterEach(() => {
  room?.unmount();
  room = null;
  vi.unstubAllGlobals();
});

describe("the booth", () => {
  it("goes on air in the direction that was chosen, and the microphone follows", async () => {
    room = await mounted(as(spoken(), "inter"));
    await press(named(room.element, "Booth"));
    await press(named(room.element, "Go on air"));
    expect(room.posts.find((post) => post.path.endsWith("/air"))?.body).toEqual({ to: "en" });
    await room.become(as(spoken({ v: 2, air: [air("inter")] }), "inter"));
    expect(room.line.asked).toContain("microphone true");
    await room.become(as(spoken({ v: 3, air: [air("inter", "en", "ko")] }), "inter"));
    expect(room.line.asked).toContain("rename");
    await room.become(as(spoken({ v: 4 }), "inter"));
    expect(room.line.asked.at(-1)).toBe("microphone false");
  });

  it("takes the air up again when the page is loaded anew", async () => {
    room = await mounted(as(spoken({ air: [air("inter")] }), "inter"));
    expect(room.line.asked).toContain("microphone true");
  });

  it("waits until the partner holds the microphone out, then takes it", async () => {
    const two = [...spoken().seats, voice("partner")];
    room = await mounted(as(spoken({ seats: two, air: [air("partner")] }), "inter"));
    await press(named(room.element, "Booth"));
    expect((named(room.element, "Take over") as HTMLButtonElement).disabled).toBe(true);
    await room.become(as(spoken({ v: 2, seats: two, air: [air("partner", "ko", "en", true)] }), "inter"));
    expect(room.element.textContent).toContain("holds the microphone out to you");
    await press(named(room.element, "Take over"));
    expect(room.posts.at(-1)?.body).toEqual({ to: "en" });
  });

  it("hands over and asks for slower speech", async () => {
    room = await mounted(as(spoken({ seats: [...spoken().seats, voice("partner")], air: [air("inter")] }), "inter"));
    await press(named(room.element, "Booth"));
    await press(named(room.element, "Hand over to the partner"));
    expect(room.posts.at(-1)).toMatchObject({ path: "/api/rooms/r/air/offer", body: { offered: true } });
    await press(named(room.element, "Ask for slower speech"));
    expect(room.posts.at(-1)?.path).toBe("/api/rooms/r/slower");
  });

  it("obeys its keys: on air, direction, hand over, slower, and silent while one coughs", async () => {
    const two = [...spoken().seats, voice("partner")];
    room = await mounted(as(spoken({ seats: two }), "inter"));
    await key("w");
    await key("o");
    expect(room.posts.filter((post) => post.path.endsWith("/air")).map((post) => post.body)).toEqual([{ to: "ko" }]);
    await room.become(as(spoken({ v: 2, seats: two, air: [air("inter", "en", "ko")] }), "inter"));
    expect(spokenUrgently()).toBe("You are on air into Korean.");
    await key("w");
    expect(room.posts.at(-1)?.body).toEqual({ to: "en" });
    await key("u");
    expect(room.posts.at(-1)).toMatchObject({ path: "/api/rooms/r/air/offer", body: { offered: true } });
    await key("s");
    expect(room.posts.at(-1)?.path).toBe("/api/rooms/r/slower");
    await act(async () => {
      room?.session.line.patch({ microphone: { ...room.session.line.get().microphone, on: true } });
      await Promise.resolve();
    });
    await key("k");
    expect(room.line.asked.at(-1)).toBe("microphone false");
    await lifted("k");
    expect(room.line.asked.at(-1)).toBe("microphone true");
    await key("o");
    expect(room.posts.at(-1)?.body).toEqual({ to: null });
  });

  it("does not open a microphone by a cough that was closed before", async () => {
    room = await mounted(as(spoken({ air: [air("inter")] }), "inter"));
    const asked = room.line.asked.length;
    await key("k");
    await lifted("k");
    expect(room.line.asked.length).toBe(asked);
  });

  it("says aloud that the partner holds the microphone out", async () => {
    const two = [...spoken().seats, voice("partner")];
    room = await mounted(as(spoken({ seats: two, air: [air("partner")] }), "inter"));
    await key("o");
    expect(room.posts.filter((post) => post.path.endsWith("/air"))).toEqual([]);
    await room.become(as(spoken({ v: 2, seats: two, air: [air("partner", "ko", "en", true)] }), "inter"));
    expect(spokenUrgently()).toBe("partner holds the microphone out to you.");
    await key("o");
    expect(room.posts.at(-1)?.body).toEqual({ to: "en" });
  });

  function spokenUrgently(): string | undefined {
    return room?.element.querySelector("[data-room-announcer=urgent]")?.textContent;
  }

  async function lifted(which: string): Promise<void> {
    await act(async () => {
      document.body.dispatchEvent(new KeyboardEvent("keyup", { key: which, bubbles: true }));
      await Promise.resolve();
    });
    await settle();
  }

  it("knows partners by the pair of languages, whoever is here first", () => {
    const seats = [voice("inter"), voice("gone", "en", { present: false }), voice("partner", "ko", { serves: { as: "voice", from: "en", to: "ko" } }), voice("viet", "vi")];
    expect(partnersOf(as(spoken({ seats }), "inter")).map((one) => one.id)).toEqual(["partner", "gone"]);
  });

  it("asks the speaker to slow down, and nobody else", async () => {
    const state = spoken();
    const asked = { ...state, room: { ...state.room, slow_asked_at: state.now } };
    const floor = { seat: "me", begins_at: state.now, limit_s: null, due_at: null, turn: "t" };
    room = await mounted({ ...asked, floor });
    expect(room.element.textContent).toContain("Please speak a little more slowly");
    await room.become({ ...asked, v: 2 });
    expect(room.element.textContent).not.toContain("more slowly");
  });
});
