/** The room as this screen knows it: fetched once, kept up by numbered events, fetched again where one is missing. */

import type { Me, Reducer, RoomEvent, State } from "../protocol";
import { browser, type Surroundings } from "./api";
import { Cell } from "./cell";
import { ServerClock } from "./clock";
import { applyEvent, concernsMe, keepWhatIsSame } from "./merge";
import { Refusal, refusalOf } from "./refusal";

/** While LiveKit is away nobody tells us anything, so we ask. */
const POLL_MS = 3_000;
const POLL_SLOWEST_MS = 12_000;
/** After a gap everyone would fetch at once: each waits a random moment within this. */
const GAP_JITTER_MS = 2_000;
/** The answer to our own write may overtake its event; this long we wait for the event. */
const EVENT_LATE_MS = 1_200;
const EARLY_EVENTS_KEPT = 300;

export interface Reach {
  /** Fetches that failed in a row; from two on the page says so. */
  failures: number;
  refusal: Refusal | null;
}

type Change = (state: State) => State;

export class RoomStore {
  readonly clock: ServerClock;
  readonly view = new Cell<State | null>(null);
  readonly reach = new Cell<Reach>({ failures: 0, refusal: null });
  private base: State | null = null;
  private etag = "";
  private early: RoomEvent[] = [];
  private readonly hopes = new Map<number, { change: Change; until_v: number }>();
  private hopeCount = 0;
  private live = false;
  private stopped = true;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt_ms = Number.POSITIVE_INFINITY;
  private fetching: Promise<void> | null = null;
  private fetchAgain = false;

  constructor(
    private readonly stateUrl: string,
    private readonly reducers: Record<string, Reducer> = {},
    private readonly around: Surroundings = browser,
  ) {
    this.clock = new ServerClock(around.now_ms);
  }

  start(): Promise<void> {
    this.stopped = false;
    return this.refresh();
  }

  stop(): void {
    this.stopped = true;
    this.unschedule();
  }

  /** LiveKit carries events now (or no longer): polling stops or begins. */
  setLive(live: boolean): void {
    if (this.live === live) return;
    this.live = live;
    this.unschedule();
    void this.refresh();
  }

  /** Fetch at once; a fetch under way is followed by another, because it may have begun too early. */
  refresh(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    if (this.fetching !== null) {
      this.fetchAgain = true;
      return this.fetching;
    }
    this.unschedule();
    this.fetching = this.fetchState().finally(() => {
      this.fetching = null;
      if (this.fetchAgain) {
        this.fetchAgain = false;
        void this.refresh();
      } else this.scheduleNext();
    });
    return this.fetching;
  }

  /** The changes of a moment, in their order; shown once. */
  receive(...events: RoomEvent[]): void {
    let [news, mine, everyones] = [false, false, false];
    for (const event of events) {
      const before = this.base;
      if (before === null || event.v > before.v + 1) {
        this.early = [...this.early, event].slice(-EARLY_EVENTS_KEPT);
        this.schedule(this.around.random() * GAP_JITTER_MS);
      } else if (event.v === before.v + 1) {
        news = true;
        mine ||= concernsMe(before, event);
        everyones ||= event.payload.concerns_all === true;
        this.base = applyEvent(before, event, this.reducers);
        this.applyEarly();
      }
    }
    if (news) this.show();
    if (mine) void this.refresh();
    else if (everyones) this.schedule(this.around.random() * GAP_JITTER_MS);
  }

  /** Somebody (room metadata, the answer to a write) says that the room is at version v already. */
  heardOf(v: number): void {
    if (this.base === null || v <= this.base.v) return;
    this.schedule(this.live ? EVENT_LATE_MS : 0);
  }

  /** Show a change before the server has it; take it back if the promise fails. Only for what is harmless. */
  async hope<T extends { v?: number }>(change: Change, promise: Promise<T>): Promise<T> {
    const id = ++this.hopeCount;
    this.hopes.set(id, { change, until_v: Number.POSITIVE_INFINITY });
    this.show();
    try {
      const answer = await promise;
      this.hopes.set(id, { change, until_v: answer.v ?? 0 });
      this.show();
      return answer;
    } catch (error) {
      this.hopes.delete(id);
      this.show();
      throw error;
    }
  }

  private show(): void {
    if (this.base === null) return;
    const v = this.base.v;
    for (const [id, hope] of this.hopes) if (hope.until_v <= v) this.hopes.delete(id);
    let seen = this.base;
    for (const { change } of this.hopes.values()) seen = change(seen);
    this.view.set(seen);
  }

  private applyEarly(): void {
    for (let moved = true; moved && this.base !== null; ) {
      const due = this.early.find((event) => event.v === (this.base?.v ?? 0) + 1);
      moved = due !== undefined;
      if (due !== undefined) this.base = applyEvent(this.base, due, this.reducers);
    }
    const v = this.base?.v ?? 0;
    this.early = this.early.filter((event) => event.v > v);
    if (this.early.length === 0 && this.live) this.unschedule();
  }

  private async fetchState(): Promise<void> {
    const sent = this.around.now_ms();
    try {
      const headers: Record<string, string> = { Accept: "application/json" };
      if (this.etag !== "") headers["If-None-Match"] = this.etag;
      const answer = await this.around.fetch(this.stateUrl, { headers, credentials: "same-origin", cache: "no-store" });
      if (answer.status !== 304) await this.take(answer, sent);
      this.reach.patch({ failures: 0, refusal: null });
    } catch (error) {
      const refusal = error instanceof Refusal && !error.isPassing && error.status < 500 ? error : null;
      this.reach.set({ failures: this.reach.get().failures + 1, refusal });
    }
  }

  private async take(answer: Response, sent: number): Promise<void> {
    if (!answer.ok) throw await refusalOf(answer);
    const fetched = (await answer.json()) as State;
    this.etag = answer.headers.get("ETag") ?? "";
    this.clock.learn(fetched.now, sent, this.around.now_ms());
    if (this.base !== null && fetched.v < this.base.v) {
      // Events overtook this answer: only what is never sent in events is news.
      this.base = withMe(this.base, fetched);
    } else this.base = keepWhatIsSame(this.base, fetched);
    this.applyEarly();
    this.show();
  }

  private scheduleNext(): void {
    const { failures, refusal } = this.reach.get();
    if (refusal !== null) this.schedule(POLL_SLOWEST_MS);
    else if (failures > 0) this.schedule(Math.min(POLL_MS * 1.6 ** (failures - 1), POLL_SLOWEST_MS));
    else if (!this.live) this.schedule(POLL_MS + this.around.random() * 300);
    else if (this.early.length > 0) this.schedule(this.around.random() * GAP_JITTER_MS);
  }

  private schedule(wait_ms: number): void {
    const due = this.around.now_ms() + wait_ms;
    if (this.stopped || due >= this.dueAt_ms) return;
    this.unschedule();
    this.dueAt_ms = due;
    this.timer = setTimeout(() => {
      this.dueAt_ms = Number.POSITIVE_INFINITY;
      void this.refresh();
    }, wait_ms);
  }

  private unschedule(): void {
    clearTimeout(this.timer);
    this.dueAt_ms = Number.POSITIVE_INFINITY;
  }
}

function withMe(base: State, fetched: State): State {
  const me: Me = JSON.stringify(base.me) === JSON.stringify(fetched.me) ? base.me : fetched.me;
  return fetched.me_ext === undefined ? { ...base, me } : { ...base, me, me_ext: fetched.me_ext };
}
