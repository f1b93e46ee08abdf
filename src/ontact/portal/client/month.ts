/** Arrow keys between the days of the month, Page Up and Page Down between months; days stay plain links. */

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export function enhanceMonth(month: HTMLTableElement): void {
  const days = [...month.querySelectorAll<HTMLAnchorElement>("a[data-day]")];
  month.addEventListener("keydown", (event) => {
    const here = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[data-day]");
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    const goal = target(event.key, here, days);
    if (!goal) return;
    event.preventDefault();
    goal.focus();
    if (goal.hasAttribute("data-month-before") || goal.hasAttribute("data-month-after")) goal.click();
  });
}

/** The nearest day with something on, in the direction of the key; or the link to another month. */
function target(key: string, here: HTMLAnchorElement, days: HTMLAnchorElement[]): HTMLAnchorElement | null {
  if (key === "PageUp") return document.querySelector("[data-month-before]");
  if (key === "PageDown") return document.querySelector("[data-month-after]");
  if (key === "Home") return days[0] ?? null;
  if (key === "End") return days.at(-1) ?? null;
  const step = STEPS[key];
  if (step === undefined) return null;
  const wanted = number(here) + step;
  const ahead = days.filter((day) => (step > 0 ? number(day) >= wanted : number(day) <= wanted));
  return (step > 0 ? ahead[0] : ahead.at(-1)) ?? here;
}

function number(day: HTMLAnchorElement): number {
  return Number(day.dataset["day"]);
}
