/** The roll at the desk: taken quietly or called aloud; who is called, what they answered, whom to pass over. */

import { useEffect, useRef, useState, type RefObject } from "react";

import { gettext } from "../../../web/client/words";
import { Button, TextLine, useCell, useRoom, useSession, type Session } from "../../../commons/rooms/client";
import { Cell } from "../../../commons/rooms/client/state/cell";
import { meetingOf } from "./meeting";
import { nextCalled, openRoll, rollOf, type Roll } from "./roll";
import { CalledNow, RollCounts } from "./roll-counts";

/** Set by the key that leads to the roll; whoever draws it takes the focus there. */
export const rollAsked = new Cell(false);

/** A second press so soon after the next seat appeared was meant for the one before. */
const PRESSED_TWICE_MS = 400;

export function DeskRoll() {
  const session = useSession();
  const held = useRoom((state) => meetingOf(state).opened_at !== null);
  const roll = useRoom(rollOf);
  const block = useRef<HTMLElement>(null);
  useFocusWhenAsked(block);
  if (!held) return null;
  return (
    <section ref={block} className="room-block" aria-labelledby="desk-roll">
      <h3 id="desk-roll">{gettext("Roll call")}</h3>
      {roll !== null && <Calling roll={roll} />}
      {roll !== null && <RollCounts roll={roll} />}
      {roll?.closed_at !== null && <Taking />}
      {roll !== null && (
        <Button size="small" icon="grid" onClick={() => { session.page.patch({ panel: "roll" }); }}>
          {gettext("Map of seats")}
        </Button>
      )}
    </section>
  );
}

function useFocusWhenAsked(block: RefObject<HTMLElement | null>): void {
  const asked = useCell(rollAsked, (now) => now);
  useEffect(() => {
    if (!asked || block.current === null) return;
    block.current.querySelector("button")?.focus();
    rollAsked.set(false);
  }, [asked, block]);
}

function Taking() {
  const session = useSession();
  const [sending, setSending] = useState(false);
  const take = async (manner: Roll["manner"]): Promise<void> => {
    setSending(true);
    await session.ask("rolls", { manner }, session.capability);
    setSending(false);
  };
  return (
    <>
      <div className="room-row">
        <Button icon="check" disabled={sending} onClick={() => void take("quiet")}>
          {gettext("Take it quietly")}
        </Button>
        <Button icon="speaker" disabled={sending} onClick={() => void take("aloud")}>
          {gettext("Call it aloud")}
        </Button>
      </div>
      <p className="room-quiet">{gettext("Quietly: who is connected is present. Aloud: seat by seat, answered with one press or noted here.")}</p>
    </>
  );
}

/** While the roll is open: who is called, and the desk's acts for that seat. */
export function Calling({ roll }: { roll: Roll }) {
  const session = useSession();
  const next = useRoom((state) => nextCalled(state, roll));
  const block = useRef<HTMLDivElement>(null);
  useFocusWhenAsked(block);
  if (roll.closed_at !== null) return null;
  const { current } = roll;
  return (
    <div ref={block} className="meeting-running">
      {current === null ? <p>{gettext("Everyone has been called. End the roll, or choose a seat on the map.")}</p> : <CalledNow roll={roll} />}
      {current !== null && <SeatActs roll={roll} seat={current} />}
      <div className="room-row">
        {next !== null && (
          <Button size="small" icon="arrow-right" onClick={() => void call(session, roll, next)}>
            {current === null ? gettext("Call the next") : gettext("Pass over")}
          </Button>
        )}
        <Button size="small" kind={current === null ? "primary" : "tertiary"} icon="stop" onClick={() => void session.ask(`rolls/${roll.id}/closing`, {}, session.capability)}>
          {gettext("End the roll")}
        </Button>
      </div>
    </div>
  );
}

interface ActsProps {
  roll: Roll;
  seat: string;
  /** Also offers to call this seat now. */
  calls?: boolean;
}

export function SeatActs({ roll, seat, calls = false }: ActsProps) {
  const session = useSession();
  const [excusing, setExcusing] = useState(false);
  const shown = useRef({ seat, since_ms: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    if (shown.current.seat !== seat) shown.current = { seat, since_ms: performance.now() };
  }, [seat]);
  const note = (answer: "present" | "absent"): void => {
    if (performance.now() - shown.current.since_ms < PRESSED_TWICE_MS) return;
    void session.ask(`rolls/${roll.id}/answers`, { seat, answer }, session.capability);
  };
  return (
    <>
      <div className="room-row">
        <Button kind={calls ? "tertiary" : "primary"} icon="check" onClick={() => { note("present"); }}>
          {gettext("Present")}
        </Button>
        <Button icon="close" onClick={() => { note("absent"); }}>
          {gettext("Absent")}
        </Button>
        <Button size="small" icon="edit" aria-expanded={excusing} onClick={() => { setExcusing(!excusing); }}>
          {gettext("Excused …")}
        </Button>
        {calls && roll.current !== seat && (
          <Button size="small" icon="speaker" onClick={() => void call(session, roll, seat)}>
            {gettext("Call now")}
          </Button>
        )}
      </div>
      {excusing && <Excuse key={seat} roll={roll} seat={seat} onDone={() => { setExcusing(false); }} />}
    </>
  );
}

function Excuse({ roll, seat, onDone }: { roll: Roll; seat: string; onDone: () => void }) {
  const session = useSession();
  const [reason, setReason] = useState("");
  const send = async (): Promise<void> => {
    if (await session.ask(`rolls/${roll.id}/answers`, { seat, answer: "excused", reason: reason.trim() }, session.capability)) onDone();
  };
  return (
    <form
      className="room-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") void send();
      }}
    >
      <TextLine label={gettext("Reason for the excuse")} maxLength={200} value={reason} onChange={setReason} />
      <div className="room-row room-row-end">
        <Button onClick={onDone}>{gettext("Cancel")}</Button>
        <Button submits kind="primary" disabled={reason.trim() === ""}>
          {gettext("Note as excused")}
        </Button>
      </div>
    </form>
  );
}

function call(session: Session, roll: Roll, seat: string): Promise<boolean> {
  return session.ask(`rolls/${roll.id}/call`, { seat }, session.capability);
}

/** The key: the desk at the roll, or the map while it is called. */
export function goToTheRoll(session: Session): void {
  session.page.patch({ panel: session.state !== null && openRoll(session.state) !== null ? "roll" : "desk" });
  rollAsked.set(true);
}
