/** Cells of a film: five seconds each, told as stretches "0-3,7-7" of their numbers. */

export interface Ranges {
  readonly length: number;
  start(index: number): number;
  end(index: number): number;
}

/** A browser's clock is a little coarse at both ends of what was played. */
const COARSE_S = 0.35;

/** The cells that lie whole within what was played; the last one ends with the film. */
export function wholeCells(played: Ranges, cellS: number, lengthS: number): Set<number> {
  const found = new Set<number>();
  const count = Math.ceil(lengthS / cellS);
  for (let index = 0; index < played.length; index += 1) {
    const [from, to] = [played.start(index), played.end(index)];
    for (let cell = Math.max(0, Math.floor(from / cellS)); cell < count; cell += 1) {
      const ends = Math.min((cell + 1) * cellS, lengthS);
      if (from <= cell * cellS + COARSE_S && to >= ends - COARSE_S) found.add(cell);
      if (to < ends) break;
    }
  }
  return found;
}

export function read(told: string): Set<number> {
  const found = new Set<number>();
  for (const part of told.split(",").filter(Boolean)) {
    const [first = NaN, last = NaN] = part.split("-").map(Number);
    for (let cell = first; cell <= last; cell += 1) found.add(cell);
  }
  return found;
}

export function tell(cells: Iterable<number>): string {
  const parts: [number, number][] = [];
  for (const cell of [...cells].sort((one, other) => one - other)) {
    const before = parts.at(-1);
    if (before && before[1] === cell - 1) before[1] = cell;
    else parts.push([cell, cell]);
  }
  return parts.map(([first, last]) => `${first}-${last}`).join(",");
}

/** 754 → "12:34"; an hour is shown where there is one. */
export function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds % 60)];
  const tail = `${String(minutes).padStart(hours ? 2 : 1, "0")}:${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${tail}` : tail;
}
