/** Short words that something was done. Server messages are already in the page; scripts add theirs. */
import { gettext } from "./words";

const LIFE_MS = 6_000;
const CLOSE = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18"/></svg>';

export interface ToastOptions {
  kind?: "success" | "info" | "warning" | "danger";
  /** A button on the toast, as undo; such a toast stays until it is closed. */
  act?: { label: string; run: () => void };
}

export function toast(text: string, { kind = "success", act }: ToastOptions = {}): HTMLElement {
  const box = document.createElement("div");
  box.className = `toast toast-${kind}`;
  box.setAttribute("role", kind === "danger" ? "alert" : "status");
  box.dataset.toast = "";
  const words = document.createElement("p");
  words.textContent = text;
  box.append(words);
  if (act) box.append(actButton(act.label, () => (act.run(), box.remove())));
  box.append(closeButton());
  place().append(box);
  live(box);
  return box;
}

export function enhanceToasts(): void {
  document.querySelectorAll<HTMLElement>("[data-toast]").forEach(live);
  document.addEventListener("click", (event) => {
    const close = (event.target as Element).closest?.("[data-toast-close]");
    close?.closest("[data-toast]")?.remove();
  });
}

/** Good news leaves by itself; bad news and acts stay until read. */
function live(box: HTMLElement): void {
  const stays = box.matches(".toast-danger, .toast-warning") || box.querySelector("form, [data-toast-act]");
  if (stays) return;
  let timer = 0;
  const start = (): void => void (timer = window.setTimeout(() => box.remove(), LIFE_MS));
  const hold = (): void => window.clearTimeout(timer);
  box.addEventListener("mouseenter", hold);
  box.addEventListener("focusin", hold);
  box.addEventListener("mouseleave", start);
  box.addEventListener("focusout", start);
  start();
}

function place(): HTMLElement {
  const existing = document.querySelector<HTMLElement>("[data-toasts]");
  if (existing) return existing;
  const made = document.createElement("div");
  made.className = "toasts";
  made.dataset.toasts = "";
  made.setAttribute("aria-live", "polite");
  document.body.append(made);
  return made;
}

function actButton(label: string, run: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-text button-s";
  button.dataset.toastAct = "";
  button.textContent = label;
  button.addEventListener("click", run);
  return button;
}

function closeButton(): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "icon-button button-text";
  button.dataset.toastClose = "";
  button.setAttribute("aria-label", gettext("Close"));
  button.innerHTML = CLOSE;
  return button;
}
