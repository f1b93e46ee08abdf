/** What a screen reader hears of the meeting: item, vote, result, decision. */

import { gettext, interpolate } from "../../../web/client/words";
import type { Announcement, State } from "../../../commons/rooms/client";
import { dueWords, givenHere, nameIn } from "./instructions";
import { currentItem, lastClosedVote, mayVote, meetingOf, mineOf, openVote, titleOf } from "./meeting";
import { calledSeats, openRoll, quorumOf, rollOf } from "./roll";
import { presentWords, quorumCount, quorumWord } from "./roll-words";
import { resultSentence } from "./vote-words";

export function meetingWords(before: State, after: State): Announcement[] {
  if (before === after) return [];
  const quorum = quorumWords(before, after);
  return before.ext === after.ext ? quorum : [...courseWords(before, after), ...rollWords(before, after), ...quorum];
}

/** The roll's beginning and end, and my own call: 220 names would drown everything else. */
function rollWords(before: State, after: State): Announcement[] {
  const roll = rollOf(after);
  if (roll === null) return [];
  const words: Announcement[] = [];
  const was = openRoll(before);
  const total = calledSeats(after).length;
  if (roll.closed_at === null && was?.id !== roll.id) words.push({ text: gettext("The roll is called.") });
  if (roll.closed_at !== null && (was?.id === roll.id || rollOf(before)?.id !== roll.id)) {
    words.push({ text: `${gettext("The roll has ended.")} ${presentWords(roll, total)}` });
  }
  const mine = after.me.seat;
  if (roll.current === mine && was?.current !== mine) words.push({ text: gettext("You are called in the roll. Press “Present”."), urgent: true });
  return words;
}

function quorumWords(before: State, after: State): Announcement[] {
  const was = quorumOf(before);
  const is = quorumOf(after);
  if (is === null || was === null || was.reached === is.reached) return [];
  return [{ text: `${quorumWord(is)}: ${quorumCount(is)}`, urgent: !is.reached && after.me.may.desk === true }];
}

function courseWords(before: State, after: State): Announcement[] {
  const was = meetingOf(before);
  const is = meetingOf(after);
  const words: Announcement[] = [];
  if (was.opened_at === null && is.opened_at !== null) words.push({ text: gettext("The meeting was opened.") });
  const item = currentItem(is);
  if (item !== null && item.id !== was.current_item) {
    words.push({ text: interpolate(gettext("Agenda item %(number)s: %(title)s"), { number: item.number, title: titleOf(item) }) });
  }
  const vote = openVote(is);
  if (vote !== null && openVote(was)?.id !== vote.id) {
    const mine = mayVote(mineOf(after), vote);
    words.push({ text: interpolate(gettext("A vote is open: %(motion)s"), { motion: vote.motion }), urgent: mine });
  }
  const closed = lastClosedVote(is);
  if (closed?.result != null && closed.id !== lastClosedVote(was)?.id) {
    words.push({ text: `${closed.motion}. ${resultSentence(closed)}` });
  }
  const instruction = givenHere(after).at(-1);
  if (instruction !== undefined && givenHere(after).length > givenHere(before).length) {
    const facts = { office: nameIn(instruction.office), text: instruction.text, due: dueWords(instruction) };
    words.push({ text: interpolate(gettext("Instruction to %(office)s: %(text)s %(due)s."), facts), urgent: instruction.seat === after.me.seat });
  }
  const decision = is.decisions.at(-1);
  if (decision !== undefined && is.decisions.length > was.decisions.length) {
    words.push({ text: interpolate(gettext("Decision %(number)s: %(text)s"), { number: decision.number, text: decision.text }) });
  }
  return words;
}
