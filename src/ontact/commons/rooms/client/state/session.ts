/** One person's presence in one room: state, line, devices, and what the page shows; React only draws it. */

import { gettext } from "../../../../web/client/words";
import type { ChatLine, HandKind, Mode, State } from "../protocol";
import { Api, browser, newKey, type Answer, type Surroundings } from "./api";
import { Cell } from "./cell";
import { airOf } from "./languages";
import { lineAtRest, type LineView, type MediaLine } from "./line-view";
import type { RoomOptions } from "./options";
import { PreferenceShelf } from "./preferences";
import { placeInQueue, seatOf } from "./seating";
import { RoomStore } from "./store";
import { Toasts } from "./toasts";

export type DialogName = "settings" | "keys" | "leave" | null;

export interface PageView {
  /** The open panel; null when the panel is shut. */
  panel: string | null;
  dialog: DialogName;
  /** "speak": the floor is mine and my microphone is still off. */
  prompt: "speak" | null;
  /** The direction chosen in the booth while off air; "" is the usual one. */
  airInto: string;
  /** The booth's microphone is held silent for a moment. */
  coughs: boolean;
  chatRead: number;
  gridPage: number;
  mode: Mode;
}

const HEARTBEAT_MS = 30_000;

/** Fetches what a line needs (LiveKit is a chunk of its own), then makes it once the state is known. */
export type LineMaker = (session: Session) => Promise<() => MediaLine>;

export class Session {
  readonly store: RoomStore;
  readonly api: Api;
  readonly capability: Api;
  readonly toasts = new Toasts();
  readonly preferences: PreferenceShelf;
  readonly line = new Cell<LineView>(lineAtRest);
  readonly page: Cell<PageView>;
  media: MediaLine | null = null;
  private hadHandUp = false;
  private hadFloor = false;
  /** "" off air, else the direction: a voice that turns is sent anew under its new name. */
  private hadAir = "";
  private lineEnded = false;
  private heart: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly options: RoomOptions,
    private readonly makeLine: LineMaker,
    around: Surroundings = browser,
  ) {
    const heard = (v: number): void => {
      this.store.heardOf(v);
    };
    this.store = new RoomStore(options.stateUrl, options.reducers, around);
    this.api = new Api(options.roomApi, around, heard);
    this.capability = new Api(options.capabilityApi ?? options.roomApi, around, heard);
    this.preferences = new PreferenceShelf();
    const { panelOpen, mode } = this.preferences.get();
    this.page = new Cell<PageView>({
      panel: panelOpen ? "first" : null,
      dialog: null,
      prompt: null,
      airInto: "",
      coughs: false,
      chatRead: 0,
      gridPage: 0,
      mode: options.mode ?? mode,
    });
  }

  get state(): State | null {
    return this.store.view.get();
  }

  async start(): Promise<void> {
    this.store.view.watch(this.onState);
    this.line.watch(this.onLine);
    const making = this.page.get().mode === "text" ? null : this.makeLine(this);
    await this.store.start();
    window.addEventListener("online", this.onOnline);
    this.heart = setInterval(this.beat, HEARTBEAT_MS);
    this.beat();
    await this.firstState();
    if (making !== null) this.begin((await making)());
  }

  stop(): void {
    clearInterval(this.heart);
    window.removeEventListener("online", this.onOnline);
    this.store.stop();
    void this.media?.stop();
  }

  /** Ask the server; a refusal becomes a toast. True if it went through. */
  async ask(path: string, body: object = {}, api: Api = this.api): Promise<boolean> {
    return (await this.answer(path, body, api)) !== null;
  }

  async answer<T extends Answer>(path: string, body: object = {}, api: Api = this.api): Promise<T | null> {
    try {
      return await api.post<T>(path, body, { onDelay: this.sayDelay });
    } catch (error) {
      this.toasts.failed(error);
      return null;
    }
  }

  async raiseHand(raised: boolean, kind: HandKind = "statement"): Promise<void> {
    const seat = this.state?.me.seat;
    if (seat === undefined) return;
    if (raised) this.media?.standBy(true);
    const changed = (state: State): State => {
      const others = state.queue.filter((hand) => hand.seat !== seat);
      const standing = state.queue.some((hand) => hand.seat === seat);
      if (raised) return standing ? state : { ...state, queue: [...others, { seat, raised_at: state.now, kind }] };
      return { ...state, queue: others };
    };
    await this.hoping(changed, "/hand", kind === "statement" ? { raised } : { raised, kind });
  }

  async say(text: string): Promise<boolean> {
    const { state } = this;
    if (state === null) return false;
    const line: ChatLine = {
      id: newKey(),
      seat: state.me.seat,
      name: state.me.name,
      text,
      at: new Date(this.store.clock.now_ms()).toISOString(),
      sending: true,
    };
    return this.hoping((now) => ({ ...now, chat: [...now.chat, line] }), "/chat", { text });
  }

  async turnTo(page: number, asset = this.state?.slides?.asset): Promise<void> {
    const slides = this.state?.slides;
    if (asset === undefined || page < 1 || (slides?.asset === asset && page > slides.pages)) return;
    await this.ask("/slides", { asset, page });
  }

  async setMode(mode: Mode): Promise<void> {
    this.page.patch({ mode });
    if (mode !== "text") this.preferences.patch({ mode });
    if (mode === "text") {
      await this.media?.stop();
      this.media = null;
    } else if (this.media === null) {
      this.begin((await this.makeLine(this))());
    } else this.media.setPictures(mode === "video");
    await this.ask("/mode", { mode });
  }

  async setMicrophone(on: boolean): Promise<void> {
    if (on) this.page.patch({ prompt: null });
    await this.media?.setMicrophone(on);
  }

  /** The right to publish sound has just come; who had a hand up is heard at once. */
  readonly onRight = (): void => {
    if (this.hadHandUp) void this.setMicrophone(true);
  };

  /** This device goes on listening while another one speaks for the seat. */
  async listenHere(): Promise<void> {
    if (!(await this.ask("/companion"))) return;
    await this.store.refresh();
    await this.rejoin();
  }

  /** A line that was ended is replaced by a new one: nothing of the old connection is left in the way. */
  async rejoin(): Promise<void> {
    const making = this.makeLine(this);
    await this.media?.stop();
    this.begin((await making)());
  }

  async leave(): Promise<void> {
    this.stop();
    await this.api.post("/leave", {}, { patience_s: 2 }).catch(() => undefined);
    window.location.assign(this.options.leaveUrl);
  }

  /** The first fetch may fail on a bad line; it is repeated by the store, and we wait for it. */
  private firstState(): Promise<void> {
    if (this.state !== null) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.store.view.watch(() => {
        stop();
        resolve();
      });
    });
  }

  private begin(media: MediaLine): void {
    this.media = media;
    const { microphoneOn, cameraOn } = this.preferences.get();
    const speaksFreely = this.state?.room.manner !== "broadcast";
    media.start();
    if (cameraOn && this.page.get().mode === "video") void media.setCamera(true);
    if (microphoneOn && speaksFreely) void media.setMicrophone(true);
    media.standBy(this.hadHandUp || this.hadFloor || this.interprets);
    if (this.hadAir !== "") void media.setMicrophone(true);
  }

  private async hoping(change: (state: State) => State, path: string, body: object): Promise<boolean> {
    try {
      await this.store.hope(change, this.api.post(path, body, { onDelay: this.sayDelay }));
      return true;
    } catch (error) {
      this.toasts.failed(error);
      return false;
    }
  }

  private readonly sayDelay = (): void => {
    this.toasts.say("warning", gettext("The line is slow. Your request is sent again until it arrives."));
  };

  /** The microphone follows the floor: ready while the hand is up, on with the floor, released after it. */
  private readonly onState = (): void => {
    const state = this.state;
    if (state === null) return;
    const handUp = placeInQueue(state.queue, state.me.seat) > 0;
    const hasFloor = state.floor?.seat === state.me.seat;
    if (hasFloor && !this.hadFloor) this.floorCame();
    if (!hasFloor && this.hadFloor) this.floorWent(state);
    if (handUp !== this.hadHandUp || hasFloor !== this.hadFloor) this.media?.standBy(handUp || hasFloor || this.interprets);
    this.followTheAir(state);
    this.hadHandUp = handUp || (hasFloor && this.hadHandUp);
    this.hadFloor = hasFloor;
  };

  /** Who is on air speaks at once; who is not is silent. */
  private followTheAir(state: State): void {
    const to = airOf(state, state.me.seat)?.to ?? "";
    if (to === this.hadAir) return;
    if (to === "" || this.hadAir === "") void this.setMicrophone(to !== "");
    else this.media?.renameVoice();
    this.hadAir = to;
  }

  /** A microphone in a booth is held ready: partners change within a breath. */
  private get interprets(): boolean {
    const { state } = this;
    return state !== null && seatOf(state, state.me.seat)?.serves?.as === "voice";
  }

  private floorCame(): void {
    if (this.hadHandUp) void this.setMicrophone(true);
    else if (!this.line.get().microphone.on) this.page.patch({ prompt: "speak" });
  }

  private floorWent(state: State): void {
    this.page.patch({ prompt: null });
    const own = seatOf(state, state.me.seat);
    const bound = state.room.manner === "broadcast" && own?.role !== "host" && own?.role !== "clerk";
    if (bound) void this.media?.setMicrophone(false);
  }

  /** The line was ended by somebody: the state says by whom, and what the page shows then. */
  private readonly onLine = (): void => {
    const { phase } = this.line.get();
    if (phase === "ended" && !this.lineEnded) void this.store.refresh();
    this.lineEnded = phase === "ended";
  };

  private readonly onOnline = (): void => {
    this.media?.hurry();
    void this.store.refresh();
  };

  private readonly beat = (): void => {
    const { mode } = this.page.get();
    const { quality, phase } = this.line.get();
    if (this.state === null || phase === "ended") return;
    void this.api.post("/heartbeat", { mode, quality }, { patience_s: 5 }).catch(() => undefined);
  };
}
