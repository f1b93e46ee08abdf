/** In the bar: which language one hears, the sign-language interpreter, captions and their size. */

import { gettext, interpolate } from "../../../../web/client/words";
import { useIsNarrow, usePreference, useRoom, useSession } from "../parts/hooks";
import { BarMenu, type MenuItem } from "../parts/menu";
import { hasCaptions, languageName, languagesOf, signersOf } from "../state/languages";

const CAPTION_SCALES: readonly [number, () => string][] = [
  [1, () => gettext("Captions, usual size")],
  [1.4, () => gettext("Captions, large")],
  [1.9, () => gettext("Captions, very large")],
];

export function LanguageMenu() {
  const narrow = useIsNarrow();
  const floor = useRoom((state) => state.room.languages?.floor ?? "");
  const hears = usePreference((preferences) => preferences.hears ?? "");
  const listening = useListening();
  const signing = useSigning();
  const captions = useCaptions();
  const items = [...listening, ...signing, ...captions];
  if (items.length === 0) return null;
  const word = listening.length > 0 && hears !== "" ? languageName(hears) : gettext("Language");
  const label = floor === "" ? gettext("Languages and captions") : interpolate(gettext("Languages and captions; the floor speaks %(language)s"), { language: languageName(floor) });
  return <BarMenu icon="globe" word={narrow ? gettext("Language") : word} label={label} items={items} />;
}

function useListening(): MenuItem[] {
  const { preferences } = useSession();
  const state = useRoom((now) => now);
  const hears = usePreference((all) => all.hears ?? "");
  const languages = languagesOf(state);
  if (languages.length === 0) return [];
  const known = languages.includes(hears) ? hears : "";
  const floor = state.room.languages?.floor;
  return ["", ...languages].map((language) => ({
    id: `hear-${language}`,
    icon: language === "" ? "speaker" : "headphones",
    word: language === "" ? gettext("Floor, as it is spoken") : languageName(language),
    chosen: known === language,
    ...(language === floor ? { note: gettext("When another language is spoken on the floor") } : {}),
    run: () => {
      preferences.patch({ hears: language });
    },
  }));
}

function useSigning(): MenuItem[] {
  const { preferences } = useSession();
  const here = useRoom((state) => signersOf(state).length > 0);
  const pinned = usePreference((all) => all.signer);
  if (!here) return [];
  const run = (): void => {
    preferences.patch({ signer: !pinned });
  };
  return [{ id: "signer", icon: "hand", word: gettext("Sign language"), note: gettext("The interpreter stays large beside the stage"), chosen: pinned, isSwitch: true, run }];
}

function useCaptions(): MenuItem[] {
  const { preferences } = useSession();
  const there = useRoom(hasCaptions);
  const on = usePreference((all) => all.captions);
  const scale = usePreference((all) => all.captionScale);
  if (!there) return [];
  const off: MenuItem = { id: "captions-off", icon: "text", word: gettext("No captions"), chosen: !on, run: () => { preferences.patch({ captions: false }); } };
  const sizes = CAPTION_SCALES.map(([size, word]): MenuItem => ({
    id: `captions-${String(size)}`,
    icon: "text",
    word: word(),
    chosen: on && scale === size,
    run: () => {
      preferences.patch({ captions: true, captionScale: size });
    },
  }));
  return [off, ...sizes];
}
