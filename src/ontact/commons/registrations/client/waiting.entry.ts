/** The waiting room's page goes on by itself: it asks for the numbers that all are told, and says when it is one's turn. */

import { gettext, interpolate, ngettext } from "../../../web/client/words";
import { askAgainMs, isLeftOut, lotOf, placeByLot, placeByNumber, secondsUntil, tryAgainMs, type Place, type Turns } from "./turns";

/** Read aloud at most so often. */
const SPEAKS_EVERY_MS = 60_000;
const TITLE = document.title;

const room = document.querySelector<HTMLElement>("[data-waiting]");
if (room !== null) wait(room);

function wait(place: HTMLElement): void {
  const { turnUrl = "", pass = "" } = place.dataset;
  const number = Number(place.dataset.number ?? 0);
  let lot: string | null = null;
  let failures = 0;
  let spoken = 0;
  let timer = 0;

  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(), ms);
  };

  const look = async (): Promise<void> => {
    const turns = await asked(turnUrl);
    failures = turns === null ? failures + 1 : 0;
    part(place, "[data-line]").hidden = failures < 3;
    if (turns === null) return later(tryAgainMs(failures, Math.random()));
    // Nobody waits any more (all places are gone, or sign-up has closed): the hall's own page says what now.
    if (!turns.waits && turns.now >= turns.opens) return window.location.reload();
    const here = await standing(turns);
    if (here === null) return reloadSometime();
    const state = here.isTurn ? "turn" : here.number > 0 ? "queue" : "before";
    show(place, state, here, turns);
    if (Date.now() - spoken > SPEAKS_EVERY_MS || state === "turn") {
      spoken = Date.now();
      speak(place, state, here, turns);
    }
    if (state !== "turn") later(askAgainMs(here, turns, Math.random()));
  };

  /** null: only the hall itself can say. */
  const standing = async (turns: Turns): Promise<Place | null> => {
    if (number > 0) return placeByNumber(number, turns);
    if (turns.called > 0) lot ??= await lotOf(turns.seed ?? "", pass);
    if (turns.called > 0 && lot === null) return null;
    const here = lot === null ? placeByNumber(0, turns) : placeByLot(lot, turns);
    return isLeftOut(here, turns) ? null : here;
  };

  const opens = Number(place.dataset.opens ?? 0);
  const now = Number(place.dataset.now ?? 0);
  const hasItsTurn = (): boolean => !part(place, "[data-while=turn]").hidden;
  // A page that shows its turn has nothing to ask; the form is there.
  if (hasItsTurn()) return;
  later(askAgainMs({ number, isTurn: false }, { now, opens, waits: true, called: 0 }, Math.random()));
  // A telephone that was asleep has missed its time.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !hasItsTurn()) later(1_000 * Math.random());
  });
}

async function asked(url: string): Promise<Turns | null> {
  try {
    const got = await fetch(url, { credentials: "omit", headers: { Accept: "application/json" } });
    return got.ok ? ((await got.json()) as Turns) : null;
  } catch {
    return null;
  }
}

/** Not all in the same second. */
function reloadSometime(): void {
  setTimeout(() => {
    window.location.reload();
  }, 10_000 * Math.random());
}

function show(place: HTMLElement, state: string, here: Place, turns: Turns): void {
  for (const section of place.querySelectorAll<HTMLElement>("[data-while]")) section.hidden = section.dataset.while !== state;
  document.title = state === "before" ? TITLE : `${titleOf(state, here)} · ${TITLE}`;
  if (state !== "queue") return;
  part(place, "[data-my-number]").textContent = numberWords(place, here);
  part(place, "[data-called]").textContent = interpolate(gettext("Numbers up to %(called)s have been called."), { called: turns.called });
  part(place, "[data-about]").textContent = interpolate(gettext("Your turn comes in %(about)s."), { about: about(secondsUntil(here, turns)) });
}

function speak(place: HTMLElement, state: string, here: Place, turns: Turns): void {
  const words = part(place, "[data-spoken]");
  if (state === "turn") words.textContent = gettext("It is your turn");
  else if (state === "queue") words.textContent = `${numberWords(place, here)} ${interpolate(gettext("Your turn comes in %(about)s."), { about: about(secondsUntil(here, turns)) })}`;
}

function titleOf(state: string, here: Place): string {
  return state === "turn" ? gettext("It is your turn") : String(here.number);
}

/** Reckoned from the lot a number is right to a hundred or so; what the hall has given is exact. */
function numberWords(place: HTMLElement, here: Place): string {
  const exact = Number(place.dataset.number ?? 0) > 0;
  const words = exact ? gettext("You are number %(number)s in the order.") : gettext("You are about number %(number)s in the order.");
  return interpolate(words, { number: here.number });
}

function about(seconds: number): string {
  if (seconds < 60) return gettext("less than a minute");
  const minutes = Math.round(seconds / 60);
  return interpolate(ngettext("about %(count)d minute", "about %(count)d minutes", minutes), { count: minutes });
}

function part(place: HTMLElement, selector: string): HTMLElement {
  const found = place.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`The page has no ${selector}`);
  return found;
}
