/** The stenographer's panel: a line that everyone sees while it is typed, Enter ends it, Arrow up corrects what went before. */

import { useEffect, useRef, useState, type KeyboardEvent } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { TextArea } from "../parts/fields";
import { useRoom, useSession } from "../parts/hooks";
import type { Caption } from "../protocol";
import type { Session } from "../state/session";
import { nameOf } from "../state/seating";
import { Slower } from "./booth";

/** Everyone's screens change at most twice a second, however fast one types. */
const STROKES_APART_MS = 500;
const LONGEST = 500;
const SHOWN = 12;

/** Sends the newest wording when the pause after the last answer is over; what was overtaken is never sent. */
export class Strokes {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next: string | null = null;
  private underway: Promise<void> | null = null;
  private answeredAt_ms = 0;

  constructor(private readonly send: (text: string) => Promise<unknown>) {}

  type(text: string): void {
    this.next = text;
    this.plan();
  }

  /** What is underway has arrived when this resolves: the end of a line must not overtake its strokes. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.next = null;
    await this.underway;
  }

  /** Counted from the answer: on a slow line the server would see two strokes too close and leave the newer out. */
  private plan(): void {
    if (this.timer !== undefined || this.underway !== null) return;
    const wait_ms = Math.max(0, this.answeredAt_ms + STROKES_APART_MS - Date.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const text = this.next;
      this.next = null;
      if (text !== null) this.underway = this.send(text).then(this.answered, this.answered);
    }, wait_ms);
  }

  private readonly answered = (): void => {
    this.underway = null;
    this.answeredAt_ms = Date.now();
    if (this.next !== null) this.plan();
  };
}

export function CaptionDesk() {
  const mine = useRoom((state) => state.me.seat);
  const floor = useRoom((state) => nameOf(state, state.floor?.seat));
  const all = useRoom((state) => state.captions);
  const done = (all ?? []).filter((line) => !line.open).slice(-SHOWN);
  const [corrects, setCorrects] = useState<Caption | null>(null);
  return (
    <div className="room-desk">
      <section className="room-block" aria-labelledby="caption-desk">
        <h3 id="caption-desk">{gettext("Captions")}</h3>
        <p className="room-quiet">{floor === "" ? gettext("Nobody has the floor.") : interpolate(gettext("Now speaking: %(name)s"), { name: floor })}</p>
        <ol className="room-caption-rows" aria-label={gettext("Last lines")}>
          {done.map((line) => (
            <Row key={line.id} line={line} chosen={corrects?.id === line.id} others={line.by !== mine} onChoose={() => { setCorrects(line); }} />
          ))}
        </ol>
        {corrects === null ? <Typing onBack={() => { setCorrects(done.at(-1) ?? null); }} /> : <Correcting key={corrects.id} line={corrects} lines={done} onTurn={setCorrects} />}
      </section>
      <Slower />
    </div>
  );
}

function Row({ line, chosen, others, onChoose }: { line: Caption; chosen: boolean; others: boolean; onChoose: () => void }) {
  return (
    <li data-chosen={chosen || undefined}>
      <button type="button" aria-label={interpolate(gettext("Correct: %(text)s"), { text: line.text })} onClick={onChoose}>
        {line.text}
        {others && <span className="room-quiet"> {gettext("(from the other seat)")}</span>}
      </button>
    </li>
  );
}

function Typing({ onBack }: { onBack: () => void }) {
  const session = useSession();
  const [text, setText] = useState("");
  const strokes = useRef<Strokes | null>(null);
  strokes.current ??= new Strokes((now) => session.api.post("/captions", { text: now, done: false }, { patience_s: 0 }));
  useEffect(() => () => void strokes.current?.stop(), []);
  const end = (): void => {
    const typed = text.trim();
    const arrived = strokes.current?.stop();
    if (typed === "") return;
    setText("");
    void Promise.resolve(arrived).then(() => send(session, typed)).then((went) => {
      // What was typed is never lost: it comes back in front of what has been typed since.
      if (!went) setText((now) => `${typed} ${now}`.trim());
    });
  };
  const back = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowUp" || text !== "") return;
    event.preventDefault();
    onBack();
  };
  return (
    <div onKeyDown={back}>
      <TextArea
        label={gettext("Line of captions")}
        help={gettext("Everyone reads along. Enter ends the line; Arrow up in the empty line corrects the last ones.")}
        rows={2}
        value={text}
        maxLength={LONGEST}
        focusFirst
        onChange={(now) => { setText(now); strokes.current?.type(now); }}
        onEnter={end}
      />
    </div>
  );
}

function send(session: Session, text: string): Promise<boolean> {
  return session.ask("/captions", { text, done: true });
}

function Correcting({ line, lines, onTurn }: { line: Caption; lines: Caption[]; onTurn: (line: Caption | null) => void }) {
  const session = useSession();
  const [text, setText] = useState(line.text);
  const place = lines.findIndex((one) => one.id === line.id);
  const save = (): void => void session.ask("/captions/corrections", { caption: line.id, text }).then((went) => { if (went) onTurn(null); });
  const keys = (event: KeyboardEvent): void => {
    const turned = event.key === "ArrowUp" ? lines[place - 1] : event.key === "ArrowDown" ? (lines[place + 1] ?? null) : undefined;
    if (event.key === "Escape") onTurn(null);
    else if (turned !== undefined && text === line.text) onTurn(turned);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div onKeyDown={keys}>
      <TextArea label={gettext("Correct the line")} help={gettext("Enter saves, Escape leaves it as it was; an empty line is taken away.")} rows={2} value={text} maxLength={LONGEST} focusFirst onChange={setText} onEnter={save} />
      <div className="room-row room-row-end">
        <Button size="small" onClick={() => { onTurn(null); }}>{gettext("Leave it")}</Button>
        <Button size="small" kind="primary" onClick={save}>{gettext("Save")}</Button>
      </div>
    </div>
  );
}
