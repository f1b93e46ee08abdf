/** What a screen reader is told: the floor, my place in the queue, who waits, the slide, the line. */

import { useEffect, useRef, useState } from "react";

import { gettext, interpolate, ngettext } from "../../../../web/client/words";
import { useSession } from "../parts/hooks";
import { spanWords } from "../parts/time";
import type { State } from "../protocol";
import type { Announcement } from "../state/options";
import { airOf, languageName } from "../state/languages";
import { mySideRoom, nameOf, placeInQueue, stageChoice, standsOnStage } from "../state/seating";
import { boothOf, partnerAirOf } from "./booth-acts";
import { ordinal } from "./ordinal";
import { resultWords } from "./poll-words";
import { nextToSpeak } from "./queue-words";
import { stageSentence } from "./stage-words";

export function announcementsOf(before: State, after: State): Announcement[] {
  return [...floorWords(before, after), ...queueWords(before, after), ...deskWords(before, after), ...sideWords(before, after), ...boothWords(before, after), ...stageWords(before, after), ...otherWords(before, after)];
}

function floorWords(before: State, after: State): Announcement[] {
  const { floor } = after;
  if (before.floor?.turn === floor?.turn) {
    const longer = before.floor?.due_at !== floor?.due_at && floor !== null;
    return longer ? [{ text: gettext("The speaking time was extended.") }] : [];
  }
  if (floor === null) return [{ text: gettext("Nobody has the floor now.") }];
  if (floor.seat === after.me.seat) return [{ text: gettext("You have the floor."), urgent: true }];
  const name = nameOf(after, floor.seat);
  if (floor.limit_s === null) return [{ text: interpolate(gettext("%(name)s has the floor."), { name }) }];
  return [{ text: interpolate(gettext("%(name)s has the floor for %(time)s."), { name, time: spanWords(floor.limit_s) }) }];
}

function queueWords(before: State, after: State): Announcement[] {
  const place = placeInQueue(after.queue, after.me.seat);
  const was = placeInQueue(before.queue, before.me.seat);
  const next = nextToSpeak(after)?.seat === after.me.seat;
  if (next && was > 0 && nextToSpeak(before)?.seat !== after.me.seat) return [{ text: gettext("You are next."), urgent: true }];
  if (place === was) return [];
  if (place > 0) {
    const words = interpolate(gettext("Your hand is up: you are %(place)s in the queue."), { place: ordinal(place) });
    return [{ text: words }];
  }
  return after.floor?.seat === after.me.seat ? [] : [{ text: gettext("Your hand is down.") }];
}

function deskWords(before: State, after: State): Announcement[] {
  if (after.me.may.desk !== true) return [];
  const words: Announcement[] = [];
  if (after.waiting > before.waiting) {
    words.push({ text: interpolate(ngettext("%(count)s person waits in the lobby.", "%(count)s people wait in the lobby.", after.waiting), { count: after.waiting }) });
  }
  if (after.queue.length > before.queue.length) {
    const known = new Set(before.queue.map((hand) => hand.seat));
    const last = nameOf(after, after.queue.find((hand) => !known.has(hand.seat))?.seat);
    words.push({ text: interpolate(gettext("%(name)s has raised a hand."), { name: last }) });
  }
  return words;
}

function sideWords(before: State, after: State): Announcement[] {
  const here = mySideRoom(after);
  const was = mySideRoom(before);
  if (here?.id !== was?.id) {
    const text = here === null ? gettext("You are back in the meeting.") : interpolate(gettext("You are now in the side room “%(name)s”."), { name: here.name });
    return [{ text, urgent: true }];
  }
  const called = after.side?.calls_back_at ?? null;
  if (called !== null && (before.side?.calls_back_at ?? null) === null) return [{ text: gettext("Everybody is called back to the meeting."), urgent: true }];
  return [];
}

/** In the booth: who is on air, and that the microphone is held out. */
function boothWords(before: State, after: State): Announcement[] {
  if (boothOf(after) === null) return [];
  const mine = airOf(after, after.me.seat);
  const was = airOf(before, before.me.seat);
  const theirs = partnerAirOf(after);
  const words: Announcement[] = [];
  if (mine === null && was !== null) words.push({ text: gettext("You are off air: nobody hears you."), urgent: true });
  if (mine !== null && mine.to !== was?.to) words.push({ text: interpolate(gettext("You are on air into %(language)s."), { language: languageName(mine.to) }), urgent: true });
  if (theirs?.offered === true && partnerAirOf(before)?.offered !== true) {
    words.push({ text: interpolate(gettext("%(name)s holds the microphone out to you."), { name: nameOf(after, theirs.seat) }), urgent: true });
  }
  return words;
}

function stageWords(before: State, after: State): Announcement[] {
  const was = stageChoice(before);
  const set = stageChoice(after);
  if (was.layout === set.layout && was.seats.join() === set.seats.join()) return [];
  const words: Announcement[] = [{ text: stageSentence(after) }];
  const mine = standsOnStage(after, after.me.seat);
  if (mine !== standsOnStage(before, after.me.seat)) {
    words.push({ text: mine ? gettext("You are on the stage: everyone sees your place.") : gettext("You are no longer on the stage."), urgent: true });
  }
  return words;
}

function otherWords(before: State, after: State): Announcement[] {
  const words: Announcement[] = [];
  if (before.room.hushed !== after.room.hushed && before.room.hushed !== undefined) {
    words.push({ text: after.room.hushed === true ? gettext("All microphones are closed but the desk's and the floor's.") : gettext("Everyone may speak again.") });
  }
  if ((before.room.paused === true) !== (after.room.paused === true) && after.me.may.desk !== true) {
    words.push({ text: after.room.paused === true ? gettext("Everything rests: nobody who leads this room is here.") : gettext("Everything goes on."), urgent: true });
  }
  words.push(...pollWords(before, after));
  const { slides } = after;
  if (slides !== null && (slides.page !== before.slides?.page || slides.asset !== before.slides.asset)) {
    words.push({ text: interpolate(gettext("Slide %(page)s of %(pages)s."), { page: slides.page, pages: slides.pages }) });
  }
  if (before.me.may.microphone === true && after.me.may.microphone === false && after.floor?.seat !== after.me.seat) {
    words.push({ text: gettext("Your microphone is closed.") });
  }
  const line = after.chat.at(-1);
  if (line !== undefined && line.id !== before.chat.at(-1)?.id && line.seat !== after.me.seat && before.chat.length > 0) {
    words.push({ text: interpolate(gettext("%(name)s writes: %(text)s"), { name: line.name, text: line.text }) });
  }
  return words;
}

function pollWords(before: State, after: State): Announcement[] {
  const poll = after.poll ?? null;
  const was = before.poll ?? null;
  if (poll === null || after.me.may.desk === true) return [];
  if (poll.open && poll.id !== was?.id) return [{ text: interpolate(gettext("A question to everyone: %(question)s"), { question: poll.question }), urgent: true }];
  if (poll.counts !== null && (was?.id !== poll.id || was.counts === null)) return [{ text: resultWords(poll) }];
  return [];
}

export function AnnouncerRegion() {
  const session = useSession();
  const [calm, setCalm] = useState("");
  const [urgent, setUrgent] = useState("");
  const before = useRef<State | null>(null);
  useEffect(() => {
    const tell = (): void => {
      const after = session.state;
      if (after === null || after === before.current) return;
      if (before.current !== null) {
        const own = session.options.announcers ?? [];
        const told = [announcementsOf, ...own].flatMap((announcer) => announcer(before.current as State, after));
        const calmWords = told.filter((word) => word.urgent !== true).map((word) => word.text);
        const urgentWords = told.filter((word) => word.urgent === true).map((word) => word.text);
        if (calmWords.length > 0) setCalm(calmWords.join(" "));
        if (urgentWords.length > 0) setUrgent(urgentWords.join(" "));
      }
      before.current = after;
    };
    tell();
    return session.store.view.watch(tell);
  }, [session]);
  return (
    <>
      <p className="sr-only" aria-live="polite" data-room-announcer="calm">
        {calm}
      </p>
      <p className="sr-only" aria-live="assertive" data-room-announcer="urgent">
        {urgent}
      </p>
    </>
  );
}
