/** One way to ask the server for something: JSON, the form token, a key that makes repeating harmless. */

export interface Refusal {
  code: string;
  text: string;
  way_out: string;
}

/** What the server (or the line) said no with; `text` can be shown as it is. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly refusal: Refusal,
    readonly retryAfterMs: number | null,
  ) {
    super(refusal.text);
  }
}

const LINE_AWAY: Refusal = { code: "line-away", text: "", way_out: "" };

export function token(): string {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? decodeURIComponent(cookie.slice("csrftoken=".length)) : (document.querySelector<HTMLMetaElement>("meta[name=csrf]")?.content ?? "");
}

export interface Sending {
  /** Give the same key when sending the same act again. */
  key?: string;
  /** Milliseconds before giving up; 10 s unless told. */
  timeoutMs?: number;
  keepalive?: boolean;
}

/** POST JSON and return the answer. Throws Refused. */
export async function send<Answer>(address: string, body: unknown = {}, { key = newKey(), timeoutMs = 10_000, keepalive = false }: Sending = {}): Promise<Answer> {
  return answer<Answer>(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), "Idempotency-Key": key },
    body: JSON.stringify(body),
    keepalive,
    signal: AbortSignal.timeout?.(timeoutMs),
  });
}

export async function fetchJson<Answer>(address: string, timeoutMs = 10_000): Promise<Answer> {
  return answer<Answer>(address, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout?.(timeoutMs) });
}

export function newKey(): string {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function answer<Answer>(address: string, request: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...request });
  } catch {
    throw new Refused(0, LINE_AWAY, null);
  }
  if (response.ok) return response.status === 204 ? (undefined as Answer) : ((await response.json()) as Answer);
  const refusal = await response.json().catch(() => null);
  const wait = Number(response.headers.get("Retry-After"));
  const said: Refusal = { ...LINE_AWAY, code: `status-${response.status}`, ...(refusal && typeof refusal === "object" ? refusal : {}) };
  throw new Refused(response.status, said, wait ? wait * 1000 : null);
}
