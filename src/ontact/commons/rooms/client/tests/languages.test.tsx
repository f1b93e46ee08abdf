/** Languages on the page: what is heard how loud, what is chosen and remembered, the signer. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { State } from "../protocol";
import { DUCKED, languageToOffer, mixOf, signersOf } from "../state/languages";
import { planStage, signerInPicture } from "../ui/stage-policy";
import { air, as, scene, seat, spoken } from "./scene";
import { furnishBrowser, mounted, named, press, settle, type Scene } from "./stage-set";

vi.mock("../live/stage", () => ({ default: () => null }));
vi.mock("../live/signer", () => ({ default: () => "signer" }));

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

describe("the sign-language interpreter", () => {
  it("stands beside the stage once, not in the grid as well", () => {
    const signs = seat("signer", { role: "interpreter", serves: { as: "sign", from: "", to: "" } });
    const state = scene({ seats: [...scene().seats, signs] });
    const asked = { state, sends: new Map(), spoke: [], wish: "grid", page: 0, perPage: 9, stripMost: 6 };
    const shown = (pinned: string | null): boolean => planStage({ ...asked, pinned }).tiles.some((tile) => tile.seat.id === "signer");

    expect(signerInPicture(state, asked.sends)?.seat.id).toBe("signer");
    expect([shown(null), shown("signer")]).toEqual([true, false]);
  });

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
