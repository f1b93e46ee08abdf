/** The chair's acts: open the meeting, take up the next item, put a vote, note a decision, close. */

import { useEffect, useRef, useState } from "react";

import { gettext, interpolate, ngettext } from "../../../web/client/words";
import { Button, Dialog, DeskRoom, present, useCell, useRoom, useSession } from "../../../commons/rooms/client";
import { DecisionForm } from "./decision-form";
import { deskForm } from "./desk-form";
import { RunningVote, RunOff, Table } from "./desk-votes";
import { ItemClock } from "./item-clock";
import { currentItem, meetingOf, mineOf, nextItem, openVote, titleOf } from "./meeting";
import { VoteForm } from "./vote-form";

/** First on the desk until the meeting has been opened. */
export function DeskOpening() {
  const session = useSession();
  const may = useRoom((state) => mineOf(state).may_open && meetingOf(state).opened_at === null);
  const here = useRoom((state) => present(state).length);
  const all = useRoom((state) => state.seats.filter((seat) => !seat.removed).length);
  if (!may) return null;
  return (
    <section className="room-block meeting-opening" aria-labelledby="desk-opening">
      <h3 id="desk-opening">{gettext("The meeting has not been opened yet.")}</h3>
      <p>{interpolate(gettext("%(here)s of %(all)s are here."), { here, all })}</p>
      <Button wide kind="primary" icon="gavel" onClick={() => void session.ask("opening", {}, session.capability)}>
        {gettext("Open the meeting")}
      </Button>
    </section>
  );
}

export function DeskAgenda() {
  const session = useSession();
  const meeting = useRoom(meetingOf);
  if (meeting.opened_at === null || meeting.agenda.length === 0) return null;
  const current = currentItem(meeting);
  const next = nextItem(meeting);
  return (
    <section className="room-block" aria-labelledby="desk-item">
      <h3 id="desk-item">{gettext("Agenda item")}</h3>
      {current !== null && (
        <p className="meeting-desk-item">
          <strong>{`${String(current.number)}. ${titleOf(current)}`}</strong> <ItemClock item={current} />
        </p>
      )}
      {next === null ? (
        <p className="room-quiet">{gettext("This is the last item.")}</p>
      ) : (
        <Button wide icon="arrow-right" shortcut="i" onClick={() => void session.ask("items/next", { after: meeting.current_item }, session.capability)}>
          {interpolate(gettext("Next: %(number)s. %(title)s"), { number: next.number, title: titleOf(next) })}
        </Button>
      )}
    </section>
  );
}

export function DeskActs() {
  const session = useSession();
  const held = useRoom((state) => meetingOf(state).opened_at !== null);
  const vote = useRoom((state) => openVote(meetingOf(state)));
  const form = useCell(deskForm, (now) => now);
  const done = (): void => {
    deskForm.set(null);
  };
  useEffect(() => done, [session]);
  const block = useRef<HTMLElement>(null);
  // Who opens a form by a key writes in it at once.
  useEffect(() => {
    if (form !== null) block.current?.querySelector<HTMLElement>("input:checked, textarea")?.focus();
  }, [form]);
  if (!held) return null;
  return (
    <section ref={block} className="room-block" aria-labelledby="desk-acts">
      <h3 id="desk-acts">{gettext("Acts")}</h3>
      {vote !== null && <RunningVote vote={vote} />}
      {form?.kind === "vote" && <VoteForm proposal={form.proposal} onDone={done} />}
      {form?.kind === "decision" && <DecisionForm onDone={done} />}
      {form === null && (
        <>
          {vote === null && <RunOff />}
          <div className="room-row">
            {vote === null && (
              <Button icon="vote" shortcut="b" onClick={() => { deskForm.set({ kind: "vote" }); }}>
                {gettext("Open a vote")}
              </Button>
            )}
            <Button icon="gavel" shortcut="k" onClick={() => { deskForm.set({ kind: "decision" }); }}>
              {gettext("Note a decision")}
            </Button>
          </div>
          {vote === null && <Table onVote={(proposal) => { deskForm.set({ kind: "vote", proposal }); }} />}
        </>
      )}
    </section>
  );
}

/** Replaces the kit's room block: a meeting is closed as a meeting, not as a room. */
export function DeskClosing() {
  const session = useSession();
  const meeting = useRoom(meetingOf);
  const count = useRoom((state) => present(state).length);
  const [asks, setAsks] = useState(false);
  const left = meeting.agenda.filter((item) => item.begins_at === null).length;
  return (
    <>
      <DeskRoom closing={meeting.opened_at === null} />
      {meeting.opened_at !== null && (
        <div className="room-block">
          <Button kind="danger" icon="stop" onClick={() => { setAsks(true); }}>
            {gettext("Close the meeting")}
          </Button>
        </div>
      )}
      {asks && (
        <Dialog
          title={gettext("Close the meeting?")}
          onClose={() => { setAsks(false); }}
          acts={
            <>
              <Button onClick={() => { setAsks(false); }}>{gettext("Go on")}</Button>
              <Button kind="danger" onClick={() => void session.ask("closing", {}, session.capability).then(() => { setAsks(false); })}>
                {interpolate(ngettext("Close the meeting for %(count)s person", "Close the meeting for %(count)s people", count), { count })}
              </Button>
            </>
          }
        >
          <p>{gettext("Everyone leaves the room, and a draft of the minutes is written. This cannot be undone.")}</p>
          {left > 0 && <p className="room-warning">{interpolate(ngettext("%(count)s agenda item has not been taken up.", "%(count)s agenda items have not been taken up.", left), { count: left })}</p>}
          {openVote(meeting) !== null && <p className="room-warning">{gettext("A vote is still open: close it first.")}</p>}
        </Dialog>
      )}
    </>
  );
}
