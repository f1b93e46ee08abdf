/** "23분 뒤 시작" stays true while the page stands open. Agrees with web/when.py. */
import { gettext, interpolate, ngettext } from "./words";

const EVERY_MS = 15_000;

export function enhanceTimes(): void {
  tick();
  setInterval(tick, EVERY_MS);
}

function tick(): void {
  document.querySelectorAll<HTMLElement>("[data-begins]").forEach((element) => {
    const begins = Number(element.dataset.begins) * 1000;
    const ends = element.dataset.ends ? Number(element.dataset.ends) * 1000 : null;
    const text = relative(begins, ends, Date.now());
    if (element.textContent !== text) element.textContent = text;
  });
}

/** All in milliseconds since 1970. */
export function relative(begins: number, ends: number | null, now: number): string {
  if (now >= begins) return ends === null || now < ends ? gettext("on now") : gettext("ended");
  const minutes = Math.ceil((begins - now) / 60_000);
  if (minutes <= 90) return interpolate(ngettext("starts in %(count)d minute", "starts in %(count)d minutes", minutes), { count: minutes });
  if (minutes < 24 * 60) {
    const hours = Math.round(minutes / 60);
    return interpolate(ngettext("starts in %(count)d hour", "starts in %(count)d hours", hours), { count: hours });
  }
  const days = Math.floor(minutes / (24 * 60));
  return interpolate(ngettext("starts in %(count)d day", "starts in %(count)d days", days), { count: days });
}

/** The server shows times in this browser's zone from the next page on. */
export function tellZone(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.includes(`ontact_zone=${encodeURIComponent(zone)}`)) {
    document.cookie = `ontact_zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }
}
