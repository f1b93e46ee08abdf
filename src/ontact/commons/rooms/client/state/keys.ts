/** Keys of the room: one list that the sheet shows, the settings change, and the keyboard obeys. */

import type { Preferences } from "./preferences";

export interface Command {
  id: string;
  /** As KeyboardEvent.key, a single letter in lower case; "" = no key until the reader gives one. */
  key: string;
  word: string;
  group: "room" | "desk" | "view" | "booth";
  run: () => void;
  /** For a key that acts as long as it is held. */
  release?: () => void;
}

export function keyOf(command: Pick<Command, "id" | "key">, preferences: Preferences): string {
  return preferences.keys[command.id] ?? command.key;
}

/** The key as a person reads it. */
export function keyName(key: string): string {
  const names: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", " ": "␣" };
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** While someone types, or holds Ctrl for the browser, a letter is a letter. */
export function isForTheRoom(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return false;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target === null) return true;
  if (target.isContentEditable || target.closest("dialog[open]") !== null) return false;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return false;
  return !(target instanceof HTMLInputElement) || ["checkbox", "radio", "button", "range"].includes(target.type);
}

/** Hangul keyboards send jamo for letters: the physical key decides then. */
export function keyPressed(event: KeyboardEvent): string {
  if (event.key.length === 1 && event.key.charCodeAt(0) > 127 && event.code.startsWith("Key")) {
    return event.code.slice(3).toLowerCase();
  }
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

export function commandFor(event: KeyboardEvent, commands: Command[], preferences: Preferences): Command | null {
  if (!preferences.keysOn || !isForTheRoom(event)) return null;
  const pressed = keyPressed(event);
  const arrow = pressed.startsWith("Arrow");
  // Arrows belong to the tab list, the toolbar and the slider that has the focus.
  if (arrow && event.target instanceof HTMLElement && event.target.closest("[role],input") !== null) return null;
  return commands.find((command) => keyOf(command, preferences) === pressed) ?? null;
}

/** The command that holds this key already, when the reader gives it to another. */
export function holderOf(key: string, commands: Command[], preferences: Preferences): Command | undefined {
  return commands.find((command) => keyOf(command, preferences) === key);
}
