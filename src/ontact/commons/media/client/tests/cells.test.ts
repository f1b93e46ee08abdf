/** Which cells of a film were played whole, and how they are told. */

import { describe, expect, it } from "vitest";
import { clock, read, tell, wholeCells } from "../cells";

function played(...stretches: [number, number][]): { length: number; start(n: number): number; end(n: number): number } {
  return { length: stretches.length, start: (n) => stretches[n]![0], end: (n) => stretches[n]![1] };
}

describe("cells of a film", () => {
  it("counts only those that were played whole", () => {
    expect([...wholeCells(played([0, 12.4]), 5, 60)]).toEqual([0, 1]);
    expect([...wholeCells(played([3, 9.5], [20.2, 31]), 5, 60)]).toEqual([4, 5]);
    expect([...wholeCells(played([3, 4]), 5, 60)]).toEqual([]);
  });

  it("ends with the film", () => {
    expect([...wholeCells(played([0, 12]), 5, 12)]).toEqual([0, 1, 2]);
    expect([...wholeCells(played([0, 11.8], [11.9, 12]), 5, 12)]).toEqual([0, 1, 2]);
  });

  it("tells what it read", () => {
    expect(tell(new Set([7, 0, 1, 2]))).toBe("0-2,7-7");
    expect(tell(read("0-2,7-7"))).toBe("0-2,7-7");
    expect(tell(read(""))).toBe("");
  });

  it("shows an hour where there is one", () => {
    expect([5, 754, 3754].map(clock)).toEqual(["0:05", "12:34", "1:02:34"]);
  });
});
