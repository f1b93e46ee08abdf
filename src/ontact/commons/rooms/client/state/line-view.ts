/** The media line as the page sees it; what stands behind it (LiveKit, or the practice room) is loaded later. */

import type { DeviceProblem } from "./devices";
import type { Channel } from "./languages";

export interface DeviceView {
  on: boolean;
  busy: boolean;
  allowed: boolean;
  problem: DeviceProblem | null;
}

/** Why the line ended for good, in the server's words; "same-tab" is our own code: the room is open in another tab. */
export interface Ending {
  code: string;
  text: string;
  wayOut: string;
}

export interface LineView {
  phase: "off" | "preparing" | "joining" | "live" | "mending" | "ended";
  /** Null while the line lives or mends itself. */
  ending: Ending | null;
  /** Device time (ms) since when it is being mended. */
  since_ms: number;
  quality: "excellent" | "good" | "poor" | "lost" | "unknown";
  soundBlocked: boolean;
  microphone: DeviceView;
  camera: DeviceView;
  screen: DeviceView;
  speaking: readonly string[];
  channel: Channel;
}

const shut: DeviceView = { on: false, busy: false, allowed: false, problem: null };

export const lineAtRest: LineView = {
  phase: "off",
  ending: null,
  since_ms: 0,
  quality: "unknown",
  soundBlocked: false,
  microphone: shut,
  camera: shut,
  screen: shut,
  speaking: [],
  channel: "floor",
};

/** `identity/source` of the pictures that are on the screen now. */
export type Wanted = ReadonlySet<string>;

export interface MediaLine {
  start(): void;
  stop(): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  setScreen(on: boolean): Promise<void>;
  /** My hand is up: hold the microphone ready, so that my voice is heard as soon as the floor is mine. */
  standBy(on: boolean): void;
  useDevice(kind: MediaDeviceKind, id: string): Promise<void>;
  startSound(): Promise<void>;
  setVolume(volume: number): void;
  setPictures(on: boolean): void;
  /** `only`: what is not wanted is not fetched at all. */
  show(wanted: Wanted, only: boolean): void;
  /** The direction of my interpretation has turned: the voice is sent under its new name. */
  renameVoice(): void;
  /** The network came back, or the server says that media is ready: do not wait for the next try. */
  hurry(): void;
  /** How the packets travel, for the settings dialog and the helpline. */
  report(): Promise<PathReport | null>;
}

export interface PathReport {
  transport: "udp" | "tcp" | "relay" | "relay_443";
  trip_ms: number | null;
  address: string;
}
