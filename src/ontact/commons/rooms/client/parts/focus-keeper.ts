/** The focus is never lost: when what had it vanishes or is shut, the heading of its block gets it, and Tab goes on from there. */

import { useEffect, type RefObject } from "react";

const HEADING = ":is(h2, h3, h4):not(.sr-only)";

/** Not the button beside it: a second press of Enter would do something that nobody asked for. */
export function useFocusKeeper(root: RefObject<HTMLElement | null>): void {
  useEffect(() => (root.current === null ? undefined : keepFocus(root.current)), [root]);
}

export function keepFocus(root: HTMLElement): () => void {
  /** What has the focus, then everything around it; a dialog's opener is remembered apart. */
  let trail: HTMLElement[] = [];
  let outside: HTMLElement[] = [];
  const note = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement)) return;
    trail = around(event.target, root);
    if (event.target.closest("dialog") === null) outside = trail;
  };
  const check = (changes: MutationRecord[]): void => {
    const [lost] = trail;
    const active = document.activeElement;
    if (lost === undefined || (active !== null && active !== document.body && active !== lost)) return;
    if (lost.isConnected && !isShut(lost)) {
      // Moved with its row: the browser forgets who had the focus. A press beside everything takes it away for good.
      if (active !== lost && changes.some((change) => [...change.removedNodes].some((gone) => gone.contains(lost)))) lost.focus();
      return;
    }
    const left = lost.closest("dialog") !== null && !lost.isConnected ? outside : trail;
    if (left[0] !== undefined && left[0] !== lost && left[0].isConnected && !isShut(left[0])) left[0].focus();
    else heir(left)?.focus();
  };
  // Browsers draw no ring where a script puts the focus after its holder has vanished; whoever works by keys needs it.
  const byKey = (): void => { root.dataset.byKey = ""; };
  const byPointer = (): void => { delete root.dataset.byKey; };
  const observer = new MutationObserver(check);
  root.addEventListener("focusin", note);
  document.addEventListener("keydown", byKey, true);
  document.addEventListener("pointerdown", byPointer, true);
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  return () => {
    root.removeEventListener("focusin", note);
    document.removeEventListener("keydown", byKey, true);
    document.removeEventListener("pointerdown", byPointer, true);
    observer.disconnect();
  };
}

function around(element: HTMLElement, root: HTMLElement): HTMLElement[] {
  const trail: HTMLElement[] = [];
  for (let at: HTMLElement | null = element; at !== null && root.contains(at); at = at.parentElement) trail.push(at);
  return trail;
}

function heir([, ...rest]: HTMLElement[]): HTMLElement | null {
  for (const one of rest) {
    if (!one.isConnected) continue;
    if (one.hasAttribute("tabindex")) return one;
    const heading = one.querySelector<HTMLElement>(HEADING);
    if (heading === null) continue;
    heading.tabIndex = -1;
    return heading;
  }
  return null;
}

function isShut(element: HTMLElement): boolean {
  return element instanceof HTMLButtonElement && element.disabled;
}
