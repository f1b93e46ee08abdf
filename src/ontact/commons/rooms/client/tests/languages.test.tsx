/** Languages on the page: what is heard how loud, what is chosen and remembered, the booth, captions, the signer. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Air, Caption, Seat, State } from "../protocol";
import { DUCKED, languageToOffer, mixOf, partnersOf, signersOf } from "../state/languages";
import { applyEvent } from "../state/merge";
import { Strokes } from "../ui/caption-desk";
import { scene, seat } from "./scene";
import { furnishBrowser, key, mounted, named, press, settle, type Scene } from "./stage-set";

vi.mock("../live/stage", () => ({ default: () => null }));
vi.mock("../live/signer", () => ({ default: () => "signer" }));

const voice = (id: string, to = "en", over: Partial<Seat> = {}): Seat => seat(id, { role: "interpreter", serves: { as: "voice", from: "ko", to }, ...over });
const air = (who: string, from = "ko", to = "en", offered = false): Air => ({ seat: who, from, to, begins_at: "2026-09-24T05:00:00.000Z", offered });
const caption = (id: string, text: string, over: Partial<Caption> = {}): Caption => ({ id, at: "", by: "steno", speaker: null, text, open: false, corrected: false, ...over });
let room: Scene | null = null;

function spoken(over: Partial<State> = {}): State {
  const state = scene();
  return { ...state, room: { ...state.room, languages: { floor: "ko", channels: ["en", "vi"] } }, seats: [...state.seats, voice("inter"), voice("viet", "vi")], ...over };
}

function as(state: State, who: string): State {
  return { ...state, me: { ...state.me, seat: who, line: `line-${who}` } };
}

beforeEach(() => {
  furnishBrowser();
  document.documentElement.lang = "en";
});
afterEach(() => {
  room?.unmount();
  room = null;
  vi.unstubAllGlobals();
});

describe("what is heard", () => {
  const all = new Set(["line-kim", "line-inter", "line-viet"]);
  const levels = (state: State, hears: string, sounding = all): number[] => ["line-kim", "line-inter", "line-viet"].map(mixOf(state, hears, sounding).level);

  it("on the floor: everyone but the interpreters", () => {
    expect(levels(spoken({ air: [air("inter")] }), "")).toEqual([1, 0, 0]);
  });

  it("on a channel: its interpreter in full, the floor at 15 %, no other channel", () => {
    const state = spoken({ air: [air("inter"), air("viet", "ko", "vi")] });
    expect(levels(state, "en")).toEqual([DUCKED, 1, 0]);
    expect(mixOf(state, "en", all).channel).toBe("heard");
  });

  it("the floor comes back to full when nobody is on air, or the voice does not arrive", () => {
    expect(levels(spoken(), "en")).toEqual([1, 0, 0]);
    expect(mixOf(spoken(), "en", all).channel).toBe("waiting");
    expect(levels(spoken({ air: [air("inter")] }), "en", new Set(["line-kim"]))).toEqual([1, 1, 0]);
  });

  it("a turned direction goes to those who chose the other language", () => {
    const state = spoken({ air: [air("inter", "en", "ko")] });
    expect(levels(state, "en")).toEqual([1, 0, 0]);
    expect(levels(state, "ko")).toEqual([DUCKED, 1, 0]);
  });

  it("a language that is not interpreted here is the floor", () => {
    expect(mixOf(spoken({ air: [air("inter")] }), "ja", all).channel).toBe("floor");
  });

  it("an interpreter who is given the floor is heard by all", () => {
    const floor = { seat: "inter", begins_at: "", limit_s: null, due_at: null, turn: "t" };
    expect(levels(spoken({ floor }), "")).toEqual([1, 1, 0]);
  });

  it("in a side room there are no channels", () => {
    const side = { rooms: [{ id: "a", number: 1, name: "Parks", free: false }], calls_back_at: null };
    const state = spoken({ side, air: [air("viet", "ko", "vi")] });
    const apart = { ...state, seats: state.seats.map((one) => (one.id === "me" || one.id === "inter" ? { ...one, side: "a" } : one)) };
    expect(levels(apart, "en")).toEqual([1, 1, 1]);
  });

  it("an interpreter does not duck the floor with the own voice", () => {
    expect(mixOf(as(spoken({ air: [air("inter")] }), "inter"), "en", all).channel).toBe("waiting");
  });
});

describe("choosing", () => {
  it("offers the reader's own language once, and remembers the answer", async () => {
    room = await mounted(spoken());
    expect(room.element.textContent).toContain("This meeting is interpreted into English.");
    await press(named(room.element, "Listen in English"));
    expect(room.element.textContent).not.toContain("This meeting is interpreted");
    expect(JSON.parse(localStorage.getItem("ontact:room") ?? "{}")).toMatchObject({ hears: "en" });
  });

  it("offers nothing where the reader's language is the floor's", () => {
    expect(languageToOffer(spoken(), "ko")).toBeNull();
    expect(languageToOffer(scene(), "en")).toBeNull();
  });

  it("chooses in the bar", async () => {
    room = await mounted(spoken());
    await press(named(room.element, "Language"));
    const items = [...room.element.querySelectorAll("[role=menuitemradio]")].map((item) => item.textContent);
    expect(items).toEqual(["Floor, as it is spoken", "English", "Vietnamese", "KoreanWhen another language is spoken on the floor"]);
    await press(named(room.element, "Vietnamese"));
    expect(room.session.preferences.get().hears).toBe("vi");
  });

  it("shows no menu where there is nothing to choose", async () => {
    room = await mounted(scene());
    expect(() => named(room?.element as HTMLElement, "Language")).toThrow();
  });

  it("says when nobody interprets into the chosen language", async () => {
    room = await mounted(spoken());
    await act(async () => {
      room?.session.preferences.patch({ hears: "vi" });
      room?.session.line.patch({ phase: "live", channel: "waiting" });
      await Promise.resolve();
    });
    await settle();
    expect(room.element.textContent).toContain("Nobody interprets into Vietnamese at the moment: you hear the floor.");
  });
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

describe("captions", () => {
  it("are merged by id; an emptied line goes, and an old correction does not come back at the end", () => {
    let state = scene({ captions: [caption("a", "one")] });
    const told = (line: Caption): void => {
      state = applyEvent(state, { v: state.v + 1, kind: "caption", payload: { captions: [line] } });
    };
    told(caption("b", "tw", { open: true }));
    told(caption("b", "two"));
    told(caption("a", "One", { corrected: true }));
    told(caption("old", "was long ago", { corrected: true }));
    expect(state.captions?.map((line) => line.text)).toEqual(["One", "two"]);
    told(caption("b", ""));
    expect(state.captions?.map((line) => line.text)).toEqual(["One"]);
  });

  it("stand under the stage as large as they are wanted", async () => {
    room = await mounted(scene({ captions: [caption("a", "안녕하십니까", { speaker: "kim" })] }));
    expect(room.element.querySelector(".room-captions")).toBeNull();
    await press(named(room.element, "Language"));
    await press(named(room.element, "Captions, large"));
    expect(room.element.querySelector(".room-captions")?.textContent).toBe("kim: 안녕하십니까");
    expect(room.element.querySelector<HTMLElement>(".room-captions")?.style.getPropertyValue("--caption-scale")).toBe("1.4");
  });

  it("stand in the text-only page by themselves", async () => {
    room = await mounted(scene({ captions: [caption("a", "안녕하십니까")] }), { mode: "text" });
    expect(room.element.querySelector("main")?.textContent).toContain("안녕하십니까");
  });

  it("are sent at most twice a second while they are typed, the newest wording last", async () => {
    vi.useFakeTimers();
    const sent: string[] = [];
    const strokes = new Strokes((text) => Promise.resolve(sent.push(text)));
    for (const text of ["a", "ab", "abc", "abcd"]) {
      strokes.type(text);
      await vi.advanceTimersByTimeAsync(150);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    expect(sent).toEqual(["a", "abcd"]);
  });

  it("keep their distance from the last answer, and the end of a line waits for the stroke underway", async () => {
    vi.useFakeTimers();
    const sent: string[] = [];
    const answers: (() => void)[] = [];
    const strokes = new Strokes((text) => new Promise<void>((done) => { sent.push(text); answers.push(done); }));
    strokes.type("a");
    await vi.advanceTimersByTimeAsync(10);
    strokes.type("ab");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent).toEqual(["a"]);
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(400);
    expect(sent).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toEqual(["a", "ab"]);
    let stopped = false;
    void strokes.stop().then(() => { stopped = true; });
    await vi.advanceTimersByTimeAsync(10);
    expect(stopped).toBe(false);
    answers[1]?.();
    await vi.advanceTimersByTimeAsync(10);
    vi.useRealTimers();
    expect(stopped).toBe(true);
  });

  it("end with Enter and are corrected with Arrow up", async () => {
    const state = scene({ captions: [caption("a", "first"), caption("b", "secnod")] });
    room = await mounted(as({ ...state, seats: [...state.seats, seat("steno", { role: "observer", serves: { as: "captions", from: "", to: "" } })] }, "steno"));
    await press(named(room.element, "Captions"));
    await write("third");
    await stroke("Enter");
    expect(room.posts.filter((post) => post.path.endsWith("/captions")).at(-1)?.body).toEqual({ text: "third", done: true });
    await stroke("ArrowUp");
    expect(field().value).toBe("secnod");
    await write("second");
    await stroke("Enter");
    expect(room.posts.at(-1)).toMatchObject({ path: "/api/rooms/r/captions/corrections", body: { caption: "b", text: "second" } });
  });

  function field(): HTMLTextAreaElement {
    return room?.element.querySelector(".room-panel textarea") as HTMLTextAreaElement;
  }

  async function write(text: string): Promise<void> {
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field(), text);
      field().dispatchEvent(new Event("input", { bubbles: true }));
      await Promise.resolve();
    });
  }

  async function stroke(key: string): Promise<void> {
    await act(async () => {
      field().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await Promise.resolve();
    });
    await settle();
  }
});

describe("the sign-language interpreter", () => {
  it("is pinned from the same menu and stands beside the stage, also with sound only", async () => {
    const signs = seat("signer", { role: "interpreter", serves: { as: "sign", from: "", to: "" } });
    room = await mounted(scene({ seats: [...scene().seats, signs] }), { mode: "audio" });
    expect(signersOf(room.session.state as State).map((one) => one.id)).toEqual(["signer"]);
    await press(named(room.element, "Language"));
    await press(named(room.element, "Sign language"));
    await settle(() => room?.element.querySelector(".room-stage-row")?.textContent.includes("signer") === true);
    expect(room.element.querySelector(".room-stage-row")?.textContent).toContain("signer");
    expect(room.session.preferences.get().signer).toBe(true);
  });
});
