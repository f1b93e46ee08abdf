/** Builds a piece of page: tag, attributes, children; enough for a door without React. */

import { iconMarkup, type IconName } from "../../../../web/client/icons";

type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function drawing(name: IconName): Node {
  const holder = document.createElement("span");
  holder.innerHTML = iconMarkup(name);
  return holder.firstElementChild ?? holder;
}

export function button(word: string, kind: "primary" | "secondary" | "tertiary" | "text", run: () => void, icon?: IconName): HTMLButtonElement {
  const made = element("button", { type: "button", class: `button button-${kind} button-s` });
  if (icon !== undefined) made.append(drawing(icon));
  made.append(element("span", {}, word));
  made.addEventListener("click", run);
  return made;
}
