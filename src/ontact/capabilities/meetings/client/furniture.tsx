/** What a meeting puts into the room: panels, the chair's acts, the vote, keys and words. */

import { gettext } from "../../../web/client/words";
import type { Command, RoomOptions, Session } from "../../../commons/rooms/client";
import { AgendaPanel, TextItem } from "./agenda";
import { meetingWords } from "./announcer";
import { DeskActs, DeskAgenda, DeskClosing, DeskOpening } from "./desk-acts";
import { deskForm } from "./desk-form";
import { DeskRoll, goToTheRoll } from "./desk-roll";
import { DeskInstruction, instructionForm } from "./instruction-form";
import { instructionReducers } from "./instructions";
import { hasInstructions, InstructionCard, instructionsCount, InstructionsPanel } from "./instructions-panel";
import { currentItem, meetingOf, nextItem, openVote } from "./meeting";
import { PapersPanel } from "./papers";
import { TopLine } from "./quorum";
import { RecordPanel } from "./record";
import { openRoll, rollReducers } from "./roll";
import { RollCard } from "./roll-card";
import { hasRoll, presentCount, RollPanel } from "./roll-panel";
import { VoteCard } from "./vote-card";
import { voteReducers } from "./votes";

function commands(session: Session): Command[] {
  const toggle = (panel: string) => (): void => {
    session.page.patch({ panel: session.page.get().panel === panel ? null : panel });
  };
  const reading: Command[] = [
    { id: "agenda", key: "a", group: "view", word: gettext("Open or close: agenda"), run: toggle("agenda") },
    { id: "papers", key: "r", group: "view", word: gettext("Open or close: papers"), run: toggle("papers") },
  ];
  if (session.state?.me.may.desk !== true) return reading;
  const next = (): void => {
    const { state } = session;
    if (state === null || nextItem(meetingOf(state)) === null) return;
    void session.ask("items/next", { after: currentItem(meetingOf(state))?.id ?? null }, session.capability);
  };
  const form = (kind: "vote" | "decision") => (): void => {
    session.page.patch({ panel: "desk" });
    if (kind === "decision" || session.state === null || openVote(meetingOf(session.state)) === null) deskForm.set({ kind });
  };
  const acts: Command[] = [
    { id: "open-vote", key: "b", group: "desk", word: gettext("Open a vote"), run: form("vote") },
    { id: "instruct", key: "o", group: "desk", word: gettext("Give an instruction"), run: () => { session.page.patch({ panel: "desk" }); instructionForm.set(true); } },
    { id: "roll", key: "y", group: "desk", word: gettext("Go to the roll call"), run: () => { goToTheRoll(session); } },
    { id: "decide", key: "k", group: "desk", word: gettext("Note a decision"), run: form("decision") },
  ];
  return [...reading, ...acts, { id: "next-item", key: "i", group: "desk", word: gettext("Take up the next agenda item"), run: next }];
}

/** What floats over the stage: the vote, the roll, a new instruction. */
function Cards() {
  return (
    <>
      <InstructionCard />
      <RollCard />
      <VoteCard />
    </>
  );
}

export const furniture: Partial<RoomOptions> = {
  panels: [
    { id: "agenda", order: 10, word: () => gettext("Agenda"), icon: "agenda", body: AgendaPanel },
    { id: "roll", order: 25, word: () => gettext("Roll call"), icon: "grid", count: presentCount, shownIf: hasRoll, body: RollPanel },
    { id: "papers", order: 40, word: () => gettext("Papers"), icon: "papers", body: PapersPanel },
    { id: "instructions", order: 45, word: () => gettext("Instructions"), icon: "check", count: instructionsCount, shownIf: hasInstructions, body: InstructionsPanel },
    { id: "record", order: 50, word: () => gettext("Record"), icon: "book", body: RecordPanel },
  ],
  deskBlocks: [
    { id: "opening", order: 1, body: DeskOpening },
    { id: "agenda", order: 30, body: DeskAgenda },
    { id: "roll", order: 35, body: DeskRoll },
    { id: "acts", order: 40, body: DeskActs },
    { id: "instruction", order: 45, body: DeskInstruction },
    { id: "room", order: 90, body: DeskClosing },
  ],
  announcers: [meetingWords],
  commands,
  topLine: TopLine,
  spotlight: (state) => openRoll(state)?.current ?? null,
  overlay: Cards,
  reducers: { ...voteReducers, ...instructionReducers, ...rollReducers },
  textStage: TextItem,
};
