/** The roll over the stage: one large press for who has not answered, one quiet line for everyone else. */

import { useEffect, useRef, useState } from "react";

import { gettext } from "../../../web/client/words";
import { Button, IconButton, useRoom, useSession } from "../../../commons/rooms/client";
import { meetingOf, openVote } from "./meeting";
import { answerOf, calledSeats, openRoll, type Roll } from "./roll";
import { isOnTheRoll, MyAnswer } from "./roll-answer";
import { CalledNow } from "./roll-counts";
import { presentWords } from "./roll-words";

export function RollCard() {
  const roll = useRoom(openRoll);
  const voting = useRoom((state) => openVote(meetingOf(state)) !== null);
  if (roll === null || voting) return null;
  return <OpenRoll key={roll.id} roll={roll} />;
}

function OpenRoll({ roll }: { roll: Roll }) {
  const session = useSession();
  const me = useRoom((state) => state.me.seat);
  const mine = useRoom(isOnTheRoll);
  const total = useRoom((state) => calledSeats(state).length);
  const [dismissed, setDismissed] = useState("");
  const card = useRef<HTMLElement>(null);
  const answer = answerOf(roll, me)?.answer;
  const desk = useRoom((state) => state.me.may.desk === true);
  const isCalled = roll.current === me && answer === undefined;
  const stage = isCalled ? "called" : (answer ?? "waiting");
  useEffect(() => {
    if (isCalled && !isTyping()) card.current?.focus();
  }, [isCalled]);
  // The desk has the roll beside the stage; once its own seat has answered, nothing covers the picture.
  if (dismissed === stage || (desk && answer !== undefined)) return null;
  return (
    <section ref={card} className="meeting-card meeting-roll-card" data-called={isCalled || undefined} tabIndex={-1} aria-labelledby="roll-card">
      <header className="meeting-card-head">
        <h2 id="roll-card">{isCalled ? gettext("You are called.") : gettext("Roll call")}</h2>
        <span className="room-quiet room-tabular">{presentWords(roll, total)}</span>
        <IconButton icon="close" size="small" label={gettext("Put the roll aside")} onClick={() => { setDismissed(stage); }} />
      </header>
      {!isCalled && <CalledNow roll={roll} />}
      {mine && <MyAnswer roll={roll} />}
      {!isCalled && (
        <Button size="small" icon="grid" onClick={() => { setDismissed(stage); session.page.patch({ panel: "roll" }); }}>
          {gettext("Map of seats")}
        </Button>
      )}
    </section>
  );
}

function isTyping(): boolean {
  const active = document.activeElement;
  return active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && !["radio", "checkbox", "range"].includes(active.type));
}
