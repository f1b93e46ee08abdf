/** Questions of the moment on the page: asked at the desk, answered once and changed, shown as bars; and a room that rests. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Poll, State } from "../protocol";
import { applyEvent } from "../state/merge";
import { announcementsOf } from "../ui/announcer";
import { DeskPoll } from "../ui/desk/poll";
import { PollCard } from "../ui/poll-card";
import { resultWords } from "../ui/poll-words";
import { scene } from "./scene";
import { furnishBrowser, mounted, named, press, settle, type Scene } from "./stage-set";

vi.mock("../live/stage", () => ({ default: () => null }));

const OPEN: Poll = { id: "p1", question: "Which gate is the south gate?", choices: ["Paldalmun", "Janganmun"], named: false, quiz: true, open: true, answered: 0, counts: null, right: null, names: null };
const SHOWN: Poll = { ...OPEN, open: false, answered: 3, counts: [2, 1], right: 0 };
const FURNITURE = { overlay: PollCard, deskBlocks: [{ id: "poll", order: 30, body: DeskPoll }] };
let room: Scene | null = null;

function atDesk(state: State): State {
  return { ...state, me: { ...state.me, seat: "chair", role: "host", may: { desk: true, hand: true, chat: true, slides: true, microphone: true } } };
}

/** As a person types: the browser's own setter, then the event. */
async function type(field: HTMLElement, text: string): Promise<void> {
  await act(async () => {
    const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve();
  });
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

describe("the card", () => {
  it("takes one answer, and lets it be changed until the close", async () => {
    room = await mounted(scene({ poll: OPEN }), FURNITURE);
    await press(named(room.element, "Janganmun"));
    await press(named(room.element, "Send my answer"));
    await press(named(room.element, "Paldalmun"));
    await press(named(room.element, "Change my answer"));

    const answers = room.posts.filter((post) => post.path.endsWith("/polls/p1/answer"));
    expect(answers.map((post) => post.body)).toEqual([{ choice: 1 }, { choice: 0 }]);
    expect(room.element.textContent).toContain("Your answer is in: Paldalmun.");
  });

  it("knows after a reload what I had answered", async () => {
    const state = scene({ poll: OPEN });
    room = await mounted({ ...state, me: { ...state.me, answer: 1 } }, FURNITURE);

    expect(room.element.textContent).toContain("Your answer is in: Janganmun.");
  });

  it("shows bars with their numbers in words, and closes", async () => {
    room = await mounted(scene({ poll: SHOWN }), FURNITURE);

    expect(room.element.querySelector(".room-poll .sr-only")?.textContent).toBe(resultWords(SHOWN));
    expect(resultWords(SHOWN)).toBe("Which gate is the south gate? Results: Paldalmun: 2, Janganmun: 1. The right answer is “Paldalmun”.");
    await press(named(room.element, "Close the result"));
    expect(room.element.querySelector(".room-poll")).toBeNull();
  });

  it("tells before the answer whether names will be shown", async () => {
    room = await mounted(scene({ poll: { ...OPEN, named: true } }), FURNITURE);
    expect(room.element.textContent).toContain("your name stands beside your answer");
  });
});

describe("events", () => {
  it("put the question before the room and take it away", () => {
    const asked = applyEvent(scene(), { v: 2, kind: "poll", payload: { poll: OPEN } });
    expect(asked.poll?.id).toBe("p1");
    expect(applyEvent(asked, { v: 3, kind: "poll", payload: { poll: null } }).poll).toBeNull();
  });

  it("are read out: the question at once, the results when they are shown", () => {
    expect(announcementsOf(scene(), scene({ poll: OPEN })).map((word) => word.text)).toContain("A question to everyone: Which gate is the south gate?");
    expect(announcementsOf(scene({ poll: OPEN }), scene({ poll: SHOWN })).map((word) => word.text)).toContain(resultWords(SHOWN));
  });
});

describe("the desk", () => {
  it("asks with the answers of its lines, and names the right one", async () => {
    room = await mounted(atDesk(scene()), FURNITURE);
    room.session.page.patch({ panel: "desk" });
    await settle();
    await press(named(room.element, "Ask a question"));
    const [question] = room.element.querySelectorAll<HTMLInputElement>("#room-tabpanel input[type=text]");
    const [answers] = room.element.querySelectorAll<HTMLTextAreaElement>("#room-tabpanel textarea");
    await type(question as HTMLElement, "Which gate?");
    await type(answers as HTMLElement, "Paldalmun\nJanganmun\n");
    await press(named(room.element, "Ask everyone"));

    expect(room.posts.filter((post) => post.path.endsWith("/polls")).map((post) => post.body)).toEqual([
      { question: "Which gate?", choices: ["Paldalmun", "Janganmun"], named: false, right: null },
    ]);
  });
});

describe("a room for children without its host", () => {
  const paused = (state: State): State => ({ ...state, room: { ...state.room, for_children: true, paused: true } });

  it("says that everything rests, to everybody but the desk", async () => {
    room = await mounted(paused(scene()));
    expect(room.element.textContent).toContain("Microphones, cameras and chat rest until somebody is back");
    await room.become({ ...paused(atDesk(scene())), v: 2 });
    expect(room.element.textContent).not.toContain("Microphones, cameras and chat rest");
  });

  it("is read out at once", () => {
    const told = announcementsOf(scene(), paused(scene()));
    expect(told.filter((word) => word.urgent).map((word) => word.text)).toContain("Everything rests: nobody who leads this room is here.");
  });

  it("offers the desk no side rooms", async () => {
    const state = atDesk(scene());
    room = await mounted({ ...state, room: { ...state.room, for_children: true } });
    room.session.page.patch({ panel: "desk" });
    await settle();
    expect(room.element.textContent).not.toContain("Open side rooms");
  });
});
