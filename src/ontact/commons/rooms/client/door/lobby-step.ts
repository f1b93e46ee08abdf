/** What the lobby does next, from one answer of the server; pure, so that it can be tried. */

export interface LobbyAnswer {
  status: number;
  etag: string;
  body: unknown;
}

export interface LobbyStep {
  kind: "wait" | "in" | "door" | "reload" | "no-answer";
  etag?: string;
}

export function nextStep({ status, etag, body }: LobbyAnswer): LobbyStep {
  if (status === 0 || status >= 500 || status === 429) return { kind: "no-answer" };
  if (status === 304) return { kind: "wait" };
  // Refused, banned, over, left: the server's own page says which, and whom to call.
  if (status >= 400) return { kind: codeOf(body) === "left" ? "door" : "reload" };
  const state = (body ?? {}) as { me?: { admitted?: boolean }; room?: { phase?: string } };
  if (state.me?.admitted === true) return { kind: "in", etag };
  if (state.room?.phase === "over") return { kind: "reload" };
  return { kind: "wait", etag };
}

function codeOf(body: unknown): string {
  return typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
}
