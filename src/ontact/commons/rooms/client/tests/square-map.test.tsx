/** The map of seats: one stop in the tab order, arrows to the neighbours, a name on every square. */

import { act } from "react";
import { createRoot } from "react-dom/client";
import { describe, expect, it, vi } from "vitest";

import { SquareMap, type SquareGroup } from "../parts/square-map";
import { furnishBrowser } from "./stage-set";

const COLUMNS = 4;

function groups(): SquareGroup[] {
  const square = (id: string) => ({ id, letter: "○", state: "present", label: `${id}: present` });
  return [
    { name: "Office A", aside: "6 / 6", squares: ["a1", "a2", "a3", "a4", "a5", "a6"].map(square) },
    { name: "Office B", aside: "2 / 2", squares: ["b1", "b2"].map(square) },
  ];
}

function drawn(chosen: string | null, onChoose: (id: string) => void): HTMLElement {
  furnishBrowser();
  const place = document.createElement("div");
  document.body.replaceChildren(place);
  act(() => { createRoot(place).render(<SquareMap label="Seats" groups={groups()} chosen={chosen} onChoose={onChoose} />); });
  // jsdom lays nothing out: four squares a row, each group on rows of its own.
  let row = 0;
  for (const group of place.querySelectorAll(".room-square-row")) {
    [...group.children].forEach((square, at) => {
      const top = (row + Math.floor(at / COLUMNS)) * 30;
      square.getBoundingClientRect = () => ({ top, left: (at % COLUMNS) * 30 }) as DOMRect;
    });
    row += Math.ceil(group.children.length / COLUMNS);
  }
  return place;
}

function focus(place: HTMLElement, at: number): void {
  act(() => { place.querySelectorAll<HTMLElement>(".room-square")[at]?.focus(); });
}

function arrow(key: string): void {
  act(() => { document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })); });
}

function focused(): string | null | undefined {
  return document.activeElement?.getAttribute("aria-label");
}

describe("the map of squares", () => {
  it("is one stop in the tab order, at the chosen square", () => {
    const place = drawn("a3", () => undefined);
    const stops = [...place.querySelectorAll<HTMLElement>(".room-square")].filter((square) => square.tabIndex === 0);

    expect(stops.map((square) => square.getAttribute("aria-label"))).toEqual(["a3: present"]);
    expect(stops[0]?.getAttribute("aria-pressed")).toBe("true");
  });

  it.each([
    ["ArrowRight", "a4: present"],
    ["ArrowLeft", "a2: present"],
    ["ArrowDown", "a6: present"],
    ["ArrowUp", "a3: present"],
    ["Home", "a1: present"],
    ["End", "b2: present"],
  ])("goes by %s", (key, to) => {
    const place = drawn(null, () => undefined);
    focus(place, 2);
    arrow(key);

    expect(focused()).toBe(to);
  });

  it("goes down into the next group, and is pressed like a button", () => {
    const chosen = vi.fn();
    const place = drawn(null, chosen);
    focus(place, 5);
    arrow("ArrowDown");
    act(() => { (document.activeElement as HTMLElement).click(); });

    expect(chosen).toHaveBeenCalledWith("b2");
  });
});
