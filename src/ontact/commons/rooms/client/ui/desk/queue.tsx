/** Desk, second block: the queue as rows with a face, to call, move and drop. */

import { gettext, interpolate } from "../../../../../web/client/words";
import { IconButton, Button } from "../../parts/button";
import { Face } from "../../parts/face";
import { useRoom, useSession } from "../../parts/hooks";
import { Select } from "../../parts/fields";
import { clockTime, spanWords } from "../../parts/time";
import type { RaisedHand } from "../../protocol";
import { seatOf } from "../../state/seating";
import { kindWord, RULES, ruleWord } from "../queue-words";
import { giveFloor } from "./acts";

export function DeskQueue() {
  const session = useSession();
  const rule = useRoom((state) => state.room.queue_rule ?? "hands");
  const queue = useRoom((state) => state.queue);
  return (
    <section className="room-block" aria-labelledby="desk-queue">
      <h3 id="desk-queue">
        {gettext("Waiting to speak")} <span className="count">{queue.length}</span>
      </h3>
      <Select
        label={gettext("Order of speakers")}
        value={rule}
        choices={RULES.map((one) => ({ value: one, word: ruleWord(one) }))}
        onChange={(chosen) => void session.ask("/queue/rule", { rule: chosen })}
      />
      {queue.some((hand) => hand.put === true) && (
        <p className="room-quiet">
          {gettext("The desk has changed the order of those who wait.")}{" "}
          <Button size="small" kind="text" icon="undo" onClick={() => void session.ask("/queue/rule", { rule })}>
            {gettext("Back to the rule")}
          </Button>
        </p>
      )}
      {queue.length === 0 ? (
        <p className="room-quiet">{gettext("No hand is up.")}</p>
      ) : (
        <ol className="room-queue">
          {queue.map((hand, place) => (
            <QueueRow key={hand.seat} hand={hand} place={place + 1} last={place === queue.length - 1} />
          ))}
        </ol>
      )}
    </section>
  );
}

function QueueRow({ hand, place, last }: { hand: RaisedHand; place: number; last: boolean }) {
  const id = hand.seat;
  const session = useSession();
  const seat = useRoom((state) => seatOf(state, id));
  const name = seat?.name || seat?.title || "";
  const named = (words: string): string => interpolate(words, { name });
  const move = (to: number): void => {
    void session.ask("/queue/order", { seat: id, place: to });
  };
  return (
    <li className="room-queue-row">
      <span className="room-place">{place}</span>
      <Face name={name} />
      <span className="room-who">
        <strong>
          {name} {(hand.kind ?? "statement") !== "statement" && <span className={hand.kind === "point_of_order" ? "tag tag-warning" : "tag"}>{kindWord(hand.kind)}</span>}
        </strong>
        <span className="room-quiet">
          {[seat?.name === "" ? "" : seat?.title, clockTime(hand.raised_at), spoken(seat?.spoken_s ?? 0)].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="room-queue-acts">
        <IconButton size="small" icon="arrow-up" label={named(gettext("Move %(name)s up"))} disabled={place === 1} onClick={() => { move(place - 1); }} />
        <IconButton size="small" icon="arrow-down" label={named(gettext("Move %(name)s down"))} disabled={last} onClick={() => { move(place + 1); }} />
        <IconButton size="small" icon="close" label={named(gettext("Take %(name)s off the queue"))} onClick={() => void session.ask("/queue/drop", { seat: id })} />
        <Button size="small" kind="primary" aria-label={named(gettext("Give %(name)s the floor"))} onClick={() => void giveFloor(session, id)}>
          {gettext("Call")}
        </Button>
      </span>
    </li>
  );
}

function spoken(seconds: number): string {
  return seconds === 0 ? gettext("has not spoken yet") : interpolate(gettext("spoke for %(time)s"), { time: spanWords(seconds) });
}
