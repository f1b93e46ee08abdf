/** Who stands on the stage: one decision, pure, from the state, from what is sent, and from what the reader chose. */

import type { Seat, State } from "../protocol";
import { signersOf } from "../state/languages";
import { asSeenFrom, byRank, seatOf, stageChoice, stands } from "../state/seating";

/** What each identity sends, as far as the stage must know. */
export interface Sends {
  camera: boolean;
  screen: boolean;
}

export interface TileRef {
  seat: Seat;
  identity: string;
  source: "camera" | "screen_share";
  /** The place is kept, but nobody is there now. */
  away?: boolean;
}

export type LayoutName = "speaker" | "grid" | "slides" | "two" | "panel";

export interface StagePlan {
  layout: LayoutName;
  /** The large place; null when slides have it. */
  main: TileRef | null;
  /** The row beside or below it, or this page of the grid. */
  tiles: TileRef[];
  /** Who has the floor without a place on a stage that the desk has set. */
  beside: TileRef[];
  pages: number;
  page: number;
  /** The desk has set the stage: no other picture is fetched. */
  only: boolean;
}

const ONE_PAGE = { beside: [], pages: 1, page: 0, only: false };

export interface StageQuestion {
  state: State;
  sends: ReadonlyMap<string, Sends>;
  /** Who spoke last, as identities, latest first. */
  spoke: readonly string[];
  wish: string;
  /** Who gets the stage for now, if here: a capability's wish. */
  spotlight?: string | null;
  /** Whose picture stands beside the stage already: the pinned signer's seat. */
  pinned?: string | null;
  page: number;
  perPage: number;
  stripMost: number;
}

/** From this many seats on, a wall of cameras would cost more than it shows. */
const LARGE = 26;

export function planStage(asked: StageQuestion): StagePlan {
  const question = { ...asked, state: asSeenFrom(asked.state) };
  const { state, wish } = question;
  const here = ordered(question);
  const screen = here.find((tile) => question.sends.get(tile.identity)?.screen === true);
  const lit = here.find((tile) => tile.seat.id === question.spotlight);
  const set = lit === undefined ? onStage(asked, here) : null;
  if (set !== null) return set;
  const layout = lit !== undefined && wish === "auto" ? "speaker" : layoutFor(wish, state, here.length, screen !== undefined);
  if (layout === "grid") return gridPlan(question, here);
  const speaker = lit ?? speakerOf(question, here);
  const main: TileRef | null = layout === "slides" ? null : screen !== undefined && lit === undefined ? { ...screen, source: "screen_share" } : speaker;
  const beside = here.filter((tile) => main === null || main.source === "screen_share" || tile.seat.id !== main.seat.id);
  const strip = beside.filter((tile) => tile.seat.id !== question.pinned && (tile.seat.id === speaker?.seat.id || belongsBeside(question, tile)));
  const first = strip.filter((tile) => tile.seat.id === speaker?.seat.id);
  const rest = strip.filter((tile) => tile.seat.id !== speaker?.seat.id);
  return { layout, main, tiles: [...first, ...rest].slice(0, question.stripMost), ...ONE_PAGE };
}

/** The stage as the desk has set it, the same for everyone; null while it leaves the stage to each reader. */
export function onStage(question: StageQuestion, here: TileRef[]): StagePlan | null {
  const { state, sends } = question;
  const { layout, seats } = stageChoice(state);
  if (layout === "auto") return null;
  const places = seats.flatMap((id) => here.find((tile) => tile.seat.id === id) ?? placeCard(state, id));
  const guest = here.filter((tile) => tile.seat.id === state.floor?.seat && !seats.includes(tile.seat.id));
  const set = { ...ONE_PAGE, only: true };
  if (layout === "two" || layout === "panel") return { ...set, layout, main: null, tiles: places, beside: guest };
  const speaker = places[0] ?? speakerOf(question, here);
  const others = guest.filter((tile) => tile.seat.id !== speaker?.seat.id);
  const row = [...(speaker === null ? [] : [speaker]), ...others];
  if (layout === "slides" && state.slides !== null) return { ...set, layout, main: null, tiles: row };
  const screen = layout === "slides" ? [...row, ...here].find((tile) => sends.get(tile.identity)?.screen === true) : undefined;
  if (screen !== undefined) return { ...set, layout: "speaker", main: { ...screen, source: "screen_share" }, tiles: row };
  return { ...set, layout: "speaker", main: speaker, tiles: others };
}

/** Who has left keeps the place: everyone sees for whom it is. */
function placeCard(state: State, id: string): TileRef[] {
  const seat = seatOf(state, id);
  return seat === null ? [] : [{ seat, identity: "", source: "camera", away: true }];
}

function layoutFor(wish: string, state: State, here: number, screen: boolean): LayoutName {
  if (wish === "grid") return "grid";
  if (wish === "speaker") return "speaker";
  if (state.slides !== null) return "slides";
  if (wish === "slides" || screen || state.floor !== null) return "speaker";
  if (state.room.manner === "broadcast" || state.seats.length >= LARGE) return "speaker";
  return here <= 1 ? "speaker" : "grid";
}

/** Present seats, desk first; each with the line that sends something, else its first. */
function ordered({ state, sends }: StageQuestion): TileRef[] {
  return state.seats
    .filter((seat) => seat.present && !seat.removed)
    .sort((a, b) => Number(b.id === state.floor?.seat) - Number(a.id === state.floor?.seat) || byRank(a, b))
    .map((seat) => ({ seat, identity: identityOf(seat, state, sends), source: "camera" }));
}

export function identityOf(seat: Seat, state: State, sends: ReadonlyMap<string, Sends>): string {
  if (seat.id === state.me.seat) return state.me.line;
  const sending = seat.lines.find((line) => sends.get(line)?.camera === true || sends.get(line)?.screen === true);
  return sending ?? seat.lines.find((line) => sends.has(line)) ?? seat.lines[0] ?? "";
}

/** The sign-language interpreter to pin. Two who take turns: whoever is in the picture now. */
export function signerInPicture(state: State, sends: ReadonlyMap<string, Sends>): TileRef | null {
  const signers = signersOf(state).map((seat): TileRef => ({ seat, identity: identityOf(seat, state, sends), source: "camera" }));
  return signers.find((one) => sends.get(one.identity)?.camera === true) ?? signers[0] ?? null;
}

function speakerOf({ state, spoke, sends }: StageQuestion, here: TileRef[]): TileRef | null {
  const withFloor = here.find((tile) => tile.seat.id === state.floor?.seat);
  if (withFloor !== undefined) return withFloor;
  const others = here.filter((tile) => tile.seat.id !== state.me.seat);
  for (const identity of spoke) {
    const heard = others.find((tile) => tile.seat.lines.includes(identity));
    if (heard !== undefined) return heard;
  }
  const host = others.find((tile) => tile.seat.role === "host");
  return host ?? others.find((tile) => sends.get(tile.identity)?.camera === true) ?? others[0] ?? here[0] ?? null;
}

/** A small room shows everyone; a large one those who carry the meeting, those with a picture, and me. */
function belongsBeside({ state, sends }: StageQuestion, tile: TileRef): boolean {
  if (state.seats.length < LARGE && state.room.manner !== "broadcast") return true;
  if (sends.get(tile.identity)?.camera === true) return true;
  return stands(tile.seat, state);
}

function gridPlan(question: StageQuestion, here: TileRef[]): StagePlan {
  const { state, sends, perPage } = question;
  const large = state.seats.length >= LARGE;
  const others = here.filter((tile) => tile.seat.id !== question.pinned);
  const shown = large ? others.filter((tile) => belongsBeside(question, tile)) : others;
  const screens: TileRef[] = shown
    .filter((tile) => sends.get(tile.identity)?.screen === true)
    .map((tile) => ({ ...tile, source: "screen_share" }));
  const all = [...screens, ...shown];
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const page = Math.min(question.page, pages - 1);
  return { ...ONE_PAGE, layout: "grid", main: null, tiles: all.slice(page * perPage, (page + 1) * perPage), pages, page };
}

/** What has to be subscribed for this plan. */
export function wantedFor(plan: StagePlan): Set<string> {
  const tiles = [...(plan.main === null ? [] : [plan.main]), ...plan.tiles, ...plan.beside];
  return new Set(tiles.filter((tile) => tile.away !== true).map((tile) => `${tile.identity}/${tile.source}`));
}

export interface GridShape {
  columns: number;
  rows: number;
}

const RATIO = 16 / 9;

/** The arrangement that makes each of `count` pictures as large as it can be. */
export function gridShape(count: number, width: number, height: number, gap: number): GridShape {
  let best: GridShape = { columns: 1, rows: Math.max(1, count) };
  let largest = 0;
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    const area = Math.min(cellWidth, cellHeight * RATIO);
    if (area > largest) {
      largest = area;
      best = { columns, rows };
    }
  }
  return best;
}

/** Two speakers stand side by side, where the place is not upright: their faces stay whole. */
export function shapeOf(plan: Pick<StagePlan, "layout">, count: number, width: number, height: number, gap: number): GridShape {
  if (plan.layout === "two" && count === 2) return width >= height ? { columns: 2, rows: 1 } : { columns: 1, rows: 2 };
  return gridShape(count, width, height, gap);
}

/** How many tiles fit on a page without becoming smaller than a face needs. */
export function tilesPerPage(width: number, height: number): number {
  const smallest = width < 600 ? 150 : 220;
  const columns = Math.max(1, Math.floor(width / smallest));
  const rows = Math.max(1, Math.floor(height / (smallest / RATIO)));
  return Math.min(25, columns * rows);
}
