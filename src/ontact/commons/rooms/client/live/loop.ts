/** A line that never gives up: token, connect, and after each drop again, until somebody with authority says no. */

import type { TokenAnswer } from "../protocol";
import { Refusal } from "../state/refusal";
import type { Ending } from "../state/line-view";

/** Why LiveKit let go of us; anything else is an accident, and accidents are mended. */
export type Drop = "removed" | "same-identity" | "room-deleted" | "accident";

export interface LoopHands {
  token: () => Promise<TokenAnswer>;
  connect: (answer: TokenAnswer) => Promise<void>;
  sleep: (ms: number) => Promise<void>;
  now_ms: () => number;
  random: () => number;
  onPhase: (phase: "preparing" | "joining" | "live" | "mending") => void;
  onEnd: (ending: Ending) => void;
}

/** Short at first: the room must be back within 15 s of a restart. Long later: 220 people knock at one server. */
const PAUSES_MS = [300, 500, 800, 1200, 1600, 2000];
const LONG_PAUSE_MS = 5_000;
const PATIENT_AFTER_MS = 120_000;
/** A token lives ten minutes at the door; refreshed ones are LiveKit's own affair. */
const TOKEN_KEPT_MS = 4 * 60_000;

export class ConnectionLoop {
  private running = false;
  private wake: (() => void) | null = null;
  private fallen: ((drop: Drop) => void) | null = null;
  private kept: { answer: TokenAnswer; until_ms: number } | null = null;

  constructor(private readonly hands: LoopHands) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    void this.run();
  }

  stop(): void {
    this.running = false;
    this.wake?.();
    this.fallen?.("accident");
  }

  hurry(): void {
    this.wake?.();
  }

  /** The connection is gone (LiveKit has given up mending it, or was told to go). */
  dropped(drop: Drop): void {
    this.fallen?.(drop);
  }

  /** The ticket in hand no longer says what I may do: whoever has the floor must not come back as a listener. */
  renew(): void {
    this.kept = null;
  }

  private async run(): Promise<void> {
    let wasLive = false;
    let tries = 0;
    let since_ms = this.hands.now_ms();
    this.hands.onPhase("joining");
    while (this.running) {
      try {
        const drop = await this.once();
        tries = 0;
        wasLive = true;
        since_ms = this.hands.now_ms();
        if (!this.running || this.endsBy(drop)) return;
        this.hands.onPhase("mending");
        if (drop !== "accident") this.kept = null;
      } catch (error) {
        if (!this.running || this.endsBySaying(error)) return;
        this.hands.onPhase(wasLive ? "mending" : isPreparing(error) ? "preparing" : "joining");
        if (!(error instanceof Refusal)) this.kept = tries > 1 ? null : this.kept;
        await this.pause(this.pauseAfter(error, tries++, this.hands.now_ms() - since_ms));
      }
    }
  }

  /** One life of the connection: resolves when it has dropped. */
  private async once(): Promise<Drop> {
    const answer = await this.tokenInHand();
    const fall = new Promise<Drop>((resolve) => {
      this.fallen = resolve;
    });
    await this.hands.connect(answer);
    if (!this.running) return "accident";
    this.hands.onPhase("live");
    return fall;
  }

  private async tokenInHand(): Promise<TokenAnswer> {
    const now_ms = this.hands.now_ms();
    if (this.kept !== null && this.kept.until_ms > now_ms) return this.kept.answer;
    const answer = await this.hands.token();
    const expires_ms = Date.parse(answer.expires_at);
    const until_ms = Math.min(now_ms + TOKEN_KEPT_MS, Number.isNaN(expires_ms) ? now_ms : expires_ms - 30_000);
    this.kept = { answer, until_ms };
    return answer;
  }

  private endsBy(drop: Drop): boolean {
    if (drop !== "same-identity") return false;
    this.end({ code: "same-tab", text: "", wayOut: "" });
    return true;
  }

  private endsBySaying(error: unknown): boolean {
    if (!(error instanceof Refusal) || error.isPassing || error.status >= 500 || error.status === 429) return false;
    this.end({ code: error.code, text: error.text, wayOut: error.wayOut });
    return true;
  }

  private end(ending: Ending): void {
    this.running = false;
    this.kept = null;
    this.hands.onEnd(ending);
  }

  private pauseAfter(error: unknown, tries: number, down_ms: number): number {
    const asked = error instanceof Refusal && error.retryAfter_s !== null ? error.retryAfter_s * 1000 : 0;
    const usual = down_ms > PATIENT_AFTER_MS ? LONG_PAUSE_MS : (PAUSES_MS[tries] ?? 2500);
    return Math.max(asked, usual) * (0.8 + this.hands.random() * 0.4);
  }

  private async pause(wait_ms: number): Promise<void> {
    const hurried = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    await Promise.race([this.hands.sleep(wait_ms), hurried]);
    this.wake = null;
  }
}

function isPreparing(error: unknown): boolean {
  return error instanceof Refusal && error.isPassing;
}
