/** Strips of tabs over sections that all show without scripts. Arrow keys walk, the address keeps the choice. */

export function enhanceTabs(root: ParentNode = document): void {
  root.querySelectorAll<HTMLElement>("[data-tabs]").forEach((strip) => {
    const tabs = [...strip.querySelectorAll<HTMLElement>("[role=tab]")];
    const asked = tabs.find((tab) => `#${tab.getAttribute("aria-controls")}` === location.hash);
    const first = asked ?? tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs[0];
    panels(tabs).forEach((panel) => panel.setAttribute("role", "tabpanel"));
    if (first) choose(tabs, first);
    strip.addEventListener("click", (event) => {
      const tab = (event.target as Element).closest<HTMLElement>("[role=tab]");
      if (!tab) return;
      event.preventDefault();
      choose(tabs, tab);
      history.replaceState(history.state, "", `#${tab.getAttribute("aria-controls")}`);
    });
    strip.addEventListener("keydown", (event) => walk(tabs, event));
  });
}

function walk(tabs: HTMLElement[], event: KeyboardEvent): void {
  const here = tabs.indexOf(document.activeElement as HTMLElement);
  const steps: Record<string, number> = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 };
  const next = steps[event.key];
  if (here < 0 || next === undefined) return;
  event.preventDefault();
  const tab = tabs[(next + tabs.length) % tabs.length];
  if (!tab) return;
  choose(tabs, tab);
  tab.focus();
}

function choose(tabs: HTMLElement[], chosen: HTMLElement): void {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    panelOf(tab)?.toggleAttribute("hidden", !isChosen);
  }
}

function panels(tabs: HTMLElement[]): HTMLElement[] {
  return tabs.map(panelOf).filter((panel) => panel !== null);
}

function panelOf(tab: HTMLElement): HTMLElement | null {
  return document.getElementById(tab.getAttribute("aria-controls") ?? "");
}
