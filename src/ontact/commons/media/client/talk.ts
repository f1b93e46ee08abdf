/** What the reader's page and the closed frame say to each other over one private port. */

/** To the frame. `bytes` are handed over, not copied. */
export type Order =
  | { kind: "open"; bytes: ArrayBuffer; page: number }
  | { kind: "turn"; to: number }
  | { kind: "zoom"; by: "in" | "out" | "fit" };

/** From the frame. `scale` 1 = as wide as on paper. */
export type Report =
  | { kind: "shown"; page: number; pages: number }
  | { kind: "failed" }
  /** A key that belongs to the page around the frame. */
  | { kind: "left"; how: "escape" };

export const HELLO = "ontact-frame-is-there";
export const PORT = "ontact-frame-port";
