/** Requests to the room's API: each write carries one key through all its retries, so that asking twice is harmless. */

import { LineDown, Refusal, refusalOf } from "./refusal";

export interface Answer {
  /** The room's version after the write. */
  v?: number;
}

export interface Sending {
  /** How long to go on trying while the network or the server is away. */
  patience_s?: number;
  key?: string;
  /** Called once, when the first try did not get through. */
  onDelay?: () => void;
}

const ANSWER_WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 5_000;
const USUAL_PATIENCE_S = 25;

export interface Surroundings {
  fetch: typeof fetch;
  sleep: (ms: number) => Promise<void>;
  now_ms: () => number;
  random: () => number;
}

export const browser: Surroundings = {
  fetch: (...request) => fetch(...request),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  now_ms: () => Date.now(),
  random: () => Math.random(),
};

export class Api {
  constructor(
    readonly base: string,
    private readonly around: Surroundings = browser,
    private readonly onVersion: (v: number) => void = () => undefined,
  ) {}

  async get<T>(path: string): Promise<T> {
    const answer = await this.once(path, { method: "GET", headers: { Accept: "application/json" } });
    return (await answer.json()) as T;
  }

  /** Send until it is answered or patience ends. A refusal (4xx) is thrown at once. */
  async post<T extends Answer = Answer>(path: string, body: object = {}, sending: Sending = {}): Promise<T> {
    const { patience_s = USUAL_PATIENCE_S, key = newKey(), onDelay } = sending;
    const giveUpAt = this.around.now_ms() + patience_s * 1000;
    let pause_ms = FIRST_PAUSE_MS;
    let delayed = false;
    for (;;) {
      try {
        const answer = await this.once(path, written(body, key));
        const said = (await answer.json().catch(() => ({}))) as T;
        if (typeof said.v === "number") this.onVersion(said.v);
        return said;
      } catch (error) {
        const wait_ms = this.pauseAfter(error, pause_ms);
        if (wait_ms === null || this.around.now_ms() + wait_ms > giveUpAt) throw error;
        if (!delayed) onDelay?.();
        delayed = true;
        await this.around.sleep(wait_ms);
        pause_ms = Math.min(pause_ms * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  private pauseAfter(error: unknown, pause_ms: number): number | null {
    const jittered = pause_ms * (0.75 + this.around.random() / 2);
    if (error instanceof LineDown) return jittered;
    if (error instanceof Refusal && error.isPassing) {
      return error.retryAfter_s === null ? jittered : Math.max(error.retryAfter_s * 1000, 100);
    }
    return null;
  }

  private async once(path: string, init: RequestInit): Promise<Response> {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
    }, ANSWER_WITHIN_MS);
    let answer: Response;
    try {
      answer = await this.around.fetch(joined(this.base, path), { ...init, credentials: "same-origin", signal: abort.signal });
    } catch (error) {
      throw new LineDown(error);
    } finally {
      clearTimeout(timer);
    }
    if (!answer.ok) throw await refusalOf(answer);
    return answer;
  }
}

function joined(base: string, path: string): string {
  return `${base.replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
}

function written(body: object, key: string): RequestInit {
  return {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-CSRFToken": csrfToken(),
      "Idempotency-Key": key,
    },
    body: JSON.stringify(body),
  };
}

export function csrfToken(): string {
  const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  if (cookie !== undefined) return decodeURIComponent(cookie);
  return document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";
}

/** crypto.randomUUID is missing outside secure contexts; a practice room on plain http still needs keys. */
export function newKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
