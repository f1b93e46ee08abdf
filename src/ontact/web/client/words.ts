/** Interface words: Django's script of translations, loaded before every module; English needs none. */

interface Catalogue {
  gettext(id: string): string;
  ngettext(one: string, many: string, count: number): string;
  pgettext(context: string, id: string): string;
}

declare global {
  var django: Catalogue | undefined;
}

export function gettext(id: string): string {
  return globalThis.django?.gettext(id) ?? id;
}

export function ngettext(one: string, many: string, count: number): string {
  return globalThis.django?.ngettext(one, many, count) ?? (count === 1 ? one : many);
}

export function pgettext(context: string, id: string): string {
  return globalThis.django?.pgettext(context, id) ?? id;
}

/** Fill "%(name)s" and "%(count)d" places: interpolate(gettext("%(name)s has the floor."), { name }). */
export function interpolate(text: string, facts: Record<string, string | number>): string {
  return text.replace(/%\((\w+)\)[sd]/g, (whole, key: string) => (key in facts ? String(facts[key]) : whole)).replace(/%%/g, "%");
}

export function language(): "ko" | "en" {
  return document.documentElement.lang.startsWith("ko") ? "ko" : "en";
}
