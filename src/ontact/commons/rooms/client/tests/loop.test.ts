/** The line never gives up by itself; only a no of the server ends it. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { ConnectionLoop, type LoopHands } from "../live/loop";
import type { TokenAnswer } from "../protocol";
import { LineDown, Refusal } from "../state/refusal";

const TOKEN: TokenAnswer = { url: "ws://x", token: "t", identity: "line-me", expires_at: "2099-01-01T00:00:00Z" };

function hands(over: Partial<LoopHands> = {}) {
  const phases: string[] = [];
  const made = {
    token: vi.fn(() => Promise.resolve(TOKEN)),
    connect: vi.fn(() => Promise.resolve()),
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    now_ms: () => Date.now(),
    random: () => 0.5,
    onPhase: (phase: string) => phases.push(phase),
    onEnd: vi.fn(),
    ...over,
  };
  return { ...made, phases };
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-09-24T05:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the connection loop", () => {
  it("joins", async () => {
    const made = hands();
    new ConnectionLoop(made).start();
    await vi.advanceTimersByTimeAsync(0);

    expect(made.phases).toEqual(["joining", "live"]);
  });

  it("comes back after an accident, with the token it has", async () => {
    const made = hands();
    const loop = new ConnectionLoop(made);
    loop.start();
    await vi.advanceTimersByTimeAsync(0);

    loop.dropped("accident");
    await vi.advanceTimersByTimeAsync(0);

    expect(made.connect).toHaveBeenCalledTimes(2);
    expect(made.token).toHaveBeenCalledTimes(1);
    expect(made.phases).toEqual(["joining", "live", "mending", "live"]);
  });

  it("tries for an hour if it must, and is back within three seconds of the server", async () => {
    let up = true;
    const made = hands({ connect: vi.fn(() => (up ? Promise.resolve() : Promise.reject(new Error("refused")))) });
    const loop = new ConnectionLoop(made);
    loop.start();
    await vi.advanceTimersByTimeAsync(0);
    up = false;
    loop.dropped("accident");
    await vi.advanceTimersByTimeAsync(12_000);
    expect(made.phases.at(-1)).toBe("mending");
    up = true;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(made.phases.at(-1)).toBe("live");

    up = false;
    loop.dropped("accident");
    await vi.advanceTimersByTimeAsync(3_600_000);
    up = true;
    await vi.advanceTimersByTimeAsync(7_000);

    expect(made.phases.at(-1)).toBe("live");
  });

  it("asks for a new token when the rights have changed since", async () => {
    const token = vi.fn(() => Promise.resolve(TOKEN));
    const loop = new ConnectionLoop(hands({ token }));
    loop.start();
    await vi.advanceTimersByTimeAsync(0);

    loop.renew();
    loop.dropped("accident");
    await vi.advanceTimersByTimeAsync(0);

    expect(token.mock.calls.length).toBe(2);
  });

  it("asks for a new token when the kept one does not let it in", async () => {
    const connect = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValue(new Error("401"));
    const token = vi.fn(() => Promise.resolve(TOKEN));
    const made = hands({ connect, token });
    const loop = new ConnectionLoop(made);
    loop.start();
    await vi.advanceTimersByTimeAsync(0);

    loop.dropped("accident");
    await vi.advanceTimersByTimeAsync(6_000);

    expect(token.mock.calls.length).toBeGreaterThan(1);
  });

  it("waits as the server asks while media is being prepared", async () => {
    const token = vi
      .fn<() => Promise<TokenAnswer>>()
      .mockRejectedValueOnce(new Refusal(503, "media-server-preparing", "Soon.", "", 10))
      .mockResolvedValue(TOKEN);
    const made = hands({ token });
    new ConnectionLoop(made).start();

    await vi.advanceTimersByTimeAsync(9_000);
    expect(made.phases.at(-1)).toBe("preparing");
    await vi.advanceTimersByTimeAsync(2_000);

    expect(made.phases.at(-1)).toBe("live");
  });

  it("does not wait once it is told to hurry", async () => {
    const token = vi.fn<() => Promise<TokenAnswer>>().mockRejectedValueOnce(new Refusal(503, "media-server-away", "", "", 30)).mockResolvedValue(TOKEN);
    const made = hands({ token });
    const loop = new ConnectionLoop(made);
    loop.start();
    await vi.advanceTimersByTimeAsync(100);

    loop.hurry();
    await vi.advanceTimersByTimeAsync(0);

    expect(made.phases.at(-1)).toBe("live");
  });

  it("survives a hall that does not answer", async () => {
    const token = vi.fn<() => Promise<TokenAnswer>>().mockRejectedValueOnce(new LineDown()).mockResolvedValue(TOKEN);
    const made = hands({ token });
    new ConnectionLoop(made).start();

    await vi.advanceTimersByTimeAsync(1_000);

    expect(made.phases.at(-1)).toBe("live");
  });

  it("asks the server after a removal, and ends with its words", async () => {
    const token = vi
      .fn<() => Promise<TokenAnswer>>()
      .mockResolvedValueOnce(TOKEN)
      .mockRejectedValue(new Refusal(403, "banned", "Out.", "Call."));
    const made = hands({ token });
    const loop = new ConnectionLoop(made);
    loop.start();
    await vi.advanceTimersByTimeAsync(0);

    loop.dropped("removed");
    await vi.advanceTimersByTimeAsync(0);

    expect(made.onEnd).toHaveBeenCalledWith({ code: "banned", text: "Out.", wayOut: "Call." });
  });

  it("leaves the line to another tab, and takes it back when asked", async () => {
    const made = hands();
    const loop = new ConnectionLoop(made);
    loop.start();
    await vi.advanceTimersByTimeAsync(0);

    loop.dropped("same-identity");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(made.onEnd).toHaveBeenCalledWith(expect.objectContaining({ code: "same-tab" }));
    expect(made.connect).toHaveBeenCalledTimes(1);
    loop.start();
    await vi.advanceTimersByTimeAsync(0);

    expect(made.phases.at(-1)).toBe("live");
  });
});
