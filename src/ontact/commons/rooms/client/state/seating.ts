/** Questions one asks of the state: my place in the queue, who speaks, who is here, in which order. */

import { gettext, interpolate } from "../../../../web/client/words";
import type { RaisedHand, Seat, SideRoom, StageChoice, State } from "../protocol";

/** 1 for the next to speak; 0 when the hand is down. */
export function placeInQueue(queue: RaisedHand[], seat: string): number {
  return queue.findIndex((hand) => hand.seat === seat) + 1;
}

export function seatOf(state: State, id: string | null | undefined): Seat | null {
  return state.seats.find((seat) => seat.id === id) ?? null;
}

export function mySeat(state: State): Seat | null {
  return seatOf(state, state.me.seat);
}

/** The seat's title; while a substitute sits there, it says so. */
export function titleOf(seat: Pick<Seat, "title" | "substitute">): string {
  return seat.substitute === true ? interpolate(gettext("%(seat)s (substitute)"), { seat: seat.title }) : seat.title;
}

/** What stands on a name plate: the title, and the name where it says more. */
export function plateOf(seat: Pick<Seat, "title" | "name" | "substitute">): string {
  return seat.title !== "" && seat.title !== seat.name && seat.name !== "" ? `${seat.name} · ${titleOf(seat)}` : seat.title || seat.name;
}

export function nameOf(state: State, id: string | null | undefined): string {
  const seat = seatOf(state, id);
  return seat === null ? "" : seat.name || seat.title;
}

export function present(state: State): Seat[] {
  return state.seats.filter((seat) => seat.present && !seat.removed);
}

/** The side room in which I am; null in the meeting itself. */
export function mySideRoom(state: State): SideRoom | null {
  const side = mySeat(state)?.side ?? null;
  return state.side?.rooms.find((room) => room.id === side) ?? null;
}

/** Who is in the same room as I, as LiveKit sees it; in a side room everyone speaks freely and slides stay outside. */
export function asSeenFrom(state: State): State {
  if (state.side === undefined || state.side === null) return state;
  const side = mySideRoom(state);
  const seats = state.seats.filter((seat) => (seat.side ?? null) === (side?.id ?? null));
  if (side === null) return { ...state, seats };
  return { ...state, seats, floor: null, slides: null, room: { ...state.room, manner: "round_table", stage: nothingSet } };
}

const nothingSet: StageChoice = { layout: "auto", seats: [] };

/** What the desk has chosen for everybody's stage; in a side room nobody chooses. */
export function stageChoice(state: State): StageChoice {
  return mySideRoom(state) === null ? (state.room.stage ?? nothingSet) : nothingSet;
}

/** Whether this seat stands where the desk has put it. */
export function standsOnStage(state: State, seat: string): boolean {
  return stageChoice(state).seats.includes(seat);
}

const ROLE_ORDER = ["host", "clerk", "speaker", "interpreter", "listener", "observer"];

export function byRank(a: Seat, b: Seat): number {
  return ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role) || a.rank - b.rank || a.title.localeCompare(b.title);
}

/** Those who carry the meeting: they stand on the stage when they are here. */
export function stands(seat: Seat, state: State): boolean {
  return seat.role !== "listener" && seat.role !== "observer" ? true : state.floor?.seat === seat.id;
}

export interface Group {
  name: string;
  seats: Seat[];
}

/** The people list: by organisation, desk first, those present before those absent. */
export function grouped(seats: Seat[], search: string, withoutOrganisation: string): Group[] {
  const groups = new Map<string, Seat[]>();
  for (const seat of seats.filter((seat) => !seat.removed && found(seat, search)).sort(byRank)) {
    const name = seat.organisation ?? withoutOrganisation;
    groups.set(name, [...(groups.get(name) ?? []), seat]);
  }
  return [...groups].map(([name, members]) => ({
    name,
    seats: [...members.filter((seat) => seat.present), ...members.filter((seat) => !seat.present)],
  }));
}

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

/** 초성: 김수원 → ㄱㅅㅇ, so that two jamo find a person. */
export function initials(text: string): string {
  return [...text]
    .map((letter) => {
      const place = letter.charCodeAt(0) - 0xac00;
      return place >= 0 && place <= 11171 ? (INITIALS[Math.floor(place / 588)] ?? letter) : letter;
    })
    .join("");
}

function found(seat: Seat, search: string): boolean {
  const wanted = plain(search);
  if (wanted === "") return true;
  const text = plain(`${seat.name}${seat.title}${seat.organisation ?? ""}`);
  return /[ㄱ-ㅎ]/.test(wanted) ? initials(text).includes(initials(wanted)) : text.includes(wanted);
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "").replace(/[ᄀ-ᄒ]/g, compatible);
}

/** NFKC turns a typed ㄱ into a conjoining jamo; turn it back. */
function compatible(jamo: string): string {
  return INITIALS[jamo.charCodeAt(0) - 0x1100] ?? jamo;
}
