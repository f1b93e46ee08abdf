/** Deadlines are the server's: the clock believes the quickest answer. */

import { describe, expect, it } from "vitest";

import { urgencyOf } from "../ui/floor-clock";
import { span } from "../parts/time";
import { ServerClock } from "../state/clock";

const NOON = Date.parse("2026-09-24T03:00:00Z");

describe("the server's clock", () => {
  it("corrects a device that is five minutes slow, half of the trip taken off", () => {
    let device = NOON - 300_000;
    const clock = new ServerClock(() => device);

    clock.learn("2026-09-24T03:00:00.100Z", device, device + 200);
    device += 200;

    expect(clock.now_ms()).toBe(NOON + 200);
  });

  it("keeps the answer with the shortest trip", () => {
    const clock = new ServerClock(() => NOON);
    clock.learn(new Date(NOON + 10).toISOString(), NOON, NOON + 20);
    clock.learn(new Date(NOON + 900).toISOString(), NOON, NOON + 3_000);

    expect(clock.now_ms()).toBe(NOON);
  });

  it("takes a worse answer when the old one is old", () => {
    const clock = new ServerClock(() => NOON);
    clock.learn(new Date(NOON).toISOString(), NOON, NOON);
    const later = NOON + 10 * 60_000;
    clock.learn(new Date(later + 2_000).toISOString(), later, later + 1_000);

    expect(clock.now_ms()).toBe(NOON + 1_500);
  });

  it("does not believe nonsense", () => {
    const clock = new ServerClock(() => NOON);
    clock.learn("yesterday", NOON, NOON + 5);

    expect(clock.now_ms()).toBe(NOON);
  });
});

describe("the floor's ring", () => {
  it.each([
    [61, "calm"],
    [60, "amber"],
    [15, "red"],
    [0, "over"],
    [-5, "over"],
  ])("with %s s left it is %s", (left, look) => {
    expect(urgencyOf(left)).toBe(look);
  });
});

describe("spans", () => {
  it.each([
    [5, "0:05"],
    [65, "1:05"],
    [3_700, "1:01:40"],
    [-12, "−0:12"],
  ])("%s s reads %s", (seconds, text) => {
    expect(span(seconds)).toBe(text);
  });
});
