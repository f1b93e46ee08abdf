/** The kit's own keys. Capabilities add theirs; the sheet (?) shows all of them. */

import { gettext } from "../../../../web/client/words";
import { placeInQueue, stageChoice } from "../state/seating";
import type { Command } from "../state/keys";
import type { Session } from "../state/session";
import { boothCommands } from "./booth-acts";
import { EXTRA_TIME_S, muteAll, MUCH_EXTRA_TIME_S, nextSpeaker } from "./desk/acts";

export function commandsOf(session: Session): Command[] {
  return [...roomCommands(session), ...boothCommands(session), ...viewCommands(session), ...deskCommands(session), ...(session.options.commands?.(session) ?? [])];
}

function roomCommands(session: Session): Command[] {
  const { line } = session;
  const hand = (): void => {
    const { state } = session;
    if (state?.me.may.hand === true) void session.raiseHand(placeInQueue(state.queue, state.me.seat) === 0);
  };
  return [
    { id: "microphone", key: "m", group: "room", word: gettext("Microphone on or off"), run: () => void session.setMicrophone(!line.get().microphone.on) },
    { id: "camera", key: "v", group: "room", word: gettext("Camera on or off"), run: () => void session.media?.setCamera(!line.get().camera.on) },
    { id: "hand", key: "h", group: "room", word: gettext("Raise or lower my hand"), run: hand },
    { id: "point-of-order", key: "j", group: "room", word: gettext("Point of order: before the others in the queue"), run: () => { if (session.state?.me.may.hand === true) void session.raiseHand(true, "point_of_order"); } },
    { id: "question", key: "q", group: "room", word: gettext("Raise my hand for a question"), run: () => { if (session.state?.me.may.hand === true) void session.raiseHand(true, "question"); } },
    { id: "slide-back", key: "ArrowLeft", group: "room", word: gettext("Previous slide (who shows them)"), run: () => { turn(session, -1); } },
    { id: "slide-on", key: "ArrowRight", group: "room", word: gettext("Next slide (who shows them)"), run: () => { turn(session, 1); } },
  ];
}

function viewCommands(session: Session): Command[] {
  const { page } = session;
  const open = (panel: string) => (): void => {
    page.patch({ panel: page.get().panel === panel ? null : panel });
  };
  return [
    { id: "people", key: "p", group: "view", word: gettext("Open or close: people"), run: open("people") },
    { id: "chat", key: "c", group: "view", word: gettext("Open or close: chat"), run: open("chat") },
    { id: "layout", key: "g", group: "view", word: gettext("Next arrangement of the stage"), run: () => { nextLayout(session); } },
    { id: "settings", key: ",", group: "view", word: gettext("Settings"), run: () => { page.patch({ dialog: "settings" }); } },
    { id: "keys", key: "?", group: "view", word: gettext("This list of keys"), run: () => { page.patch({ dialog: "keys" }); } },
  ];
}

function deskCommands(session: Session): Command[] {
  if (session.state?.me.may.desk !== true) return [];
  const { page } = session;
  return [
    { id: "desk", key: "d", group: "desk", word: gettext("Open or close: desk"), run: () => { page.patch({ panel: page.get().panel === "desk" ? null : "desk" }); } },
    { id: "next", key: "n", group: "desk", word: gettext("Give the floor to the next in the queue"), run: () => void nextSpeaker(session) },
    { id: "extend", key: "t", group: "desk", word: gettext("One more minute for the speaker"), run: () => void session.ask("/floor/extension", { seconds: EXTRA_TIME_S }) },
    { id: "extend-more", key: "", group: "desk", word: gettext("Three more minutes for the speaker"), run: () => void session.ask("/floor/extension", { seconds: MUCH_EXTRA_TIME_S }) },
    { id: "end-floor", key: "e", group: "desk", word: gettext("End the speech"), run: () => void session.ask("/floor/end") },
    { id: "mute-all", key: "x", group: "desk", word: gettext("Mute everyone, or let everyone speak again"), run: () => void muteAll(session, session.state?.room.hushed !== true) },
    { id: "admit", key: "l", group: "desk", word: gettext("Admit everyone invited who waits in the lobby"), run: () => void session.ask("/admissions", { all_invited: true }) },
  ];
}

function turn(session: Session, step: number): void {
  const { state } = session;
  if (state?.me.may.slides === true && state.slides !== null) void session.turnTo(state.slides.page + step);
}

export const LAYOUTS = ["auto", "speaker", "grid", "slides"];

function nextLayout(session: Session): void {
  const { state } = session;
  const kit = state === null || stageChoice(state).layout === "auto" ? LAYOUTS : ["auto"];
  const all = [...kit, ...(session.options.stageLayouts ?? []).map((layout) => layout.id)];
  const at = all.indexOf(session.preferences.get().layout);
  session.preferences.patch({ layout: all[(at + 1) % all.length] ?? "auto" });
}
