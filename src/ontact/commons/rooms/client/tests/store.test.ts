/** The store keeps up with the server, whatever is lost, doubled or overtaken on the way. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { RoomEvent, State } from "../protocol";
import { changedQueue } from "../state/merge";
import { RoomStore } from "../state/store";
import { scene, ScriptedServer } from "./scene";

function turn(v: number, seat: string | null): RoomEvent {
  const floor = seat === null ? null : { seat, begins_at: "2026-09-24T05:00:00Z", limit_s: 180, due_at: "2026-09-24T05:03:00Z", turn: `turn-${String(v)}` };
  return { v, kind: "floor", payload: { floor } };
}

async function started(server: ScriptedServer): Promise<RoomStore> {
  const store = new RoomStore("/state", {}, server);
  await store.start();
  store.setLive(true);
  await vi.advanceTimersByTimeAsync(0);
  return store;
}

function shown(store: RoomStore): State {
  const state = store.view.get();
  if (state === null) throw new Error("no state");
  return state;
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-09-24T05:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("events", () => {
  it("applies the next one at once, without a request", async () => {
    const server = new ScriptedServer({ body: scene({ v: 4 }) });
    const store = await started(server);
    const asked = server.calls.length;

    store.receive(turn(5, "kim"));

    expect(shown(store).floor?.seat).toBe("kim");
    expect(server.calls.length).toBe(asked);
  });

  it("ignores one that is known already", async () => {
    const store = await started(new ScriptedServer({ body: scene({ v: 4 }) }));

    store.receive(turn(4, "kim"));

    expect(shown(store).floor).toBeNull();
  });

  it("fetches after a gap, but not before its random moment", async () => {
    const server = new ScriptedServer({ body: scene({ v: 4 }) });
    const store = await started(server);
    const asked = server.calls.length;
    server.replies = [{ body: scene({ v: 7 }) }];

    store.receive(turn(7, "kim"));
    await vi.advanceTimersByTimeAsync(900);
    expect(server.calls.length).toBe(asked);
    await vi.advanceTimersByTimeAsync(200);

    expect(server.calls.length).toBe(asked + 1);
    expect(shown(store).v).toBe(7);
  });

  it("needs no fetch when the missing one arrives late", async () => {
    const server = new ScriptedServer({ body: scene({ v: 4 }) });
    const store = await started(server);
    const asked = server.calls.length;

    store.receive(turn(6, null));
    store.receive(turn(5, "kim"));
    await vi.advanceTimersByTimeAsync(5_000);

    expect(shown(store).v).toBe(6);
    expect(server.calls.length).toBe(asked);
  });

  it("takes the changes of a moment in their order, shows them once and asks once", async () => {
    const server = new ScriptedServer({ body: scene({ v: 4 }) });
    const store = await started(server);
    const [asked, shows] = [server.calls.length, vi.fn()];
    store.view.watch(shows);

    store.receive(turn(5, "me"), turn(6, "kim"), turn(7, "lee"));
    await vi.advanceTimersByTimeAsync(0);

    expect(shown(store).floor?.seat).toBe("lee");
    expect(server.calls.length).toBe(asked + 1);
    expect(shows.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it("joins what came before and after a gap when the missing one arrives in the next message", async () => {
    const server = new ScriptedServer({ body: scene({ v: 4 }) });
    const store = await started(server);

    store.receive(turn(6, "kim"), turn(7, "lee"));
    store.receive(turn(5, null), turn(8, "kim"));

    expect([shown(store).v, shown(store).floor?.seat]).toEqual([8, "kim"]);
  });

  it("is not set back by a state that they have overtaken", async () => {
    const server = new ScriptedServer({ body: scene({ v: 4 }) });
    const store = await started(server);

    store.receive(turn(5, "kim"));
    await store.refresh();

    expect(shown(store).v).toBe(5);
    expect(shown(store).floor?.seat).toBe("kim");
  });

  it("asks for my rights when the floor becomes mine", async () => {
    const server = new ScriptedServer({ body: scene({ v: 4 }) });
    const store = await started(server);
    const mine = scene({ v: 5 });
    mine.me.may.microphone = true;
    server.replies = [{ body: mine }];

    store.receive(turn(5, "me"));
    await vi.advanceTimersByTimeAsync(0);

    expect(shown(store).me.may.microphone).toBe(true);
  });

  it("leaves what did not change the very same object", async () => {
    const store = await started(new ScriptedServer({ body: scene({ v: 4 }) }));
    const before = shown(store);

    store.receive(turn(5, "kim"));

    expect(shown(store).seats).toBe(before.seats);
    expect(shown(store).chat).toBe(before.chat);
  });

  it("merges seats by id, appends chat, and replaces parts of ext key by key", async () => {
    const first = scene({ v: 4, ext: { agenda: [1], votes: [] } });
    const store = await started(new ScriptedServer({ body: first }));
    const line = { id: "c1", seat: "kim", name: "kim", text: "안녕하세요", at: "2026-09-24T05:00:01Z" };

    store.receive({ v: 5, kind: "x", payload: { seats: [{ id: "kim", present: false }], chat: [line], ext: { votes: [2] } } });

    const state = shown(store);
    expect(state.seats.find((seat) => seat.id === "kim")).toMatchObject({ present: false, title: "Head of kim" });
    expect(state.chat).toEqual([line]);
    expect(state.ext).toEqual({ agenda: [1], votes: [2] });
  });
});

describe("without LiveKit", () => {
  it("asks every three seconds with the ETag", async () => {
    const server = new ScriptedServer({ body: scene(), headers: { ETag: '"a"' } }, { status: 304 });
    const store = new RoomStore("/state", {}, server);
    await store.start();

    await vi.advanceTimersByTimeAsync(3_500);

    expect(server.calls.length).toBe(2);
    expect(server.calls[1]?.init.headers).toMatchObject({ "If-None-Match": '"a"' });
    expect(store.reach.get().failures).toBe(0);
  });

  it("goes on asking while the hall is down, and says so", async () => {
    const server = new ScriptedServer({ body: scene() }, new TypeError("down"));
    const store = new RoomStore("/state", {}, server);
    await store.start();

    await vi.advanceTimersByTimeAsync(20_000);
    expect(store.reach.get().failures).toBeGreaterThanOrEqual(3);
    server.replies = [{ body: scene({ v: 9 }) }];
    await vi.advanceTimersByTimeAsync(13_000);

    expect(store.reach.get().failures).toBe(0);
    expect(shown(store).v).toBe(9);
  });

  it("shows why it is refused", async () => {
    const server = new ScriptedServer({ status: 403, body: { code: "banned", text: "Out.", way_out: "Call." } });
    const store = new RoomStore("/state", {}, server);

    await store.start();

    expect(store.reach.get().refusal).toMatchObject({ code: "banned", text: "Out.", wayOut: "Call." });
  });
});

describe("what I hope for", () => {
  it("is shown at once and replaced by the truth", async () => {
    const server = new ScriptedServer({ body: scene({ v: 4 }) });
    const store = await started(server);

    const done = store.hope((state) => ({ ...state, waiting: 7 }), Promise.resolve({ v: 5 }));
    expect(shown(store).waiting).toBe(7);
    await done;
    expect(shown(store).waiting).toBe(7);
    store.receive({ v: 5, kind: "x", payload: { waiting: 2 } });

    expect(shown(store).waiting).toBe(2);
  });

  it("is taken back when the server says no", async () => {
    const store = await started(new ScriptedServer({ body: scene({ v: 4 }) }));

    await expect(store.hope((state) => ({ ...state, waiting: 7 }), Promise.reject(new Error("no")))).rejects.toThrow();

    expect(shown(store).waiting).toBe(0);
  });

  it("fetches when the event that should have confirmed it is lost", async () => {
    const server = new ScriptedServer({ body: scene({ v: 4 }) });
    const store = await started(server);
    server.replies = [{ body: scene({ v: 6 }) }];

    store.heardOf(6);
    await vi.advanceTimersByTimeAsync(1_500);

    expect(shown(store).v).toBe(6);
  });
});

describe("the queue by its changes", () => {
  const hand = (id: string) => ({ seat: id, raised_at: "" });

  it.each([
    ["goes up at its place", { raised: { ...hand("lee"), place: 1 } }, ["kim", "lee", "me"]],
    ["goes down", { lowered: ["kim"] }, ["me"]],
    ["follows a new order", { order: ["me", "kim"] }, ["me", "kim"]],
    ["moves when it asks for something else", { raised: { ...hand("me"), place: 0 }, order: ["me", "kim"] }, ["me", "kim"]],
  ])("a hand %s", (_, change, seats) => {
    expect(changedQueue([hand("kim"), hand("me")], change).map((one) => one.seat)).toEqual(seats);
  });
});
