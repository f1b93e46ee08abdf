/** The button that signs up: it counts down by the city's clock, asks, and asks again where no answer comes. A plain form without it. */
import { gettext, interpolate } from "../../../web/client/words";
import { leftWords, looksAgainIn, offsetOf, pressesAgainIn, type Clock } from "./countdown";

const TICK_MS = 250;
const PATIENCE_MS = 25_000;
/** Then the button is given back: whoever presses again gets the same answer. */
const FAILURES_AT_MOST = 12;

interface One {
  name: string;
  sentence: string;
  reason: string;
  page: string;
}

interface Answer {
  answers: One[];
  refusal: string;
  page: string;
}

const form = document.querySelector<HTMLFormElement>("form[data-press]");
if (form !== null) serve(form);

function serve(form: HTMLFormElement): void {
  const box = form.closest<HTMLElement>("[data-press-box]") ?? form;
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  let opens = Number(form.dataset.opensMs);
  let offset = Number(form.dataset.nowMs) - performance.now();
  let isAsking = false;

  const left = (): number => opens - (performance.now() + offset);

  const tick = (): void => {
    const early = left() > 0;
    part(box, "[data-countdown]").textContent = early ? leftWords(left()) : "";
    if (early) button?.setAttribute("aria-disabled", "true");
    else button?.removeAttribute("aria-disabled");
  };

  const lookAtTheClock = async (): Promise<void> => {
    const sent = performance.now();
    const clock = await clockOf(form.dataset.clock ?? "");
    if (clock === null) return;
    offset = offsetOf(clock.now, sent, performance.now());
    opens = clock.opens;
    tick();
  };

  const press = async (failures = 0): Promise<void> => {
    say(box, failures === 0 ? gettext("Asking …") : gettext("Asking again …"));
    const got = await asked(form);
    if (got instanceof Response) return leave(got);
    if ("answers" in got) return show(box, got);
    if (!got.again || failures + 1 >= FAILURES_AT_MOST) return give(got.text);
    const wait = pressesAgainIn(failures + 1, got.retryAfterMs, Math.random());
    say(box, interpolate(gettext("No answer yet. Asking again in %(seconds)s s; it does not count twice."), { seconds: Math.ceil(wait / 1000) }));
    setTimeout(() => void press(failures + 1), wait);
  };

  /** The button is given back, with what was said. */
  const give = (text: string): void => {
    isAsking = false;
    button?.removeAttribute("aria-busy");
    say(box, text || gettext("There was no answer. Press again: it does not count twice."));
    void lookAtTheClock();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isAsking || left() > 0) return;
    isAsking = true;
    button?.setAttribute("aria-busy", "true");
    void press();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void lookAtTheClock();
  });
  tick();
  setInterval(tick, TICK_MS);
  void lookAtTheClock();
  const again = looksAgainIn(left(), Math.random());
  if (again !== null && again < 2 ** 31) setTimeout(() => void lookAtTheClock(), again);
}

interface NoAnswer {
  again: boolean;
  text: string;
  retryAfterMs: number | null;
}

/** The hall's answer; a page to go to; or why there was none. */
async function asked(form: HTMLFormElement): Promise<Answer | Response | NoAnswer> {
  let response: Response;
  try {
    // The page's own language, because a "full" is said before anybody looks up who asks; and a body that can be read there.
    const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    response = await fetch(form.action, { method: "POST", body, headers, credentials: "same-origin", signal: AbortSignal.timeout?.(PATIENCE_MS) });
  } catch {
    return { again: true, text: "", retryAfterMs: null };
  }
  if (response.redirected) return response;
  const said: unknown = await response.json().catch(() => null);
  if (response.ok && said !== null) return said as Answer;
  const wait = Number(response.headers.get("Retry-After"));
  return { again: response.status >= 500, text: wordsOf(said), retryAfterMs: wait ? wait * 1000 : null };
}

async function clockOf(address: string): Promise<Clock | null> {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" });
    return response.ok && !response.redirected ? ((await response.json()) as Clock) : null;
  } catch {
    return null;
  }
}

function wordsOf(said: unknown): string {
  const { text = "", way_out = "" } = (said ?? {}) as { text?: string; way_out?: string };
  return `${text} ${way_out}`.trim();
}

/** The waiting room, or the sign-in. */
function leave(response: Response): void {
  window.location.assign(response.url);
}

/** The answer takes the place of the button, and the focus. */
function show(box: HTMLElement, answer: Answer): void {
  const heading = document.createElement("h2");
  heading.className = "h3";
  heading.tabIndex = -1;
  const only = answer.answers.length === 1 ? answer.answers[0] : undefined;
  const lines = only ? [lineOf(only, only.reason)] : answer.answers.map((one) => lineOf(one, `${one.sentence} ${one.reason}`));
  heading.textContent = only ? only.sentence : gettext("The answer");
  if (answer.refusal) lines.push(paragraph(answer.refusal));
  const more = document.createElement("p");
  more.append(link(answer.page, gettext("All my places")));
  box.replaceChildren(heading, ...lines, more);
  settle();
  heading.focus();
}

/** The page is about the answer from now on: its heading says so, and what could still be changed before is gone. */
function settle(): void {
  const title = document.querySelector("h1");
  if (title !== null) title.textContent = gettext("The answer");
  for (const past of document.querySelectorAll("[data-until-answer]")) past.remove();
}

function lineOf(one: One, said: string): HTMLElement {
  const line = document.createElement("p");
  line.append(link(one.page, one.name), `: ${said}`);
  return line;
}

function paragraph(text: string): HTMLElement {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}

function link(address: string, text: string): HTMLAnchorElement {
  const found = document.createElement("a");
  found.href = address;
  found.textContent = text;
  return found;
}

function say(box: HTMLElement, text: string): void {
  part(box, "[data-told]").textContent = text;
}

function part(box: HTMLElement, selector: string): HTMLElement {
  return box.querySelector<HTMLElement>(selector) ?? document.createElement("p");
}
