/** The reader: pages turn by keys; the first wish to zoom loads pdf.js into a closed frame in place of the picture. */
import "./viewer.css";
import { ExactView } from "./exact";
import { gettext, interpolate } from "../../../web/client/words";

const reader = document.querySelector<HTMLElement>("[data-reader]");
if (reader) enhance(reader);

function enhance(reader: HTMLElement): void {
  let exact: ExactView | null = null;
  const zooms = reader.querySelector<HTMLElement>("[data-zooms]");
  const shownAt = (page: number, pages: number): void => tell(reader, page, pages);

  const open = (): ExactView => {
    exact ??= new ExactView(reader, shownAt, () => (exact = null));
    return exact;
  };
  if (zooms && reader.dataset.pdf) {
    zooms.hidden = false;
    zooms.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("button");
      if (button?.matches("[data-zoom-in]")) open().zoom("in");
      else if (button?.matches("[data-zoom-fit]")) open().zoom("fit");
      else if (button?.matches("[data-zoom-out]")) open().zoom("out");
    });
    // A document that the house made itself has no pictures of its pages.
    if (!reader.querySelector("[data-stage] img")) open();
  }
  reader.querySelector("form")?.addEventListener("submit", (event) => {
    if (!exact) return;
    event.preventDefault();
    exact.turn(Number(field(reader)?.value) || 1);
  });
  reader.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-turn]");
    if (!link || !exact) return;
    event.preventDefault();
    exact.turn(exact.page + (link.dataset.turn === "after" ? 1 : -1));
  });
  document.addEventListener("keydown", (event) => onKey(event, reader, exact, open));
}

function onKey(event: KeyboardEvent, reader: HTMLElement, exact: ExactView | null, open: () => ExactView): void {
  const typing = (event.target as Element).closest("input, textarea, select, [contenteditable]");
  if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (reader.dataset.pdf && (event.key === "+" || event.key === "=")) open().zoom("in");
  else if (exact && event.key === "-") exact.zoom("out");
  else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    reader.querySelector<HTMLElement>(event.key === "ArrowLeft" ? "[data-turn=before]" : "[data-turn=after]")?.click();
  } else return;
  event.preventDefault();
}

function tell(reader: HTMLElement, page: number, pages: number): void {
  const input = field(reader);
  if (input && document.activeElement !== input) input.value = String(page);
  const of = reader.querySelector("[data-of]");
  if (of) of.textContent = `/ ${pages}`;
  const said = reader.querySelector("[data-said]");
  if (said) said.textContent = interpolate(gettext("Page %(page)s of %(pages)s"), { page, pages });
}

function field(reader: HTMLElement): HTMLInputElement | null {
  return reader.querySelector<HTMLInputElement>("input[name=page]");
}
