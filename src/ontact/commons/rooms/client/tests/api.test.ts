/** Writes arrive once, however often they are sent. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Api } from "../state/api";
import { LineDown, Refusal } from "../state/refusal";
import { ScriptedServer } from "./scene";

beforeEach(() => {
  vi.useFakeTimers();
  document.cookie = "csrftoken=abc";
});
afterEach(() => {
  vi.useRealTimers();
});

function headersOf(server: ScriptedServer): Record<string, string>[] {
  return server.calls.map((call) => call.init.headers as Record<string, string>);
}

describe("a write", () => {
  it("carries the CSRF token and a key, and tells the version", async () => {
    const server = new ScriptedServer({ body: { v: 12 } });
    const heard = vi.fn();

    await new Api("/api/rooms/r", server, heard).post("/hand", { raised: true });

    expect(server.calls[0]?.url).toBe("/api/rooms/r/hand");
    expect(headersOf(server)[0]).toMatchObject({ "X-CSRFToken": "abc" });
    expect(headersOf(server)[0]?.["Idempotency-Key"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(heard).toHaveBeenCalledWith(12);
  });

  it("is sent again with the same key when the line breaks", async () => {
    const server = new ScriptedServer(new TypeError("down"), new TypeError("down"), { body: { v: 2 } });
    const delayed = vi.fn();
    const sent = new Api("/a", server).post("/ballot", {}, { onDelay: delayed });

    await vi.advanceTimersByTimeAsync(5_000);

    await expect(sent).resolves.toEqual({ v: 2 });
    expect(new Set(headersOf(server).map((headers) => headers["Idempotency-Key"])).size).toBe(1);
    expect(delayed).toHaveBeenCalledOnce();
  });

  it("waits as long as a busy server asks", async () => {
    const server = new ScriptedServer({ status: 503, headers: { "Retry-After": "3" }, body: { code: "machine-away", text: "Later." } }, { body: {} });
    const sent = new Api("/a", server).post("/hand");

    await vi.advanceTimersByTimeAsync(2_900);
    expect(server.calls.length).toBe(1);
    await vi.advanceTimersByTimeAsync(200);

    await sent;
    expect(server.calls.length).toBe(2);
  });

  it("is not repeated after a no, and brings sentence and way out", async () => {
    const server = new ScriptedServer({ status: 409, body: { code: "vote-closed", text: "Closed.", way_out: "Write." } });

    await expect(new Api("/a", server).post("/ballot")).rejects.toMatchObject({ code: "vote-closed", text: "Closed.", wayOut: "Write." });
    expect(server.calls.length).toBe(1);
  });

  it("gives up after its patience and says that the line is down", async () => {
    const server = new ScriptedServer(new TypeError("down"));
    const sent = new Api("/a", server).post("/hand", {}, { patience_s: 3 });
    const outcome = expect(sent).rejects.toBeInstanceOf(LineDown);

    await vi.advanceTimersByTimeAsync(10_000);

    await outcome;
  });

  it("makes a sentence of its own for a proxy's page", async () => {
    const server = new ScriptedServer({ status: 403 });

    const error: unknown = await new Api("/a", server).post("/hand").catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).text).not.toBe("");
  });
});
