/** A "no" or a "not now" of the server, with its sentence and the way out. */

import { gettext } from "../../../../web/client/words";

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: string,
    readonly wayOut: string = "",
    readonly retryAfter_s: number | null = null,
  ) {
    super(text);
    this.name = "Refusal";
  }

  /** The machine is away; the same request may be sent again. */
  get isPassing(): boolean {
    return this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** The network did not carry the request; nobody said no. */
export class LineDown extends Error {
  constructor(cause?: unknown) {
    super("The network did not answer.", { cause });
    this.name = "LineDown";
  }
}

/** An answer that is not 2xx, made a Refusal; pages of proxies have no JSON and get a sentence of ours. */
export async function refusalOf(answer: Response): Promise<Refusal> {
  const wait = Number.parseFloat(answer.headers.get("Retry-After") ?? "");
  const retryAfter_s = Number.isFinite(wait) ? wait : null;
  const body: unknown = await answer.json().catch(() => null);
  const said = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const text = typeof said.text === "string" && said.text !== "" ? said.text : ownSentence(answer.status);
  const code = typeof said.code === "string" ? said.code : `http-${String(answer.status)}`;
  return new Refusal(answer.status, code, text, typeof said.way_out === "string" ? said.way_out : "", retryAfter_s);
}

function ownSentence(status: number): string {
  if (status >= 500) return gettext("The hall did not answer as it should. It is tried again.");
  if (status === 403) return gettext("Your place in this room is not known on this device.");
  return gettext("This cannot be done now.");
}
