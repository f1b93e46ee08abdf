/** The class's part of the state, as the server writes it. */

import type { State } from "../../../commons/rooms/client";
import { language } from "../../../web/client/words";

export interface Material {
  id: string;
  asset: string;
  name: string;
  /** 0 where it can only be downloaded. */
  pages: number;
  state: string;
  url: string;
}

export interface ClassPart {
  session: string;
  number: number;
  title: string;
  titles: Record<string, string>;
  lecturer: string;
  theme: Record<string, string> | null;
  materials: Material[];
}

const NO_CLASS: ClassPart = { session: "", number: 0, title: "", titles: {}, lecturer: "", theme: null, materials: [] };
const parts = new WeakMap<object, ClassPart>();

/** The same object for the same state, so that nothing is drawn twice. */
export function classOf(state: State): ClassPart {
  let known = parts.get(state.ext);
  if (known === undefined) {
    known = { ...NO_CLASS, ...(state.ext as Partial<ClassPart>) };
    parts.set(state.ext, known);
  }
  return known;
}

export function titleOf(part: ClassPart): string {
  return part.titles[language()] ?? part.title;
}

export function themeOf(part: ClassPart): string {
  if (part.theme === null) return "";
  return part.theme[language()] ?? Object.values(part.theme)[0] ?? "";
}
