/** The meeting's part of the room: items, votes, decisions, as chair and members meet them. */

import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { State } from "../../../../commons/rooms/client";
import { scene } from "../../../../commons/rooms/client/tests/scene";
import { furnishBrowser, key, mounted, named, nameOf, press, type Scene } from "../../../../commons/rooms/client/tests/stage-set";
import { meetingWords } from "../announcer";
import { furniture } from "../furniture";
import { mayVote, meetingOf, nextItem, recordOf, type Item, type Mine } from "../meeting";
import { resultSentence } from "../vote-words";
import type { Vote } from "../votes";

vi.mock("../../../../commons/rooms/client/live/stage", () => ({ default: () => null }));

function item(number: number, over: Partial<Item> = {}): Item {
  return { id: `i${String(number)}`, number, title: `안건 ${String(number)}`, titles: { en: `Item ${String(number)}` }, presenter: "", planned_minutes: 10, begins_at: null, ends_at: null, papers: [], ...over };
}

function vote(over: Partial<Vote> = {}): Vote {
  return { id: "v1", item: "i1", motion: "To adopt the report", manner: "open", opened_at: "2026-09-24T05:10:00Z", closed_at: null, entitled: 3, voted: 0, result: null, ...over };
}

const RESULT = { for: 2, against: 1, abstain: 0, voted: 3, entitled: 3, carried: true };
const CLOSED = vote({ closed_at: "2026-09-24T05:12:00Z", voted: 3, result: RESULT });

function meeting(ext: object = {}, mine: Partial<Mine> = {}, v = 1): State {
  const whole = { state: "opened", opened_at: "2026-09-24T05:00:00Z", closed_at: null, agenda: [item(1, { begins_at: "2026-09-24T05:01:00Z" }), item(2)], current_item: "i1", votes: [], decisions: [], opinions: [], ...ext };
  return scene({ v, ext: whole, me_ext: { has_vote: true, entitled: [], voted: [], choices: {}, may_open: false, ...mine } });
}

function chaired(state: State): State {
  return { ...state, me: { ...state.me, seat: "chair", role: "host", may: { desk: true, hand: true, chat: true, slides: true, microphone: true } } };
}

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

describe("items", () => {
  it("go on in their order, also from before the first", () => {
    expect(nextItem(meetingOf(meeting()))?.id).toBe("i2");
    expect(nextItem(meetingOf(meeting({ current_item: null, agenda: [item(1), item(2)] })))?.id).toBe("i1");
    expect(nextItem(meetingOf(meeting({ current_item: "i2" })))).toBeNull();
  });

  it("are taken up by one key, naming the item that was seen, so that two presses move by one", async () => {
    room = await mounted(chaired(meeting()), furniture);

    await key("i");

    expect(room.posts.find((post) => post.path === "/api/x/items/next")?.body).toEqual({ after: "i1" });
  });

  it("stand in the top line in the reader's language", async () => {
    room = await mounted(meeting(), furniture);

    expect(room.element.querySelector(".meeting-top-title")?.textContent).toBe("Item 1");
  });
});

describe("a vote", () => {
  it("is open to whoever has the right, until the server says who is entitled", () => {
    const mine: Mine = { has_vote: true, entitled: [], voted: [], choices: {}, may_open: false };
    expect(mayVote(mine, vote())).toBe(true);
    expect(mayVote({ ...mine, has_vote: false }, vote())).toBe(false);
    expect(mayVote({ ...mine, has_vote: false, entitled: ["v1"] }, vote())).toBe(true);
  });

  it("appears, is cast once, and says that it has been counted", async () => {
    room = await mounted(meeting(), furniture);
    await room.become(meeting({ votes: [vote()] }, { entitled: ["v1"] }, 2));
    const card = room.element.querySelector(".meeting-card");
    expect(card?.querySelector("h2")?.textContent).toBe("To adopt the report");
    expect(document.activeElement).toBe(card);

    await press(named(room.element, "For"));
    await press(named(room.element, "Cast my vote: For"));
    expect(room.posts.filter((post) => post.path === "/api/x/votes/v1/ballot").map((post) => post.body)).toEqual([{ choice: "for" }]);
    await room.become(meeting({ votes: [vote({ voted: 1 })] }, { entitled: ["v1"], voted: ["v1"], choices: { v1: "for" } }, 3));

    expect(room.element.querySelector(".meeting-counted")?.textContent).toContain("Your vote has been counted: For.");
  });

  it("shows its result to those who saw it open, and not to latecomers", async () => {
    room = await mounted(meeting({ votes: [vote()] }), furniture);
    await room.become(meeting({ votes: [CLOSED] }, {}, 2));
    expect(room.element.querySelector(".meeting-card .tag")?.textContent).toBe("Carried");
    room.unmount();

    room = await mounted(meeting({ votes: [CLOSED] }), furniture);
    expect(room.element.querySelector(".meeting-card")).toBeNull();
  });

  it("says nothing of my choice when it is secret", async () => {
    room = await mounted(meeting({ votes: [vote({ manner: "secret", voted: 1 })] }, { voted: ["v1"] }), furniture);

    expect(room.element.querySelector(".meeting-counted")?.textContent).toContain("Your ballot is in the box.");
  });

  it("is read aloud with its counts", () => {
    expect(resultSentence(CLOSED)).toBe("Carried. 2 for, 1 against, 0 abstained, 3 of 3 voted.");
    const words = meetingWords(meeting(), meeting({ votes: [vote()] }, { entitled: ["v1"] }, 2));
    expect(words).toEqual([{ text: "A vote is open: To adopt the report", urgent: true }]);
  });
});

describe("the desk", () => {
  it("opens a vote on the current item and closes it", async () => {
    room = await mounted(chaired(meeting()), furniture);
    await press(named(room.element, "Open a vote"));
    await press(named(room.element, "Open the vote"));
    const asked = room.posts.find((post) => post.path === "/api/x/votes")?.body;
    expect(asked).toMatchObject({ item: "i1", manner: "open", motion: "To adopt “Item 1” as put forward" });

    await room.become(chaired(meeting({ votes: [vote()] }, {}, 2)));
    await press(named(room.element, "Close the vote and declare"));

    expect(room.posts.some((post) => post.path === "/api/x/votes/v1/closing")).toBe(true);
  });

  it("takes the carried motion as the wording of the decision", async () => {
    room = await mounted(chaired(meeting({ votes: [CLOSED] })), furniture);
    await press(named(room.element, "Note a decision"));
    await press(named(room.element, "Note the decision"));

    expect(room.posts.find((post) => post.path === "/api/x/decisions")?.body).toEqual({ item: "i1", text: "To adopt the report", vote: "v1" });
  });

  it("closes the meeting only after naming what that means", async () => {
    room = await mounted(chaired(meeting()), furniture);
    await press(named(room.element, "Close the meeting"));
    const dialog = room.element.querySelector("dialog");
    expect(dialog?.textContent).toContain("1 agenda item has not been taken up.");

    await press(named(dialog ?? room.element, "Close the meeting for 4 people"));

    expect(room.posts.some((post) => post.path === "/api/x/closing")).toBe(true);
  });

  it("offers the opening first", async () => {
    room = await mounted(chaired(meeting({ opened_at: null, state: "convened", current_item: null }, { may_open: true })), furniture);

    expect(room.element.querySelector(".room-desk h3")?.textContent).toBe("The meeting has not been opened yet.");
  });

  it("has a name on every control", async () => {
    room = await mounted(chaired(meeting({ votes: [vote()] })), furniture);
    const nameless = [...room.element.querySelectorAll("button,input,textarea,select")].filter((control) => nameOf(control) === "");

    expect(nameless).toEqual([]);
  });
});

describe("the record", () => {
  it("stands in order of time", () => {
    const record = recordOf(meetingOf(meeting({ votes: [CLOSED], decisions: [{ id: "d", number: 1, item: "i1", text: "Adopted", at: "2026-09-24T05:13:00Z" }], opinions: [{ id: "o", name: "kim", text: "!", at: "2026-09-24T05:05:00Z" }] })));

    expect(record.map((entry) => entry.kind)).toEqual(["opened", "item", "opinion", "vote", "decision"]);
  });

  it("keeps a written opinion that did not go through", async () => {
    room = await mounted(meeting(), furniture);
    await press(named(room.element, "Write an opinion"));
    const field = named(room.element, "My opinion") as HTMLTextAreaElement;
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, "I agree.");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });

    expect(sessionStorage.getItem("ontact:opinion")).toBe("I agree.");
  });
});
