/** What an interpreter does in the booth: its buttons and its keys do the same. */

import { gettext } from "../../../../web/client/words";
import type { Air, Serves, State } from "../protocol";
import type { Command } from "../state/keys";
import { airOf, partnersOf } from "../state/languages";
import { mySeat, mySideRoom } from "../state/seating";
import type { Session } from "../state/session";

/** The keys of the booth; none of them belongs to somebody who can sit in one. */
export const BOOTH_KEYS = { air: "o", handOver: "u", direction: "w", cough: "k", slower: "s" };

/** The interpreter's two languages, outside side rooms, where there are channels. */
export function boothOf(state: State | null): Serves | null {
  const serves = state === null || mySideRoom(state) !== null ? null : (mySeat(state)?.serves ?? null);
  return serves?.as === "voice" ? serves : null;
}

export function partnerAirOf(state: State): Air | null {
  return partnersOf(state).map((seat) => airOf(state, seat.id)).find((air) => air !== null) ?? null;
}

/** The partner speaks, is here, and has not held the microphone out: nobody takes it from them. */
export function mustWait(state: State): boolean {
  const air = partnerAirOf(state);
  return air !== null && !air.offered && state.seats.some((seat) => seat.id === air.seat && seat.present);
}

export function hasPartnerHere(state: State): boolean {
  return partnersOf(state).some((seat) => seat.present);
}

/** Into which language I speak, or would speak. */
export function directionOf(state: State, chosen: string): string {
  return airOf(state, state.me.seat)?.to ?? (chosen || (boothOf(state)?.to ?? ""));
}

export function speakInto(session: Session, language: string): void {
  session.page.patch({ airInto: language });
  if (session.state !== null && airOf(session.state, session.state.me.seat) !== null) void session.ask("/air", { to: language });
}

/** On air, or off; while the partner speaks, neither. */
export function turnTheAir(session: Session): void {
  const { state } = session;
  if (state === null || mustWait(state)) return;
  const mine = airOf(state, state.me.seat);
  void session.ask("/air", { to: mine === null ? directionOf(state, session.page.get().airInto) : null });
}

/** Hold the microphone out, or keep it after all; without a partner here it stays. */
export function holdOut(session: Session): void {
  const { state } = session;
  const mine = state === null ? null : airOf(state, state.me.seat);
  if (state === null || mine === null || !(mine.offered || hasPartnerHere(state))) return;
  void session.ask("/air/offer", { offered: !mine.offered });
}

/** Silent as long as it is held: a cough is not interpreted. Whoever was silent before stays so. */
export function cough(session: Session): void {
  const { state } = session;
  if (state === null || airOf(state, state.me.seat) === null || !session.line.get().microphone.on) return;
  session.page.patch({ coughs: true });
  void session.setMicrophone(false);
}

export function endCough(session: Session): void {
  if (!session.page.get().coughs) return;
  session.page.patch({ coughs: false });
  const { state } = session;
  if (state !== null && airOf(state, state.me.seat) !== null) void session.setMicrophone(true);
}

export async function askForSlower(session: Session): Promise<void> {
  if (await session.ask("/slower")) session.toasts.say("good", gettext("The speaker is asked to speak more slowly."));
}

export function boothCommands(session: Session): Command[] {
  const booth = boothOf(session.state);
  if (booth === null) return [];
  const other = (): void => {
    if (session.state === null) return;
    speakInto(session, directionOf(session.state, session.page.get().airInto) === booth.to ? booth.from : booth.to);
  };
  return [
    { id: "air", key: BOOTH_KEYS.air, group: "booth", word: gettext("Go on air, take over, or go off air"), run: () => { turnTheAir(session); } },
    { id: "hand-over", key: BOOTH_KEYS.handOver, group: "booth", word: gettext("Hand over to the partner, or keep the microphone"), run: () => { holdOut(session); } },
    { id: "direction", key: BOOTH_KEYS.direction, group: "booth", word: gettext("Turn the direction"), run: other },
    { id: "cough", key: BOOTH_KEYS.cough, group: "booth", word: gettext("Cough: silent while the key is held"), run: () => { cough(session); }, release: () => { endCough(session); } },
    { id: "slower", key: BOOTH_KEYS.slower, group: "booth", word: gettext("Ask for slower speech"), run: () => void askForSlower(session) },
  ];
}
