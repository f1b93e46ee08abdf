/** Help beside dates. */
import { describe, expect, it } from "vitest";
import { relative } from "./times";

const MINUTE = 60_000;

describe("help beside a date", () => {
  it("rounds up to the minute, as the server does", () => {
    expect(relative(22.5 * MINUTE, null, 0)).toBe("starts in 23 minutes");
    expect(relative(MINUTE, null, 0)).toBe("starts in 1 minute");
    expect(relative(5 * 60 * MINUTE, null, 0)).toBe("starts in 5 hours");
    expect(relative(50 * 60 * MINUTE, null, 0)).toBe("starts in 2 days");
  });

  it("says when it is on and when it is over", () => {
    expect(relative(0, 10, 5)).toBe("on now");
    expect(relative(0, 10, 10)).toBe("ended");
    expect(relative(0, null, 10)).toBe("on now");
  });
});
