/** The countdown before a press. */
import { describe, expect, it } from "vitest";
import { leftWords, looksAgainIn, offsetOf, pressesAgainIn } from "./countdown";

const MINUTE = 60_000;

describe("the city's clock", () => {
  it("spoke half-way between question and answer, whatever the page's own clock says", () => {
    const offset = offsetOf(1_000_000, 200, 400);
    expect(300 + offset).toBe(1_000_000);
  });

  it("is looked at once more shortly before the opening", () => {
    expect(looksAgainIn(10 * MINUTE, 0)).toBe(9 * MINUTE);
    expect(looksAgainIn(10 * MINUTE, 1)).toBe(7 * MINUTE);
    expect(looksAgainIn(30_000, 0.5)).toBeNull();
  });
});

describe("what is left", () => {
  it("is said in two units, rounded up", () => {
    expect(leftWords(26 * 60 * MINUTE)).toBe("1 d 2 h left");
    expect(leftWords(125 * MINUTE)).toBe("2 h 5 min left");
    expect(leftWords(200_000)).toBe("3 min 20 s left");
    expect(leftWords(19_001)).toBe("20 s left");
    expect(leftWords(-5)).toBe("0 s left");
  });
});

describe("pressing again", () => {
  it("waits as the hall said, then twice as long, and not for ever", () => {
    expect(pressesAgainIn(1, 2_000, 0.5)).toBe(2_000);
    expect(pressesAgainIn(3, 2_000, 0.5)).toBe(8_000);
    expect(pressesAgainIn(9, null, 0.5)).toBe(15_000);
    expect(pressesAgainIn(1, null, 0)).toBeLessThan(pressesAgainIn(1, null, 1));
  });
});
