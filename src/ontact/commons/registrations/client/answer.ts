/** The definite answer to a press, shown where the button was: it becomes the page's heading, and what led to the press goes. */
import { gettext } from "../../../web/client/words";

export interface One {
  name: string;
  sentence: string;
  reason: string;
  page: string;
}

/** `refusal`: a "no" from memory, of which nothing is written down. */
export interface Answer {
  answers: One[];
  refusal: string;
  page: string;
}

/** The heading takes the focus, so that a screen reader reads the answer. */
export function show(box: HTMLElement, answer: Answer): void {
  const only = answer.answers.length === 1 ? answer.answers[0] : undefined;
  const [title, rest] = document.title.split(" · ");
  const heading = document.querySelector<HTMLElement>("main h1");
  const words = only ? only.sentence : answer.refusal ? gettext("No place this time") : gettext("The answer");
  document.title = [words, rest ?? title].join(" · ");
  if (heading !== null) {
    heading.textContent = words;
    heading.tabIndex = -1;
  }
  document.querySelectorAll("[data-until-answered]").forEach((part) => part.remove());
  box.removeAttribute("aria-labelledby");
  box.replaceChildren(...(only ? linesOfOne(only) : answer.answers.map(lineOf)), ...refused(answer), onward(answer));
  heading?.focus();
}

function linesOfOne(one: One): HTMLElement[] {
  const line = paragraph(one.reason);
  const more = document.createElement("p");
  more.append(link(one.page, one.name));
  return [line, more];
}

function lineOf(one: One): HTMLElement {
  const line = document.createElement("p");
  line.append(link(one.page, one.name), `: ${one.sentence.replace(/[.]?$/, ".")} ${one.reason}`);
  return line;
}

function refused(answer: Answer): HTMLElement[] {
  if (!answer.refusal) return [];
  const again = document.createElement("p");
  again.append(link(window.location.href, gettext("Back to the button")));
  return [paragraph(answer.refusal), paragraph(gettext("Nothing has been written down: if a place comes free you may press again.")), again];
}

function onward(answer: Answer): HTMLElement {
  const more = document.createElement("p");
  const button = link(answer.page, gettext("All my places"));
  button.className = "button button-primary";
  more.className = "button-row";
  more.append(button);
  return more;
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
