/** One stop in the tab order for a whole row of controls; arrows, Home and End move inside it. */

import type { KeyboardEvent } from "react";

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Put on the container: `items` are the controls inside it, in order. */
export function moveFocus(event: KeyboardEvent<HTMLElement>, items: string, turns: "row" | "column" | "both" = "row"): void {
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>(items)].filter((control) => control.offsetParent !== null);
  const at = controls.findIndex((control) => control === document.activeElement);
  if (at < 0) return;
  const target = destination(event.key, at, controls.length, turns);
  if (target === null) return;
  event.preventDefault();
  for (const control of controls) control.tabIndex = -1;
  const next = controls[target];
  if (next === undefined) return;
  next.tabIndex = 0;
  next.focus();
}

function destination(key: string, at: number, count: number, turns: "row" | "column" | "both"): number | null {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = STEPS[key];
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  if (step === undefined || (turns === "row" && !sideways) || (turns === "column" && sideways)) return null;
  return (at + step + count) % count;
}
