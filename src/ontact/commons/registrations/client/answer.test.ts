/** What stands on the page once the press has been answered. */
import { beforeEach, expect, it } from "vitest";
import { show } from "./answer";

const ELLEN = { name: "Ellen Park", sentence: "You have a place", reason: "A place was free.", page: "/places/1/" };
const SUN = { name: "Sun", sentence: "You are number 2 in line.", reason: "All places were taken.", page: "/places/2/" };

let box: HTMLElement;

beforeEach(() => {
  document.title = "Ready to sign up · Knowledge journey";
  document.body.innerHTML = `<main><h1>Ready to sign up</h1><p data-until-answered>Steps</p><section aria-labelledby="t"><h2 id="t">Open</h2><button>Press</button></section></main>`;
  box = document.querySelector("section") as HTMLElement;
});

it("says one answer once, as the heading of the page", () => {
  show(box, { answers: [ELLEN], refusal: "", page: "/places/" });

  expect(document.querySelector("h1")?.textContent).toBe("You have a place");
  expect(document.activeElement).toBe(document.querySelector("h1"));
  expect(document.title).toBe("You have a place · Knowledge journey");
  expect([...box.children].map((line) => line.textContent)).toEqual(["A place was free.", "Ellen Park", "All my places"]);
  expect(document.querySelector("[data-until-answered], h2, button")).toBeNull();
});

it("says several answers in one line each, with a full stop between sentence and reason", () => {
  show(box, { answers: [ELLEN, SUN], refusal: "", page: "/places/" });

  expect(document.querySelector("h1")?.textContent).toBe("The answer");
  expect([...box.children].slice(0, 2).map((line) => line.textContent)).toEqual([
    "Ellen Park: You have a place. A place was free.",
    "Sun: You are number 2 in line. All places were taken.",
  ]);
});

it("leads back to the button after a no of which nothing is written down", () => {
  show(box, { answers: [], refusal: "Refused. All places were taken.", page: "/places/" });

  expect(document.querySelector("h1")?.textContent).toBe("No place this time");
  expect(box.querySelector("a")?.href).toBe(window.location.href);
});
