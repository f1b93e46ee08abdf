/** Captions on the page: read, typed live, corrected. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Caption } from "../protocol";
import { applyEvent } from "../state/merge";
import { Strokes } from "../ui/caption-desk";
import { as, scene, seat } from "./scene";
import { furnishBrowser, mounted, named, press, settle, type Scene } from "./stage-set";

vi.mock("../live/stage", () => ({ default: () => null }));

const caption = (id: string, text: string, over: Partial<Caption> = {}): Caption => ({ id, at: "", by: "steno", speaker: null, text, open: false, corrected: false, ...over });
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

  it("are left behind in the meeting by those who go into a side room", async () => {
    const side = { rooms: [{ id: "a", number: 1, name: "Parks", free: false }], calls_back_at: null };
    const seats = scene().seats.map((one) => (one.id === "me" ? { ...one, side: "a" } : one));
    localStorage.setItem("ontact:room", JSON.stringify({ captions: true }));
    room = await mounted(scene({ captions: [caption("a", "안녕하십니까")] }));
    expect(room.element.querySelector(".room-captions")).not.toBeNull();
    await room.become(scene({ v: 2, side, seats, captions: [caption("a", "안녕하십니까")] }));
    expect(room.element.querySelector(".room-captions")).toBeNull();
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
