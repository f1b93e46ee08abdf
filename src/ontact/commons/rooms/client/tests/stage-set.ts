/** What a browser has and jsdom lacks, and a room mounted over a scripted server with a line that sends nothing. */

import { act } from "react";
import { vi } from "vitest";

import { mountRoom, type MountedRoom } from "../mount";
import type { State } from "../protocol";
import type { MediaLine } from "../state/line-view";
import type { RoomOptions } from "../state/options";

export interface Width {
  narrow?: boolean;
  flat?: boolean;
}

export function furnishBrowser({ narrow = false, flat = false }: Width = {}): void {
  vi.setConfig({ testTimeout: 60_000 });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: query.includes("max-width: 767px") ? narrow : query.includes("max-height: 479px") ? flat : false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  HTMLDialogElement.prototype.showModal = function show(this: HTMLDialogElement) {
    this.open = true;
  };
  Element.prototype.scrollIntoView = () => undefined;
  Object.defineProperty(navigator, "mediaDevices", {
    configurable: true,
    value: { enumerateDevices: () => Promise.resolve([]), addEventListener: () => undefined, removeEventListener: () => undefined, getDisplayMedia: () => Promise.reject(new Error("no")) },
  });
  sessionStorage.clear();
  localStorage.clear();
}

export class SilentLine implements MediaLine {
  readonly asked: string[] = [];
  start(): void {}
  stop = (): Promise<void> => Promise.resolve();
  setMicrophone = (on: boolean): Promise<void> => this.note(`microphone ${String(on)}`);
  setCamera = (on: boolean): Promise<void> => this.note(`camera ${String(on)}`);
  setScreen = (on: boolean): Promise<void> => this.note(`screen ${String(on)}`);
  standBy(on: boolean): void {
    this.asked.push(`standby ${String(on)}`);
  }
  useDevice = (): Promise<void> => Promise.resolve();
  startSound = (): Promise<void> => Promise.resolve();
  setVolume(): void {}
  setPictures(): void {}
  show(): void {}
  renameVoice(): void {
    this.asked.push("rename");
  }
  hurry(): void {}
  report = (): Promise<null> => Promise.resolve(null);

  private note(what: string): Promise<void> {
    this.asked.push(what);
    return Promise.resolve();
  }
}

export interface Scene extends MountedRoom {
  element: HTMLElement;
  line: SilentLine;
  posts: { path: string; body: unknown }[];
  /** The server's state from now on, delivered at once. */
  become: (state: State) => Promise<void>;
}

/** GET answers the state, POST is noted and answered by the next version. */
export async function mounted(first: State, options: Partial<RoomOptions> = {}): Promise<Scene> {
  let state = first;
  const posts: Scene["posts"] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit = {}) => {
    if (init.method !== "POST") return Promise.resolve(new Response(JSON.stringify(url.includes("/lobby") ? { waiting: [] } : state)));
    posts.push({ path: url, body: JSON.parse(String(init.body)) });
    return Promise.resolve(new Response(JSON.stringify({ v: state.v })));
  });
  const element = document.createElement("div");
  document.body.replaceChildren(element);
  const line = new SilentLine();
  const addresses = { stateUrl: "/api/x/state", roomApi: "/api/rooms/r", capabilityApi: "/api/x", roomUrl: "/room/", leaveUrl: "/", doorUrl: "/door/" };
  const room = await act(async () => {
    const made = mountRoom({ element, ...addresses, ...options }, () => Promise.resolve(() => line));
    await Promise.resolve();
    return made;
  });
  await settle(() => element.querySelector(".room, .room-screen h1") !== null);
  return {
    session: room.session,
    unmount: () => {
      act(() => {
        room.unmount();
      });
    },
    element,
    line,
    posts,
    become: async (next) => {
      state = next;
      await act(() => room.session.store.refresh());
      await settle();
    },
  };
}

/** Turns of the event loop, not milliseconds: a busy machine is slow, but it takes its turns. */
const TURNS = 8;
const MOST_TURNS = 2_000;

export async function settle(until: () => boolean = () => true): Promise<void> {
  for (let turn = 0; turn < TURNS || (turn < MOST_TURNS && !until()); turn++) {
    await act(async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
    });
  }
}

export function named(element: ParentNode, words: string): HTMLElement {
  const found = [...element.querySelectorAll<HTMLElement>("button,[role=tab],input,textarea")].find((each) => nameOf(each).includes(words));
  if (found === undefined) throw new Error(`Nothing is named “${words}”.`);
  return found;
}

export function nameOf(control: Element): string {
  const label = control.getAttribute("aria-label") ?? "";
  const labels = "labels" in control ? [...((control as HTMLInputElement).labels ?? [])].map((each) => each.textContent).join(" ") : "";
  return [label, control.textContent, labels].join(" ").trim();
}

export async function press(control: HTMLElement): Promise<void> {
  await act(async () => {
    control.click();
    await Promise.resolve();
  });
  await settle();
}

export async function key(pressed: string): Promise<void> {
  await act(async () => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: pressed, bubbles: true, cancelable: true }));
    await Promise.resolve();
  });
  await settle();
}
