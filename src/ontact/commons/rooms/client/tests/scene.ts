/** A room for tests: a state as the server would send it, and a server that answers from a script. */

import type { Air, Seat, State } from "../protocol";
import type { Surroundings } from "../state/api";

export function seat(id: string, over: Partial<Seat> = {}): Seat {
  return {
    id,
    title: `Head of ${id}`,
    name: id,
    role: "listener",
    organisation: null,
    rank: 0,
    people: 1,
    present: true,
    mode: "video",
    lines: [`line-${id}`],
    muted: false,
    removed: false,
    ...over,
  };
}

export function scene(over: Partial<State> = {}): State {
  return {
    schema: 1,
    v: 1,
    now: "2026-09-24T05:00:00.000Z",
    room: {
      id: "room",
      title: "Interim report",
      begins_at: "2026-09-24T05:00:00Z",
      ends_at: "2026-09-24T06:30:00Z",
      doors_at: "2026-09-24T04:30:00Z",
      manner: "broadcast",
      lobby: true,
      locked: false,
      phase: "open",
      closed_at: null,
      media: "ready",
      helpline: "031-228-2114",
    },
    floor: null,
    queue: [],
    seats: [seat("chair", { role: "host" }), seat("me"), seat("kim"), seat("lee")],
    slides: null,
    chat: [],
    waiting: 0,
    me: {
      seat: "me",
      line: "line-me",
      name: "me",
      role: "listener",
      mode: "video",
      companion: false,
      admitted: true,
      may: { microphone: false, camera: false, screen_share: false, chat: true, hand: true, slides: false, desk: false },
      pictured: true,
    },
    ext: {},
    ...over,
  };
}

/** An interpreter's seat, and the air it has. */
export const voice = (id: string, to = "en", over: Partial<Seat> = {}): Seat => seat(id, { role: "interpreter", serves: { as: "voice", from: "ko", to }, ...over });
export const air = (who: string, from = "ko", to = "en", offered = false): Air => ({ seat: who, from, to, begins_at: "2026-09-24T05:00:00.000Z", offered });

/** A room whose floor speaks Korean, with interpreters into English and Vietnamese. */
export function spoken(over: Partial<State> = {}): State {
  const state = scene();
  return { ...state, room: { ...state.room, languages: { floor: "ko", channels: ["en", "vi"] } }, seats: [...state.seats, voice("inter"), voice("viet", "vi")], ...over };
}

/** The same room as somebody else sees it. */
export function as(state: State, who: string): State {
  return { ...state, me: { ...state.me, seat: who, line: `line-${who}` } };
}

export interface Call {
  url: string;
  init: RequestInit;
}

type Reply = { status?: number; body?: unknown; headers?: Record<string, string> } | Error;

/** Answers in order; the last answer is repeated. Time is moved by the test (vi.useFakeTimers). */
export class ScriptedServer implements Surroundings {
  readonly calls: Call[] = [];
  replies: Reply[];

  constructor(...replies: Reply[]) {
    this.replies = replies;
  }

  readonly fetch: typeof fetch = (url, init = {}) => {
    this.calls.push({ url: String(url), init });
    const reply = this.replies.length > 1 ? this.replies.shift() : this.replies[0];
    if (reply === undefined) return Promise.reject(new TypeError("no reply in the script"));
    if (reply instanceof Error) return Promise.reject(reply);
    const { status = 200, body = {}, headers = {} } = reply;
    const empty = status === 304 || status === 204;
    return Promise.resolve(new Response(empty ? null : JSON.stringify(body), { status, headers }));
  };

  readonly sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  readonly now_ms = (): number => Date.now();
  readonly random = (): number => 0.5;
}
