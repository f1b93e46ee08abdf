/** The people box: shows how each typed or pasted line was understood, before anything is sent. The server decides. */
import { gettext, interpolate, ngettext } from "./words";

export interface UnderstoodLine {
  number: number;
  name: string;
  address: string;
  rest: string[];
  fault: string;
}

const ADDRESS = /[^\s,;<>()]+@[^\s,;<>()]+/;
const GOOD_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;

export function enhancePasting(): void {
  document.querySelectorAll<HTMLTextAreaElement>("[data-people]").forEach(show);
  document.addEventListener("input", (event) => {
    const box = event.target as HTMLTextAreaElement;
    if (box.matches?.("[data-people]")) show(box);
  });
}

/** Lines of a sheet (tabs), of a list (commas) or "Name <address>". */
export function understand(text: string): UnderstoodLine[] {
  const seen = new Set<string>();
  return text.split(/\r?\n/).map((raw, index) => ({ raw: raw.trim(), number: index + 1 })).filter(({ raw }) => raw).map(({ raw, number }) => {
    const address = (ADDRESS.exec(raw)?.[0] ?? "").toLowerCase();
    const parts = raw.replace(ADDRESS, "").split(/[\t,;<>]/).map((part) => part.trim()).filter(Boolean);
    const fault = faultOf(raw, address, seen);
    if (address) seen.add(address);
    return { number, name: parts[0] ?? "", address, rest: parts.slice(1), fault };
  });
}

function faultOf(raw: string, address: string, seen: Set<string>): string {
  if (!address) return /@/.test(raw) ? gettext("This address looks incomplete") : gettext("No address");
  if (!GOOD_ADDRESS.test(address)) return gettext("This address looks incomplete");
  return seen.has(address) ? gettext("Already above") : "";
}

function show(box: HTMLTextAreaElement): void {
  const place = box.closest("[data-people-paste]");
  const lines = understand(box.value);
  const wrong = lines.filter((line) => line.fault);
  const good = lines.length - wrong.length;
  const count = place?.querySelector("[data-people-count]");
  if (count) count.textContent = lines.length ? sentence(good, wrong.length) : "";
  place?.querySelector("[data-people-understood]")?.replaceChildren(...wrong.slice(0, 20).map(item));
}

function sentence(good: number, wrong: number): string {
  const understood = interpolate(ngettext("%(count)s person understood", "%(count)s people understood", good), { count: good });
  return wrong ? `${understood} · ${interpolate(ngettext("%(count)s line to look at", "%(count)s lines to look at", wrong), { count: wrong })}` : understood;
}

function item(line: UnderstoodLine): HTMLElement {
  const element = document.createElement("li");
  element.className = "is-wrong";
  const where = interpolate(gettext("Line %(number)s"), { number: line.number });
  element.textContent = [where, [line.name, line.address].filter(Boolean).join(" "), line.fault].filter(Boolean).join(" · ");
  return element;
}
