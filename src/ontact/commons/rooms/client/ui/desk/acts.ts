/** What the desk does most: give, extend and end the floor. */

import { gettext, interpolate } from "../../../../../web/client/words";
import type { SpeechKind } from "../../protocol";
import { nameOf } from "../../state/seating";
import type { Session } from "../../state/session";

export const EXTRA_TIME_S = 60;

export const MUCH_EXTRA_TIME_S = 180;

export function nextSpeaker(session: Session): Promise<boolean> {
  if (session.state?.queue.length === 0) {
    session.toasts.say("plain", gettext("Nobody is waiting to speak."));
    return Promise.resolve(false);
  }
  return session.ask("/floor/next");
}

/** The server knows the time for each kind of speaker. */
export function giveFloor(session: Session, seat: string, kind?: SpeechKind): Promise<boolean> {
  return session.ask("/floor", kind === undefined ? { seat } : { seat, kind });
}

/** All microphones but the desk's and the floor's, in one request, with the way back on the toast. */
export async function muteAll(session: Session, muted: boolean): Promise<void> {
  if (!(await session.ask("/mutes", { all: true, muted }))) return;
  if (muted) session.toasts.say("plain", gettext("All microphones are closed but the desk's and the floor's."), "", { word: gettext("Undo"), run: () => void muteAll(session, false) });
}

export async function allowSharing(session: Session, allowed: boolean): Promise<void> {
  if (!(await session.ask("/sharing", { allowed }))) return;
  if (!allowed) session.toasts.say("plain", gettext("Nobody but the desk may share a screen."), "", { word: gettext("Undo"), run: () => void allowSharing(session, true) });
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
