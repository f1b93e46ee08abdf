/** Help while typing: the error summary takes the focus, counters count, texts grow, codes fit, refused presses say why. */
import { gettext, interpolate, ngettext } from "./words";

const NEAR = 0.9;

export function enhanceTyping(): void {
  document.querySelector<HTMLElement>("[data-error-summary]")?.focus();
  document.querySelectorAll<HTMLTextAreaElement>("[data-counted], [data-grows]").forEach(adapt);
  document.addEventListener("input", (event) => {
    const field = event.target as HTMLTextAreaElement;
    if (field.matches?.("[data-counted], [data-grows]")) adapt(field);
    if (field.matches?.("[data-code]")) field.value = field.value.replace(/[^\d]/g, "").slice(0, Number(field.dataset.code));
  });
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-disabled], [aria-disabled=true]");
    if (button) event.preventDefault();
    if ((event.target as Element).closest("[data-back]")) history.back();
    if ((event.target as Element).closest("[data-prints]")) print();
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("[data-error-summary] a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}

function adapt(field: HTMLTextAreaElement): void {
  if (field.matches("[data-grows]")) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }
  const limit = Number(field.dataset.counted);
  const word = document.querySelector(`[data-counter-for="${field.id}"]`);
  if (!limit || !word) return;
  const left = limit - field.value.length;
  word.textContent = interpolate(ngettext("%(left)s character left", "%(left)s characters left", left), { left: left.toLocaleString() });
  word.classList.toggle("is-near", field.value.length > limit * NEAR);
}

/** Buttons with data-copies="text" put it on the clipboard and say so. */
export function enhanceCopying(): void {
  document.addEventListener("click", async (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-copies]");
    if (!button) return;
    const words = button.querySelector("span") ?? button;
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copies ?? "");
      words.textContent = gettext("Copied");
    } catch {
      words.textContent = gettext("Could not copy");
    }
    setTimeout(() => (words.textContent = before), 2_000);
  });
}
