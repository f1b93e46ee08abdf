/** The two menus of the bottom bar: how the stage is arranged, and everything that is needed seldom. */

import { gettext, interpolate } from "../../../../web/client/words";
import { usePage, usePreference, useRoom, useSession } from "../parts/hooks";
import { BarMenu, type MenuItem } from "../parts/menu";
import type { IconName } from "../parts/icon";
import { stageChoice } from "../state/seating";
import { stageWord } from "./stage-words";

function useLayouts(): MenuItem[] {
  const session = useSession();
  const state = useRoom((now) => now);
  const chosen = usePreference((preferences) => preferences.layout);
  const { layout: set } = stageChoice(state);
  const free: [string, string, IconName][] = [
    ["auto", gettext("As it fits"), "success"],
    ["speaker", gettext("Speaker large"), "user"],
    ["grid", gettext("Everyone"), "grid"],
    ["slides", gettext("Slides and speaker"), "papers"],
  ];
  // While the desk has set the stage, everyone sees the same; the capability's own views stay.
  const kit: typeof free = set === "auto" ? free : [["auto", interpolate(gettext("As the desk has set it: %(layout)s"), { layout: stageWord(set) }), "success"]];
  const own = (session.options.stageLayouts ?? []).filter((layout) => layout.shownIf?.(state) !== false);
  const all = [...kit, ...own.map((layout): [string, string, IconName] => [layout.id, layout.word(), layout.icon])];
  const holds = all.some(([id]) => id === chosen) ? chosen : "auto";
  return all.map(([id, word, icon]) => ({
    id,
    word,
    icon,
    chosen: holds === id,
    run: () => {
      session.preferences.patch({ layout: id });
    },
  }));
}

export function ViewMenu() {
  return <BarMenu icon="grid" word={gettext("View")} label={gettext("Arrangement of the stage")} items={useLayouts()} />;
}

export function MoreMenu({ withView }: { withView: boolean }) {
  const session = useSession();
  const mode = usePage((page) => page.mode);
  const layouts = useLayouts();
  const open = (dialog: "settings" | "keys") => (): void => {
    session.page.patch({ dialog });
  };
  const items: MenuItem[] = [
    { id: "settings", word: gettext("Settings"), icon: "settings", note: gettext("Devices, sound, text size"), run: open("settings") },
    mode === "audio"
      ? { id: "video", word: gettext("With pictures again"), icon: "camera", run: () => void session.setMode("video") }
      : { id: "audio", word: gettext("Sound only"), icon: "headphones", note: gettext("Saves data on a weak line"), run: () => void session.setMode("audio") },
    { id: "text", word: gettext("Text only"), icon: "text", note: gettext("For a very weak line; it counts as attendance"), run: () => { toText(session.options.textUrl, () => void session.setMode("text")); } },
    { id: "full", word: gettext("Full screen"), icon: "expand", run: fullScreen },
    { id: "keys", word: gettext("Keys"), icon: "key", note: gettext("What the keyboard can do here"), run: open("keys") },
  ];
  return <BarMenu icon="more" word={gettext("More")} label={gettext("More")} items={withView ? [...layouts, ...items] : items} />;
}

/** The text page is a page of its own where there is one: it loads a tenth. */
function toText(textUrl: string | undefined, here: () => void): void {
  if (textUrl === undefined) here();
  else window.location.assign(textUrl);
}

function fullScreen(): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen().catch(() => undefined);
}
