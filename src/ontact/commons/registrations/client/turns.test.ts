/** Whose turn it is, reckoned in the page. */
import { createHmac, webcrypto } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { askAgainMs, isLeftOut, lotOf, placeByLot, placeByNumber, secondsUntil, tryAgainMs, type Turns } from "./turns";

const SEED = "0f".repeat(32);
const BEFORE: Turns = { now: 0, opens: 600_000, waits: true, called: 0 };
const OPEN: Turns = { now: 700_000, opens: 600_000, waits: true, called: 1_000, drawn: 4_000, last: 5_000, each_s: 50, seed: SEED, lot: "4000000000000000" };

beforeAll(() => {
  if (globalThis.crypto?.subtle === undefined) Object.defineProperty(globalThis, "crypto", { value: webcrypto });
});

describe("a place in the waiting room", () => {
  it("is unknown before the opening", () => {
    expect(placeByNumber(0, BEFORE)).toEqual({ number: 0, isTurn: false });
    expect(placeByLot("00", BEFORE).isTurn).toBe(false);
  });

  it("follows from the number that the hall has given", () => {
    expect(placeByNumber(1_000, OPEN).isTurn).toBe(true);
    expect(placeByNumber(1_001, OPEN).isTurn).toBe(false);
  });

  it("follows from the lot among those drawn, without asking for it", () => {
    expect(placeByLot("4000000000000000ff", OPEN)).toEqual({ number: 1_001, isTurn: true });
    expect(placeByLot("4000000000000001", OPEN)).toEqual({ number: 1_001, isTurn: false });
    expect(placeByLot("8000000000000000", OPEN)).toEqual({ number: 2_001, isTurn: false });
  });

  it("is drawn as a stranger draws it", async () => {
    const expected = createHmac("sha256", Buffer.from(SEED, "hex")).update("a pass").digest("hex");
    expect(await lotOf(SEED, "a pass")).toBe(expected);
  });

  it("is asked of the hall where the pass came too late for the draw", () => {
    expect(isLeftOut({ number: 0, isTurn: false }, { ...BEFORE, now: 605_000 })).toBe(false);
    expect(isLeftOut({ number: 0, isTurn: false }, { ...BEFORE, now: 640_000 })).toBe(true);
    expect(isLeftOut({ number: 4_100, isTurn: false }, { ...OPEN, called: 4_000 })).toBe(true);
    expect(isLeftOut({ number: 1_200, isTurn: false }, OPEN)).toBe(false);
  });

  it("says how long it takes", () => {
    expect(secondsUntil({ number: 2_000, isTurn: false }, OPEN)).toBe(20);
    expect(secondsUntil({ number: 2_000, isTurn: false }, { ...OPEN, pause_s: 12 })).toBe(32);
    expect(secondsUntil({ number: 500, isTurn: true }, OPEN)).toBe(0);
  });
});

describe("asking again", () => {
  it("comes once a minute before the opening, and spread over eight seconds after it", () => {
    expect(askAgainMs({ number: 0, isTurn: false }, BEFORE, 0.5)).toBe(60_000);
    const soon = { ...BEFORE, opens: 10_000 };
    expect(askAgainMs({ number: 0, isTurn: false }, soon, 0)).toBe(10_500);
    expect(askAgainMs({ number: 0, isTurn: false }, soon, 1)).toBe(18_500);
  });

  it("is seldom from afar, often when near, never in step", () => {
    expect(askAgainMs({ number: 900_000, isTurn: false }, OPEN, 0.5)).toBe(30_000);
    expect(askAgainMs({ number: 1_001, isTurn: false }, OPEN, 0.5)).toBe(2_000);
    expect(askAgainMs({ number: 1_001, isTurn: false }, OPEN, 0)).toBeLessThan(askAgainMs({ number: 1_001, isTurn: false }, OPEN, 1));
  });

  it("grows rarer while the line is down, and never stops", () => {
    expect(tryAgainMs(1, 0.5)).toBe(2_000);
    expect(tryAgainMs(3, 0.5)).toBe(8_000);
    expect(tryAgainMs(40, 0.5)).toBe(30_000);
  });
});
