/** A class's room: its words for who leads, materials on the stage, questions, and what children are told. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { State } from "../../../../commons/rooms/client";
import { scene } from "../../../../commons/rooms/client/tests/scene";
import { furnishBrowser, mounted, named, press, settle, type Scene } from "../../../../commons/rooms/client/tests/stage-set";
import { classOf, themeOf, titleOf } from "../class";
import { furniture } from "../furniture";

vi.mock("../../../../commons/rooms/client/live/stage", () => ({ default: () => null }));

const SHEET = { id: "m1", asset: "a1", name: "Hwaseong.pdf", pages: 12, state: "ready", url: "/classes/c/materials/m1/" };
const PART = {
  session: "s3",
  number: 3,
  title: "정조와 화성",
  titles: { ko: "정조와 화성", en: "King Jeongjo and Hwaseong" },
  lecturer: "박지훈",
  theme: { ko: "역사", en: "History" },
  materials: [SHEET, { ...SHEET, id: "m2", asset: "a2", name: "worksheet.hwp", pages: 0 }],
};
let room: Scene | null = null;

function inClass(over: Partial<State> = {}): State {
  return scene({ ext: PART, ...over });
}

function leading(state: State): State {
  return { ...state, me: { ...state.me, seat: "chair", role: "host", may: { desk: true, hand: true, chat: true, slides: true, microphone: true } } };
}

async function open(panel: string): Promise<void> {
  room?.session.page.patch({ panel });
  await settle();
}

beforeEach(() => {
  document.documentElement.lang = "en";
  furnishBrowser();
});
afterEach(() => {
  room?.unmount();
  room = null;
  vi.unstubAllGlobals();
});

describe("the class's part of the state", () => {
  it("is read in the reader's language, and is the same object for the same state", () => {
    const state = inClass();
    expect([titleOf(classOf(state)), themeOf(classOf(state))]).toEqual(["King Jeongjo and Hwaseong", "History"]);
    expect(classOf(state)).toBe(classOf(state));
  });

  it("may be missing while one waits", () => {
    expect(classOf(scene()).materials).toEqual([]);
  });
});

describe("materials", () => {
  it("are downloaded by everyone, and shown by nobody who does not lead", async () => {
    room = await mounted(inClass(), furniture);
    await open("materials");
    const links = [...room.element.querySelectorAll<HTMLAnchorElement>("#room-tabpanel a")].map((link) => link.getAttribute("href"));
    expect(links).toEqual(["/classes/c/materials/m1/", "/classes/c/materials/m1/"]);
    expect(room.element.querySelector("#room-tabpanel button")).toBeNull();
  });

  it("come onto the stage by the lecturer, page by page", async () => {
    room = await mounted(leading(inClass()), furniture);
    await open("materials");
    await press(named(room.element, "Show “Hwaseong.pdf” on the stage"));
    const slides = { asset: "a1", name: "Hwaseong.pdf", page: 1, pages: 12, image: "", text: "" };
    await room.become({ ...leading(inClass({ slides })), v: 2 });
    await press(named(room.element, "On"));

    expect(room.posts.filter((post) => post.path.endsWith("/slides")).map((post) => post.body)).toEqual([
      { asset: "a1", page: 1 },
      { asset: "a1", page: 2 },
    ]);
  });

  it("say where they come from when there are none", async () => {
    room = await mounted(inClass({ ext: { ...PART, materials: [] } }), furniture);
    await open("materials");
    expect(room.element.textContent).toContain("As soon as the lecturer hands some in, they appear here.");
  });
});

describe("the room", () => {
  it("names whoever leads, and no chair", async () => {
    room = await mounted(inClass(), furniture);
    await open("people");
    expect(room.element.textContent).toContain("Leads the class");
    expect(room.element.querySelector(".room-people")?.textContent).not.toContain("Chair");
  });

  it("says how many have come, and what holds for children", async () => {
    const state = inClass();
    room = await mounted({ ...state, room: { ...state.room, for_children: true } }, furniture);
    expect(room.element.querySelector(".class-top")?.textContent).toContain("4 here");
    expect(room.element.querySelector(".class-top")?.textContent).toContain("first names, no recording");
  });

  it("shows the question of the moment over the stage", async () => {
    const poll = { id: "p", question: "Who built it?", choices: ["Jeongjo", "Sejong"], named: false, quiz: true, open: true, answered: 0, counts: null, right: null, names: null };
    room = await mounted(inClass({ poll }), furniture);
    expect(room.element.querySelector(".room-poll h2")?.textContent).toBe("Who built it?");
  });
});
