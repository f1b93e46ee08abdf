/** Lists that people put in order: [data-sortable] > items with a .drag-handle and buttons [data-move="up|down"].
    After each change the list fires "sorted" and renumbers its inputs [data-place] (1, 2, 3 …). */
import { gettext, interpolate } from "./words";

export function enhanceSorting(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-move]");
    const item = button && itemOf(button);
    if (!button || !item) return;
    event.preventDefault();
    const before = button.dataset.move === "up" ? item.previousElementSibling : item.nextElementSibling?.nextElementSibling;
    if (button.dataset.move === "up" && !before) return;
    place(item, before ?? null);
    button.focus();
  });
  document.addEventListener("pointerdown", startDragging);
  document.querySelectorAll<HTMLElement>("[data-sortable]").forEach(renumber);
}

function startDragging(event: PointerEvent): void {
  const handle = (event.target as Element).closest<HTMLElement>(".drag-handle");
  const item = handle && itemOf(handle);
  const list = item?.parentElement;
  if (!handle || !item || !list || event.button !== 0) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  item.classList.add("is-dragged");
  const move = (moved: PointerEvent): void => {
    const next = [...list.children].find((other) => other !== item && moved.clientY < middle(other));
    if (next !== item.nextElementSibling) list.insertBefore(item, next ?? null);
  };
  const drop = (): void => {
    item.classList.remove("is-dragged");
    handle.removeEventListener("pointermove", move);
    done(item);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", drop, { once: true });
}

function place(item: HTMLElement, before: Element | null): void {
  item.parentElement?.insertBefore(item, before);
  done(item);
}

function done(item: HTMLElement): void {
  const list = item.parentElement;
  if (!list) return;
  renumber(list);
  announce(list, item);
  list.dispatchEvent(new CustomEvent("sorted", { bubbles: true, detail: { item } }));
}

export function renumber(list: HTMLElement): void {
  [...list.children].forEach((item, index) => {
    const input = item.querySelector<HTMLInputElement>("[data-place]");
    if (input) input.value = String(index + 1);
    const number = item.querySelector("[data-number]");
    if (number) number.textContent = String(index + 1);
    item.querySelector("[data-move=up]")?.toggleAttribute("aria-disabled", index === 0);
    item.querySelector("[data-move=down]")?.toggleAttribute("aria-disabled", index === list.children.length - 1);
  });
}

function announce(list: HTMLElement, item: HTMLElement): void {
  let word = list.parentElement?.querySelector<HTMLElement>("[data-sort-word]");
  if (!word) {
    word = document.createElement("p");
    word.className = "sr-only";
    word.dataset.sortWord = "";
    word.setAttribute("role", "status");
    list.after(word);
  }
  const place = [...list.children].indexOf(item) + 1;
  word.textContent = interpolate(gettext("Now at place %(place)s of %(count)s"), { place, count: list.children.length });
}

function itemOf(element: Element): HTMLElement | null {
  const list = element.closest("[data-sortable]");
  let item: Element | null = element;
  while (item && item.parentElement !== list) item = item.parentElement;
  return list ? (item as HTMLElement | null) : null;
}

function middle(element: Element): number {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}
