/** A table wider than the screen scrolls inside itself; then (and only then) it can be reached by keyboard and has a name. */

export function enhanceTables(): void {
  const look = (): void => document.querySelectorAll<HTMLElement>("[data-wide]").forEach(name);
  look();
  addEventListener("resize", look);
}

function name(box: HTMLElement): void {
  const scrolls = box.scrollWidth > box.clientWidth + 1;
  if (scrolls) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.dataset.wide ?? "");
  } else {
    box.removeAttribute("tabindex");
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
  }
}
