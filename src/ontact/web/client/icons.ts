/** Our own drawings, the same file that the templates read. */
import shapes from "../icons.json";

export type IconName = keyof typeof shapes;

export function iconShape(name: IconName): string {
  return shapes[name];
}

export function iconMarkup(name: IconName): string {
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
}
