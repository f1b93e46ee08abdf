/** What the desk does most: give, extend and end the floor. */

import { gettext, interpolate } from "../../../../../web/client/words";
import { nameOf } from "../../state/seating";
import type { Session } from "../../state/session";

export const EXTRA_TIME_S = 60;

/** Minutes offered for a speech; 0 = without a limit. */
export const LIMITS_S = [60, 120, 180, 300, 600, 0];
const SHELF = "ontact:limit";

export function limitKept(): number {
  const kept = Number(sessionStorage.getItem(SHELF) ?? "180");
  return LIMITS_S.includes(kept) ? kept : 180;
}

export function keepLimit(limit_s: number): void {
  sessionStorage.setItem(SHELF, String(limit_s));
}

function limited(): { limit_s?: number } {
  const limit_s = limitKept();
  return limit_s === 0 ? {} : { limit_s };
}

export function nextSpeaker(session: Session): Promise<boolean> {
  if (session.state?.queue.length === 0) {
    session.toasts.say("plain", gettext("Nobody is waiting to speak."));
    return Promise.resolve(false);
  }
  return session.ask("/floor/next", limited());
}

export function giveFloor(session: Session, seat: string): Promise<boolean> {
  return session.ask("/floor", { seat, ...limited() });
}

/** Put someone out of the room, with the way back on the toast. */
export async function removeSeat(session: Session, seat: string): Promise<void> {
  const name = session.state === null ? "" : nameOf(session.state, seat);
  if (!(await session.ask("/removals", { seat, removed: true }))) return;
  const text = interpolate(gettext("%(name)s was put out of the room and cannot come back in."), { name });
  session.toasts.say("plain", text, "", {
    word: gettext("Undo"),
    run: () => void session.ask("/removals", { seat, removed: false }),
  });
}
