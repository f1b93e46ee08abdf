/** form[data-autosave]: what is typed goes to the server a moment after the last key, and a line says so. */
import { token } from "../../../../web/client/send";
import { gettext, interpolate } from "../../../../web/client/words";

const WAIT_MS = 1200;

/** text: why it was not saved, in the reader's words. */
interface Saved {
  saved: boolean;
  text?: string;
}

export function enhanceAutosave(root: ParentNode = document): void {
  root.querySelectorAll<HTMLFormElement>("form[data-autosave]").forEach(watch);
}

function watch(form: HTMLFormElement): void {
  let timer = 0;
  const save = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void send(form), WAIT_MS);
  };
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  form.addEventListener("submit", () => window.clearTimeout(timer));
}

async function send(form: HTMLFormElement): Promise<void> {
  const word = form.querySelector<HTMLElement>("[data-autosave-word]");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      credentials: "same-origin",
      headers: { "X-CSRFToken": token(), "X-Requested-With": "autosave", Accept: "application/json" },
    });
    if (!response.ok) throw new Error(String(response.status));
    const answer = (await response.json()) as Saved;
    if (word) word.textContent = answer.text ?? sentence(form, answer.saved);
  } catch {
    if (word) word.textContent = gettext("Not saved: the line is away. It is tried again with your next change.");
  }
}

function sentence(form: HTMLFormElement, isComplete: boolean): string {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
  if (!isComplete) return interpolate(gettext("Kept at %(time)s; something is still missing."), { time });
  if (form.dataset.changes === "pending") return interpolate(gettext("Kept at %(time)s; guests are told when you send it."), { time });
  return interpolate(gettext("Saved at %(time)s"), { time });
}
