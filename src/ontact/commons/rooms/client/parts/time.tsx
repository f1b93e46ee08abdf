/** Times in the room: a span that counts, a clock time in the reader's zone. */

import { gettext, interpolate } from "../../../../web/client/words";
import { useServerNow } from "./hooks";

/** 65 → "1:05"; 3700 → "1:01:40"; negative spans carry a minus. */
export function span(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  const text = hours > 0 ? `${String(hours)}:${String(minutes).padStart(2, "0")}:${rest}` : `${String(minutes)}:${rest}`;
  return seconds <= -1 ? `−${text}` : text;
}

/** The same for a screen reader. */
export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return interpolate(gettext("%(seconds)s seconds"), { seconds: whole });
  return interpolate(gettext("%(minutes)s minutes %(seconds)s seconds"), { minutes, seconds: whole % 60 });
}

export function clockTime(moment: string | number): string {
  const language = document.documentElement.lang || undefined;
  return new Date(moment).toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" });
}

export function dayAndTime(moment: string): string {
  const language = document.documentElement.lang || undefined;
  return new Date(moment).toLocaleString(language, {
    month: "long",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
  });
}

/** Counts up from a moment, or down to one. */
export function Counting({ from, to }: { from?: string; to?: string }) {
  const now_ms = useServerNow();
  const seconds = to === undefined ? (now_ms - Date.parse(from ?? "")) / 1000 : (Date.parse(to) - now_ms) / 1000;
  if (Number.isNaN(seconds)) return null;
  return <span className="room-tabular">{span(to === undefined ? Math.max(0, seconds) : seconds)}</span>;
}
