/** Whose turn it is in a waiting room, reckoned in the page from what everybody is told; pure, so that it can be tried. */

/** The hall's answer to all who wait. Times in milliseconds since 1970 by the city's clock; before the opening `called` is 0. */
export interface Turns {
  now: number;
  opens: number;
  waits: boolean;
  called: number;
  drawn?: number;
  last?: number;
  each_s?: number;
  /** So long those who were called first have before others are. */
  pause_s?: number;
  seed?: string;
  lot?: string;
}

/** Where this page's pass stands: its number ("about" when reckoned from the lot), or unknown (0). */
export interface Place {
  number: number;
  isTurn: boolean;
}

const NOWHERE: Place = { number: 0, isTurn: false };
const SOONEST_MS = 2_000;
const LATEST_MS = 30_000;
const BEFORE_MS = 60_000;
const SPREAD_MS = 8_000;

/** With the number that the hall has given. */
export function placeByNumber(number: number, turns: Turns): Place {
  return number > 0 ? { number, isTurn: number <= turns.called } : NOWHERE;
}

/** With the pass's own lot, as 64 hexadecimal digits: among those drawn, smaller lots come first. */
export function placeByLot(lot: string, turns: Turns): Place {
  if (turns.drawn === undefined || turns.drawn === 0 || turns.lot === undefined || turns.lot === "") return NOWHERE;
  const share = Number.parseInt(lot.slice(0, 8), 16) / 0x1_0000_0000;
  const isTurn = lot.slice(0, turns.lot.length) <= turns.lot;
  const number = 1 + Math.floor(share * turns.drawn);
  return { number: isTurn ? number : Math.max(number, turns.called + 1), isTurn };
}

/** HMAC-SHA-256(seed, pass), as docs/verify/lottery.py reckons it; null where the browser cannot (no HTTPS). */
export async function lotOf(seed: string, pass: string): Promise<string | null> {
  const tools = globalThis.crypto?.subtle;
  if (tools === undefined) return null;
  const bytes = Uint8Array.from(seed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const key = await tools.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const lot = await tools.sign("HMAC", key, new TextEncoder().encode(pass));
  return [...new Uint8Array(lot)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether this page reckons in vain: its pass came a moment too late for the draw, and only the hall knows its number. */
export function isLeftOut(place: Place, turns: Turns): boolean {
  if (turns.called === 0) return turns.opens > 0 && turns.now - turns.opens > LATEST_MS;
  return !place.isTurn && turns.called >= (turns.drawn ?? 0);
}

export function secondsUntil(place: Place, turns: Turns): number {
  if (place.isTurn) return 0;
  return (turns.pause_s ?? 0) + Math.max(0, place.number - turns.called) / Math.max(1, turns.each_s ?? 1);
}

/** When to ask again: seldom from afar, often when near; a random part keeps thousands from asking in step. */
export function askAgainMs(place: Place, turns: Turns, random: number): number {
  if (turns.called === 0) {
    const wait = turns.opens - turns.now;
    // After the opening all at once would ask: they spread over eight seconds. Nobody loses by it: half a minute is theirs.
    return wait > BEFORE_MS ? BEFORE_MS * (0.75 + random / 2) : Math.max(0, wait) + 500 + SPREAD_MS * random;
  }
  const wait = Math.min(LATEST_MS, Math.max(SOONEST_MS, (secondsUntil(place, turns) * 1000) / 4));
  return wait * (0.75 + random / 2);
}

/** After so many failures in a row. */
export function tryAgainMs(failures: number, random: number): number {
  return Math.min(LATEST_MS, SOONEST_MS * 2 ** (failures - 1)) * (0.75 + random / 2);
}
