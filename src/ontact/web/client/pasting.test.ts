/** Pasted people: what the box understands, and which lines it sends back. */
import { describe, expect, it } from "vitest";
import { understand } from "./pasting";

describe("pasted people", () => {
  it("reads lists, sheets and mail addresses", () => {
    const lines = understand("김하늘, 장안구 정자1동, haneul@example.com\n이바다\t팔달구\tbada@example.com\nAda Lovelace <ADA@example.com>\n\n");
    expect(lines.map(({ number, name, address, rest, fault }) => [number, name, address, rest, fault])).toEqual([
      [1, "김하늘", "haneul@example.com", ["장안구 정자1동"], ""],
      [2, "이바다", "bada@example.com", ["팔달구"], ""],
      [3, "Ada Lovelace", "ada@example.com", [], ""],
    ]);
  });

  it("names each line that needs a look, and its number", () => {
    const lines = understand("김하늘, haneul@example.com\n이바다, bada@\n박새벽\n최별, HANEUL@example.com");
    expect(lines.filter((line) => line.fault).map((line) => [line.number, line.fault])).toEqual([
      [2, "This address looks incomplete"],
      [3, "No address"],
      [4, "Already above"],
    ]);
  });
});
