/** How an event changes the state: some parts are replaced, lists are merged by id, the rest stays the same object. */

import type { Caption, ChatLine, Payload, QueueChange, RaisedHand, Reducer, RoomEvent, Seat, State } from "../protocol";

/** The server sends the last 200 lines to latecomers; we keep as many. */
const CHAT_KEPT = 200;
const CAPTIONS_KEPT = 40;

export function applyEvent(state: State, event: RoomEvent, reducers: Record<string, Reducer> = {}): State {
  const { payload } = event;
  const next: State = { ...state, v: event.v };
  if (payload.floor !== undefined) next.floor = payload.floor;
  if (payload.queue !== undefined) next.queue = payload.queue;
  if (payload.queue_change !== undefined) next.queue = changedQueue(state.queue, payload.queue_change);
  if (payload.slides !== undefined) next.slides = payload.slides;
  if (payload.waiting !== undefined) next.waiting = payload.waiting;
  if (payload.side !== undefined) next.side = payload.side;
  if (payload.air !== undefined) next.air = payload.air;
  if (payload.poll !== undefined) next.poll = payload.poll;
  if (payload.captions !== undefined) next.captions = mergeCaptions(state.captions ?? [], payload.captions);
  if (payload.room !== undefined) next.room = { ...state.room, ...payload.room };
  if (payload.seats !== undefined) next.seats = mergeSeats(state.seats, payload.seats);
  if (payload.chat !== undefined) next.chat = mergeChat(state.chat, payload.chat);
  const reducer = reducers[event.kind];
  if (reducer !== undefined) next.ext = reducer(state.ext, payload);
  else if (payload.ext !== undefined) next.ext = { ...state.ext, ...payload.ext };
  return next;
}

export function changedQueue(queue: RaisedHand[], { raised, lowered = [], order, put }: QueueChange): RaisedHand[] {
  let next = queue.filter((hand) => !lowered.includes(hand.seat) && hand.seat !== raised?.seat);
  if (raised !== undefined) {
    const { place, ...hand } = raised;
    next.splice(place, 0, hand);
  }
  if (order !== undefined) {
    const places = new Map(order.map((seat, place) => [seat, place]));
    next.sort((a, b) => (places.get(a.seat) ?? order.length) - (places.get(b.seat) ?? order.length));
  }
  if (put !== undefined) next = next.map((hand) => ({ ...hand, put }));
  return next;
}

function mergeSeats(seats: Seat[], changes: NonNullable<Payload["seats"]>): Seat[] {
  const byId = new Map(seats.map((seat) => [seat.id, seat]));
  for (const change of changes) {
    const known = byId.get(change.id);
    byId.set(change.id, known ? { ...known, ...change } : (change as Seat));
  }
  return [...byId.values()];
}

export function mergeChat(lines: ChatLine[], added: ChatLine[]): ChatLine[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  for (const line of added) {
    if (line.hidden) byId.delete(line.id);
    else byId.set(line.id, line);
  }
  return [...byId.values()].slice(-CHAT_KEPT);
}

/** A correction of a line that has scrolled away is not shown again at the end. */
function mergeCaptions(lines: Caption[], told: Caption[]): Caption[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  for (const line of told) {
    if (line.text === "") byId.delete(line.id);
    else if (!line.corrected || byId.has(line.id)) byId.set(line.id, line);
  }
  return [...byId.values()].slice(-CAPTIONS_KEPT);
}

/** A freshly fetched state, with every part that did not change kept as the very same object, so that nothing redraws. */
export function keepWhatIsSame(before: State | null, after: State): State {
  if (before === null) return after;
  const kept = { ...after };
  for (const key of Object.keys(after) as (keyof State)[]) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) Object.assign(kept, { [key]: before[key] });
  }
  kept.ext = keepKeys(before.ext, after.ext);
  return kept;
}

function keepKeys(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let same = Object.keys(before).length === Object.keys(after).length;
  for (const [key, value] of Object.entries(after)) {
    const unchanged = JSON.stringify(before[key]) === JSON.stringify(value);
    kept[key] = unchanged ? before[key] : value;
    same &&= unchanged;
  }
  return same ? before : kept;
}

/** Does this event change what I myself may do? Then `me` has to be fetched: it is never sent. */
export function concernsMe(state: State, event: RoomEvent): boolean {
  const { payload } = event;
  const seat = state.me.seat;
  if (payload.concerns?.includes(seat)) return true;
  if (payload.floor === undefined) return false;
  return (state.floor?.seat === seat) !== (payload.floor?.seat === seat);
}
