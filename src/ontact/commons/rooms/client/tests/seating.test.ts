/** My place in the queue, who is found, and who stands on the stage. */

import { describe, expect, it } from "vitest";

import { grouped, initials, placeInQueue } from "../state/seating";
import { ordinal } from "../ui/ordinal";
import { gridShape, planStage, wantedFor, type StageQuestion } from "../ui/stage-policy";
import { nextRow } from "../ui/virtual-list";
import { scene, seat } from "./scene";

describe("the queue", () => {
  const queue = ["kim", "me", "lee"].map((id) => ({ seat: id, raised_at: "" }));

  it("gives the place from one", () => {
    expect(placeInQueue(queue, "me")).toBe(2);
  });

  it("gives none to who has no hand up", () => {
    expect(placeInQueue(queue, "park")).toBe(0);
  });

  it.each([
    [1, "1st"],
    [2, "2nd"],
    [3, "3rd"],
    [11, "11th"],
    [22, "22nd"],
  ])("reads %s as %s in English", (place, word) => {
    document.documentElement.lang = "en";
    expect(ordinal(place)).toBe(word);
  });
});

describe("the people list", () => {
  const seats = [
    seat("a", { name: "김수원", title: "정자1동장", organisation: "정자1동 행정복지센터" }),
    seat("b", { name: "이장안", title: "장안구청장", organisation: "장안구청", present: false }),
    seat("c", { name: "박팔달", title: "팔달구청장", organisation: "팔달구청", removed: true }),
  ];

  it("is grouped by office and leaves out who was put out", () => {
    expect(grouped(seats, "", "–").map((group) => group.name)).toEqual(["장안구청", "정자1동 행정복지센터"]);
  });

  it.each(["수원", "정자 1동", "ㄱㅅㅇ", "ㅈㅈ1"])("finds 김수원 by %s", (words) => {
    const found = grouped(seats, words, "–").flatMap((group) => group.seats.map((each) => each.id));
    expect(found).toEqual(["a"]);
  });

  it("reads initial consonants", () => {
    expect(initials("김수원")).toBe("ㄱㅅㅇ");
  });

  it("moves by arrows, pages and ends", () => {
    const rows = ["a", "b", "c"].map((id) => ({ id, height: 50, body: null }));
    expect(nextRow("ArrowDown", rows, "a", 10)?.id).toBe("b");
    expect(nextRow("PageDown", rows, "a", 10)?.id).toBe("c");
    expect(nextRow("Home", rows, "c", 10)?.id).toBe("a");
    expect(nextRow("x", rows, "a", 10)).toBeNull();
  });
});

function question(over: Partial<StageQuestion> = {}): StageQuestion {
  return { state: scene(), sends: new Map(), spoke: [], wish: "auto", page: 0, perPage: 9, stripMost: 6, ...over };
}

describe("the stage", () => {
  it("belongs to who has the floor", () => {
    const floor = { seat: "kim", begins_at: "", limit_s: null, due_at: null, turn: "t" };
    const plan = planStage(question({ state: scene({ floor }), spoke: ["line-lee"] }));

    expect(plan.layout).toBe("speaker");
    expect(plan.main?.seat.id).toBe("kim");
  });

  it("goes for a moment to whom the capability lights, if they are here, also before slides", () => {
    const floor = { seat: "kim", begins_at: "", limit_s: null, due_at: null, turn: "t" };
    const slides = { asset: "a", name: "x", page: 1, pages: 3, image: "", text: "" };
    const plan = planStage(question({ state: scene({ floor, slides }), spotlight: "lee" }));
    expect([plan.layout, plan.main?.seat.id]).toEqual(["speaker", "lee"]);

    expect(planStage(question({ state: scene({ floor }), spotlight: "gone" })).main?.seat.id).toBe("kim");
  });

  it("goes to who spoke last, then to the chair", () => {
    expect(planStage(question({ spoke: ["line-lee"] })).main?.seat.id).toBe("lee");
    expect(planStage(question()).main?.seat.id).toBe("chair");
  });

  it("gives the large place to a shared screen", () => {
    const sends = new Map([["line-kim", { camera: true, screen: true }]]);
    const plan = planStage(question({ sends }));

    expect(plan.main).toMatchObject({ source: "screen_share", identity: "line-kim" });
    expect(wantedFor(plan).has("line-kim/screen_share")).toBe(true);
  });

  it("puts slides beside the speaker, unless the reader wants the grid", () => {
    const slides = { asset: "a", name: "x", page: 1, pages: 3, image: "", text: "" };
    expect(planStage(question({ state: scene({ slides }) })).layout).toBe("slides");
    expect(planStage(question({ state: scene({ slides }), wish: "grid" })).layout).toBe("grid");
  });

  it("pages through a round table and asks only for the page in sight", () => {
    const seats = Array.from({ length: 20 }, (_, place) => seat(`s${String(place)}`));
    const state = scene({ seats, room: { ...scene().room, manner: "round_table" } });
    const plan = planStage(question({ state, page: 2, perPage: 9 }));

    expect(plan.pages).toBe(3);
    expect(plan.tiles.length).toBe(2);
    expect(wantedFor(plan).size).toBe(2);
  });

  it("shows 220 people as a stage, not as a wall", () => {
    const crowd = Array.from({ length: 218 }, (_, place) => seat(`s${String(place)}`));
    const seats = [seat("chair", { role: "host" }), seat("clerk", { role: "clerk" }), ...crowd];
    const plan = planStage(question({ state: scene({ seats }), wish: "grid" }));

    expect(plan.tiles.map((tile) => tile.seat.id)).toEqual(["chair", "clerk"]);
  });

  it.each([
    [1, 1200, 700, 1],
    [4, 1200, 700, 2],
    [2, 360, 640, 1],
  ])("arranges %s pictures in %s × %s as %s columns", (count, width, height, columns) => {
    expect(gridShape(count, width, height, 8).columns).toBe(columns);
  });
});
