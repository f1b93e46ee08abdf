/** A form keeps what was typed: data-draft="<key>" stores it in this browser until it is sent; data-guard asks before leaving. */
import { gettext, interpolate } from "./words";

const PREFIX = "ontact-draft:";
const WAIT_MS = 600;
const LIFE_MS = 14 * 24 * 3600 * 1000;
const changed = new WeakSet<HTMLFormElement>();

interface Draft {
  at: number;
  fields: [string, string][];
}

export function enhanceDrafts(root: ParentNode = document): void {
  root.querySelectorAll<HTMLFormElement>("form[data-draft]").forEach(keep);
  document.addEventListener("input", (event) => {
    const form = (event.target as HTMLInputElement).form;
    if (form?.matches("[data-guard]")) changed.add(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    changed.delete(form);
    holdButtons(form, event);
  });
  addEventListener("beforeunload", (event) => {
    const unsaved = [...document.querySelectorAll<HTMLFormElement>("form[data-guard]:not([data-draft])")].some((form) => changed.has(form));
    if (unsaved) event.preventDefault();
  });
  addEventListener("pageshow", () => document.querySelectorAll("[aria-busy=true][type=submit]").forEach((button) => button.removeAttribute("aria-busy")));
}

export function forgetDraft(key: string): void {
  localStorage.removeItem(PREFIX + key);
}

function keep(form: HTMLFormElement): void {
  const key = PREFIX + (form.dataset.draft ?? "");
  const word = document.createElement("p");
  word.className = "form-kept";
  word.setAttribute("role", "status");
  form.querySelector(".form-end")?.append(word);
  if (!form.querySelector("[data-error-summary]")) restore(form, key, word);
  let timer = 0;
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => store(form, key, word), WAIT_MS);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    store(form, key, word);
  });
}

function store(form: HTMLFormElement, key: string, word: HTMLElement): void {
  const fields = typed(form).map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? `${field.value}:${field.checked}` : field.value] as [string, string]);
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields } satisfies Draft));
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
    word.textContent = interpolate(gettext("Kept in this browser at %(time)s"), { time });
  } catch {
    word.textContent = "";
  }
}

/** Fill in only what the server left empty, so that its own values always win. */
function restore(form: HTMLFormElement, key: string, word: HTMLElement): void {
  const draft = read(key);
  if (!draft) return;
  const waiting = [...draft.fields];
  let restored = 0;
  for (const field of typed(form)) {
    const place = waiting.findIndex(([name, value]) => name === field.name && (!isChoice(field) || value.startsWith(`${field.value}:`)));
    const kept = waiting.splice(place, place < 0 ? 0 : 1)[0]?.[1];
    if (kept === undefined) continue;
    if (isChoice(field)) {
      const on = kept.endsWith(":true");
      if (field.checked !== on) restored += 1;
      field.checked = on;
    } else if (!field.value && kept) {
      field.value = kept;
      restored += 1;
    }
  }
  if (restored) {
    word.textContent = gettext("What you typed last time is back.");
    form.dispatchEvent(new Event("restored", { bubbles: true }));
  }
}

function read(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
    if (draft && Date.now() - draft.at < LIFE_MS) return draft;
  } catch {
    // A draft that cannot be read is no draft.
  }
  localStorage.removeItem(key);
  return null;
}

function typed(form: HTMLFormElement): HTMLInputElement[] {
  return ([...form.elements] as HTMLInputElement[]).filter((field) => field.name && !["hidden", "file", "password", "submit", "button", "fieldset"].includes(field.type) && !field.matches("[autocomplete=one-time-code]"));
}

function isChoice(field: HTMLInputElement): boolean {
  return field.type === "checkbox" || field.type === "radio";
}

/** A second press on the same button is not sent while the first is on its way. */
function holdButtons(form: HTMLFormElement, event: SubmitEvent): void {
  const button = event.submitter;
  if (!button || event.defaultPrevented || form.method === "dialog") return;
  if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
  window.setTimeout(() => !event.defaultPrevented && button.setAttribute("aria-busy", "true"));
}
