/** While my hand is up: my honest place, the rule that gives it, and what I ask for. */

import { gettext, interpolate } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { useRoom, useSession } from "../parts/hooks";
import type { HandKind } from "../protocol";
import { placeInQueue } from "../state/seating";
import { ordinal } from "./ordinal";
import { kindWord, nextToSpeak, ruleWord } from "./queue-words";
import { Strip } from "./strip";

const KINDS: HandKind[] = ["statement", "question", "point_of_order"];

export function QueueBanner() {
  const session = useSession();
  const place = useRoom((state) => placeInQueue(state.queue, state.me.seat));
  const next = useRoom((state) => nextToSpeak(state)?.seat === state.me.seat);
  const hand = useRoom((state) => state.queue.find((one) => one.seat === state.me.seat) ?? null);
  const rule = useRoom((state) => state.room.queue_rule);
  if (hand === null) return null;
  const now = hand.kind ?? "statement";
  const order = hand.put === true ? gettext("The desk has changed the order of those who wait.") : ruleWord(rule);
  return (
    <Strip
      tone="floor"
      icon="hand"
      act={KINDS.filter((kind) => kind !== now).map((kind) => (
        <Button key={kind} size="small" onClick={() => void session.raiseHand(true, kind)}>
          {kindWord(kind)}
        </Button>
      ))}
    >
      <p>
        <strong>{next ? gettext("You are next.") : interpolate(gettext("You are %(place)s in the queue."), { place: ordinal(place) })}</strong>{" "}
        {`${kindWord(now)} · ${order}`}
      </p>
    </Strip>
  );
}
