/** The agenda: what is being discussed and for how long, what comes next, what was decided. */

import { useEffect, useRef, useState } from "react";

import { gettext, interpolate } from "../../../web/client/words";
import { Button, Icon, useRoom, useServerNow, useSession } from "../../../commons/rooms/client";
import { FieldNote } from "./field-note";
import { ItemClock } from "./item-clock";
import { currentItem, meetingOf, titleOf, type Item } from "./meeting";
import { OpinionForm } from "./opinion-form";
import { PaperRow } from "./papers";
import { ReportNote } from "./report-note";
import { VoteBars } from "./vote-bars";
import { isGood, outcomeWord } from "./vote-words";

export function AgendaPanel() {
  const agenda = useRoom((state) => meetingOf(state).agenda);
  const current = useRoom((state) => currentItem(meetingOf(state))?.id ?? null);
  const desk = useRoom((state) => state.me.may.desk === true);
  if (agenda.length === 0) return <p className="room-pad room-quiet">{gettext("This meeting has no written agenda.")}</p>;
  return (
    <div className="meeting-agenda">
      <Whole agenda={agenda} />
      <ol className="meeting-items">
        {agenda.map((item) => (
          <AgendaItem key={item.id} item={item} current={item.id === current} desk={desk} />
        ))}
      </ol>
      <OpinionForm />
    </div>
  );
}

function Whole({ agenda }: { agenda: Item[] }) {
  const done = agenda.filter((item) => item.ends_at !== null).length;
  const minutes = agenda.filter((item) => item.ends_at === null).reduce((sum, item) => sum + item.planned_minutes, 0);
  return (
    <p className="room-pad room-quiet">
      {interpolate(gettext("%(done)s of %(all)s items done · about %(minutes)s minutes planned for the rest"), { done, all: agenda.length, minutes })}
    </p>
  );
}

function AgendaItem({ item, current, desk }: { item: Item; current: boolean; desk: boolean }) {
  const [open, setOpen] = useState(current);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    setOpen(current);
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const done = item.ends_at !== null && !current;
  return (
    <li ref={row} className="meeting-item" data-current={current || undefined} data-done={done || undefined} aria-current={current ? "step" : undefined}>
      <details open={open} onToggle={(event) => { setOpen(event.currentTarget.open); }}>
        <summary>
          <span className="meeting-item-number">{done ? <Icon name="check" label={gettext("done")} /> : item.number}</span>
          <span className="meeting-item-words">
            <strong>{titleOf(item)}</strong>
            {current ? (
              <span className="meeting-item-now">
                <span className="room-quiet">{item.presenter}</span> <ItemClock item={item} />
              </span>
            ) : (
              <span className="room-quiet">{[item.presenter, interpolate(gettext("%(minutes)s minutes"), { minutes: item.planned_minutes })].filter(Boolean).join(" · ")}</span>
            )}
          </span>
        </summary>
        {open && <ItemBody item={item} current={current} desk={desk} />}
      </details>
    </li>
  );
}

function ItemBody({ item, current, desk }: { item: Item; current: boolean; desk: boolean }) {
  const session = useSession();
  const votes = useRoom((state) => meetingOf(state).votes);
  const decisions = useRoom((state) => meetingOf(state).decisions);
  const held = useRoom((state) => meetingOf(state).opened_at !== null);
  return (
    <div className="meeting-item-body">
      {item.field && <FieldNote group={item.field} />}
      {item.report && <ReportNote report={item.report} />}
      {item.papers.map((paper) => (
        <PaperRow key={paper.id} paper={paper} />
      ))}
      {votes
        .filter((vote) => vote.item === item.id && vote.result !== null)
        .map((vote) => (
          <div key={vote.id} className="meeting-note">
            <p>
              <span className={`tag ${isGood(vote) ? "tag-success" : "tag-danger"}`}>{outcomeWord(vote)}</span> {vote.motion}
            </p>
            <VoteBars vote={vote} />
          </div>
        ))}
      {decisions
        .filter((decision) => decision.item === item.id)
        .map((decision) => (
          <p key={decision.id} className="meeting-note">
            <Icon name="gavel" /> <strong>{interpolate(gettext("Decision %(number)s"), { number: decision.number })}</strong> {decision.text}
          </p>
        ))}
      {desk && held && !current && (
        <Button size="small" icon="play" onClick={() => void session.ask(`items/${item.id}/taking-up`, {}, session.capability)}>
          {item.begins_at === null ? gettext("Take up this item") : gettext("Take up this item again")}
        </Button>
      )}
    </div>
  );
}

/** The same, for the top line: "2/5 · title · 3:12". */
export function TopItem() {
  const meeting = useRoom(meetingOf);
  const item = currentItem(meeting);
  useServerNow(30_000);
  if (item === null) return meeting.opened_at === null ? <span className="meeting-top room-quiet">{gettext("The meeting has not been opened yet.")}</span> : null;
  return (
    <p className="meeting-top">
      <span className="meeting-top-place">{`${String(item.number)}/${String(meeting.agenda.length)}`}</span>
      <span className="meeting-top-title">{titleOf(item)}</span>
      <ItemClock item={item} />
    </p>
  );
}

export function TextItem() {
  const item = useRoom((state) => currentItem(meetingOf(state)));
  if (item === null) return null;
  return (
    <section aria-labelledby="text-item">
      <h2 id="text-item">{gettext("Agenda item")}</h2>
      <p className="room-text-speaker">
        {`${String(item.number)}. ${titleOf(item)}`} <ItemClock item={item} />
      </p>
      {item.presenter !== "" && <p className="room-quiet">{item.presenter}</p>}
    </section>
  );
}
