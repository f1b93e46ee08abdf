/** Languages of the room: what one can choose, who is on air, and how loud each voice is for this listener. */

import type { Air, Seat, State } from "../protocol";
import { mySeat, mySideRoom, seatOf } from "./seating";

/** Under the interpreter's voice the floor stays audible, as in a hall with headphones. */
export const DUCKED = 0.15;

/** floor: the floor as it is spoken · waiting: nobody interprets into my language now · heard: somebody does. */
export type Channel = "floor" | "waiting" | "heard";

/** en → English, 영어: in the reader's language. */
export function languageName(code: string, reader: string = document.documentElement.lang || "ko"): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Languages to listen in; the floor's own is among them, for when somebody there speaks another. */
export function languagesOf(state: State): string[] {
  const { floor, channels } = state.room.languages ?? { floor: "", channels: [] };
  return channels.length === 0 || mySideRoom(state) !== null ? [] : [...channels, floor];
}

export function airOf(state: State, seat: string | undefined): Air | null {
  return state.air?.find((air) => air.seat === seat) ?? null;
}

/** An interpreter's voice carries its direction in its name, so that machines know it too; any other voice has none. */
export function voiceName(state: State | null): string {
  const air = state === null ? null : airOf(state, state.me.seat);
  return air === null ? "" : `interpretation:${air.from}-${air.to}`;
}

export function signersOf(state: State): Seat[] {
  return state.seats.filter((seat) => seat.serves?.as === "sign" && seat.present && !seat.removed && (seat.side ?? null) === (mySeat(state)?.side ?? null));
}

/** Whether captions can come: somebody types, or has typed. A side room has none: they say what the meeting says. */
export function hasCaptions(state: State): boolean {
  if (mySideRoom(state) !== null) return false;
  return (state.captions ?? []).length > 0 || state.seats.some((seat) => seat.serves?.as === "captions" && !seat.removed);
}

/** The booth's others, whoever is here first. */
export function partnersOf(state: State): Seat[] {
  const mine = mySeat(state)?.serves;
  if (mine?.as !== "voice") return [];
  const pair = [mine.from, mine.to].sort().join();
  return state.seats
    .filter((seat) => seat.id !== state.me.seat && !seat.removed && seat.serves?.as === "voice" && [seat.serves.from, seat.serves.to].sort().join() === pair)
    .sort((a, b) => Number(b.present) - Number(a.present));
}

export interface Mix {
  channel: Channel;
  /** 0: not listened to, so not even fetched. */
  level: (identity: string) => number;
}

/** `sounding`: identities whose voice arrives here now. Interpreters are never part of the floor, unless they are given it. */
export function mixOf(state: State, hears: string, sounding: ReadonlySet<string>): Mix {
  if (mySideRoom(state) !== null) return { channel: "floor", level: () => 1 };
  const booths = new Map(state.seats.filter((seat) => seat.serves?.as === "voice").flatMap((seat) => seat.lines.map((line) => [line, seat] as const)));
  const wanted = hears !== "" && languagesOf(state).includes(hears) ? hears : "";
  const air = state.air?.find((one) => one.to === wanted && one.seat !== state.me.seat);
  const heard = seatOf(state, air?.seat)?.lines.some((line) => sounding.has(line)) === true;
  const floor = heard ? DUCKED : 1;
  return {
    channel: wanted === "" ? "floor" : heard ? "heard" : "waiting",
    level: (identity) => {
      const booth = booths.get(identity);
      if (booth === undefined) return floor;
      const own = airOf(state, booth.id);
      if (own !== null) return own.to === wanted ? 1 : 0;
      return state.floor?.seat === booth.id ? floor : 0;
    },
  };
}

/** The reader's own language, if it can be heard here and is not what the floor speaks. */
export function languageToOffer(state: State, reader: string): string | null {
  const code = reader.slice(0, 2);
  return state.room.languages?.channels.includes(code) === true && mySideRoom(state) === null ? code : null;
}
