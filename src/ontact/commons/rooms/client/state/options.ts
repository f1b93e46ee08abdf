/** How a capability furnishes the room: panels, desk blocks, layouts, keys. The kit asks nothing about their meaning. */

import type { ComponentType } from "react";

import type { Mode, Reducer, Role, State } from "../protocol";
import type { IconName } from "../parts/icon";
import type { Command } from "./keys";
import type { Session } from "./session";

export interface Panel {
  id: string;
  /** Kit panels: desk 0, people 20, chat 30; a capability stands where it likes between them. */
  order: number;
  word: () => string;
  icon: IconName;
  count?: (state: State) => number | null;
  shownIf?: (state: State) => boolean;
  body: ComponentType;
}

export interface DeskBlock {
  id: string;
  /** Kit blocks: lobby 5 or 80, now 10, queue 20, stage 50, side rooms 85, room 90. */
  order: number;
  body: ComponentType;
}

/** A button in the bottom bar beside the kit's own. */
export interface Control {
  id: string;
  body: ComponentType;
}

export interface StageLayout {
  id: string;
  word: () => string;
  icon: IconName;
  shownIf?: (state: State) => boolean;
  body: ComponentType;
}

export interface Announcement {
  text: string;
  urgent?: boolean;
}

/** What a screen reader is told when the state has changed. */
export type Announcer = (before: State, after: State) => Announcement[];

export interface RoomOptions {
  element: HTMLElement;
  stateUrl: string;
  roomApi: string;
  capabilityApi?: string;
  roomUrl: string;
  textUrl?: string;
  leaveUrl: string;
  doorUrl: string;
  lobbyUrl?: string;
  mode?: Mode;
  panels?: Panel[];
  deskBlocks?: DeskBlock[];
  controls?: Control[];
  stageLayouts?: StageLayout[];
  reducers?: Record<string, Reducer>;
  announcers?: Announcer[];
  commands?: (session: Session) => Command[];
  /** The seat that gets the stage for now, whoever has the floor, e.g. who is called in a roll. */
  spotlight?: (state: State) => string | null;
  /** Stands in the top line after the title, e.g. the current agenda item and its clock. */
  topLine?: ComponentType;
  /** Floats over the stage, e.g. a vote. */
  overlay?: ComponentType;
  /** What roles are called here, where the kit's words do not fit: a class has a teacher, not a chair. */
  roleWords?: Partial<Record<Role, () => string>>;
  /** Stands in the text-only page where the stage would be. */
  textStage?: ComponentType;
}

/** The addresses that the page's mount element carries (templates/rooms/_mount.html). */
export type MountAddresses = Pick<
  RoomOptions,
  "element" | "stateUrl" | "roomApi" | "capabilityApi" | "roomUrl" | "textUrl" | "leaveUrl" | "doorUrl" | "lobbyUrl" | "mode"
>;

export function readMount(selector = "[data-room-mount]"): MountAddresses {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`No element ${selector} to mount the room on.`);
  const data = element.dataset;
  const need = (name: string): string => {
    const value = data[name];
    if (value === undefined) throw new Error(`The mount element lacks data-${name}.`);
    return value;
  };
  return {
    element,
    stateUrl: need("stateUrl"),
    roomApi: need("roomApi"),
    roomUrl: need("roomUrl"),
    leaveUrl: need("leaveUrl"),
    doorUrl: need("doorUrl"),
    ...(data.capabilityApi === undefined ? {} : { capabilityApi: data.capabilityApi }),
    ...(data.textUrl === undefined || data.textUrl === "" ? {} : { textUrl: data.textUrl }),
    ...(data.lobbyUrl === undefined || data.lobbyUrl === "" ? {} : { lobbyUrl: data.lobbyUrl }),
    ...(isMode(data.mode) ? { mode: data.mode } : {}),
  };
}

function isMode(word: string | undefined): word is Mode {
  return word === "video" || word === "audio" || word === "text";
}
