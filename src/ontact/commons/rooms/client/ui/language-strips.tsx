/** What the page says about languages: the offer of one's own, a silent channel, and the quiet wish for slower speech. */

import { gettext, interpolate } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { useLine, usePreference, useRoom, useServerNow, useSession } from "../parts/hooks";
import { languageName, languageToOffer } from "../state/languages";
import { Strip } from "./strip";

/** As long as the server lets the wish stand. */
const SLOW_STANDS_MS = 15_000;

export function LanguageStrips() {
  return (
    <>
      <SlowNote />
      <OwnLanguage />
      <SilentChannel />
    </>
  );
}

/** Seen by whoever speaks, and by the desk. */
function SlowNote() {
  const asked = useRoom((state) => state.room.slow_asked_at ?? null);
  const mine = useRoom((state) => state.floor?.seat === state.me.seat);
  const desk = useRoom((state) => state.me.may.desk === true);
  const sending = useLine((line) => line.microphone.on);
  const serves = useRoom((state) => state.seats.find((seat) => seat.id === state.me.seat)?.serves ?? null);
  if (asked === null || serves !== null || !(mine || desk || sending)) return null;
  return <Standing asked_ms={Date.parse(asked)} mine={mine || (sending && !desk)} />;
}

function Standing({ asked_ms, mine }: { asked_ms: number; mine: boolean }) {
  const now_ms = useServerNow();
  if (now_ms - asked_ms > SLOW_STANDS_MS) return null;
  return (
    <Strip tone="plain" icon="timer">
      <p>{mine ? gettext("Please speak a little more slowly: the interpreters ask for it.") : gettext("The interpreters ask for slower speech.")}</p>
    </Strip>
  );
}

/** Once, to whoever reads the page in a language that is interpreted. */
function OwnLanguage() {
  const { preferences } = useSession();
  const language = useRoom((state) => languageToOffer(state, document.documentElement.lang));
  const serves = useRoom((state) => state.seats.some((seat) => seat.id === state.me.seat && seat.serves !== null && seat.serves !== undefined));
  const chosen = usePreference((all) => all.hears);
  if (language === null || chosen !== null || serves) return null;
  const choose = (hears: string): void => {
    preferences.patch({ hears });
  };
  return (
    <Strip
      tone="plain"
      icon="headphones"
      act={
        <>
          <Button size="small" kind="primary" onClick={() => { choose(language); }}>
            {interpolate(gettext("Listen in %(language)s"), { language: languageName(language) })}
          </Button>
          <Button size="small" kind="text" onClick={() => { choose(""); }}>
            {gettext("Listen to the floor")}
          </Button>
        </>
      }
    >
      <p>{interpolate(gettext("This meeting is interpreted into %(language)s."), { language: languageName(language) })}</p>
    </Strip>
  );
}

function SilentChannel() {
  const waiting = useLine((line) => line.channel === "waiting" && line.phase === "live");
  const hears = usePreference((all) => all.hears ?? "");
  const spoken = useRoom((state) => state.room.languages?.floor === hears);
  // Who chose the floor's own language hears it as it is, most of the time.
  if (!waiting || spoken) return null;
  return (
    <Strip tone="plain" icon="speaker">
      <p>{interpolate(gettext("Nobody interprets into %(language)s at the moment: you hear the floor."), { language: languageName(hears) })}</p>
    </Strip>
  );
}
