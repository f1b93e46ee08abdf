/** The chair's acts: open the meeting, take up the next item, put a vote, note a decision, close. */

import { useState } from "react";

import { gettext, interpolate, ngettext } from "../../../web/client/words";
import { Button, Dialog, DeskRoom, present, useRoom, useSession } from "../../../commons/rooms/client";
import { DecisionForm } from "./decision-form";
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
  const [form, setForm] = useState<"vote" | "decision" | null>(null);
  if (!held) return null;
  const done = (): void => {
    setForm(null);
  };
  return (
    <section className="room-block" aria-labelledby="desk-acts">
      <h3 id="desk-acts">{gettext("Acts")}</h3>
      {vote !== null && (
        <div className="meeting-running">
          <p>
            <span className="tag tag-primary">{gettext("A vote is open")}</span> {vote.motion}
          </p>
          <p className="room-tabular">{interpolate(gettext("%(voted)s of %(entitled)s voted"), { voted: vote.voted, entitled: vote.entitled })}</p>
          <Button wide kind="primary" icon="vote" onClick={() => void session.ask(`votes/${vote.id}/closing`, {}, session.capability)}>
            {gettext("Close the vote and declare the result")}
          </Button>
        </div>
      )}
      {form === "vote" && <VoteForm onDone={done} />}
      {form === "decision" && <DecisionForm onDone={done} />}
      {form === null && (
        <div className="room-row">
          {vote === null && (
            <Button icon="vote" shortcut="b" onClick={() => { setForm("vote"); }}>
              {gettext("Open a vote")}
            </Button>
          )}
          <Button icon="gavel" onClick={() => { setForm("decision"); }}>
            {gettext("Note a decision")}
          </Button>
        </div>
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
