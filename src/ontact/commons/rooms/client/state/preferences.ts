/** What this device remembers: devices, sound, layout, text size, keys. Nothing of it leaves the browser. */

import type { Mode } from "../protocol";
import { Cell } from "./cell";

export interface Preferences {
  microphoneId: string;
  cameraId: string;
  speakerId: string;
  microphoneOn: boolean;
  cameraOn: boolean;
  mode: Mode;
  noiseSuppression: boolean;
  mirrored: boolean;
  floorSound: boolean;
  chatSound: boolean;
  volume: number;
  layout: string;
  textScale: number;
  panelWidth: number;
  panelOpen: boolean;
  /** The language listened to; "" is the floor as it is spoken, null: nothing has been chosen yet. */
  hears: string | null;
  signer: boolean;
  captions: boolean;
  captionScale: number;
  keysOn: boolean;
  keys: Record<string, string>;
}

export const usual: Preferences = {
  microphoneId: "",
  cameraId: "",
  speakerId: "",
  microphoneOn: false,
  cameraOn: true,
  mode: "video",
  noiseSuppression: true,
  mirrored: true,
  floorSound: true,
  chatSound: false,
  volume: 1,
  layout: "auto",
  textScale: 1,
  panelWidth: 360,
  panelOpen: true,
  hears: null,
  signer: false,
  captions: false,
  captionScale: 1,
  keysOn: true,
  keys: {},
};

const SHELF = "ontact:room";

export class PreferenceShelf extends Cell<Preferences> {
  constructor(private readonly shelf: Storage | null = openShelf()) {
    super({ ...usual, ...read(shelf) });
  }

  override set(value: Preferences): void {
    super.set(value);
    try {
      this.shelf?.setItem(SHELF, JSON.stringify(value));
    } catch {
      // A full or forbidden shelf: the choice holds until the page is left.
    }
  }
}

function read(shelf: Storage | null): Partial<Preferences> {
  try {
    const kept: unknown = JSON.parse(shelf?.getItem(SHELF) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

function openShelf(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
