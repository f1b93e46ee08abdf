/** The room's page: top line, stage, panel, bar; or the screen that says why there is none. */

import { lazy, Suspense, useEffect, useRef, type CSSProperties, type ReactNode } from "react";

import { gettext } from "../../../../web/client/words";
import { useFocusKeeper } from "../parts/focus-keeper";
import { useCell, useIsFlat, useIsNarrow, useLine, usePage, usePreference, useRoom, useSession } from "../parts/hooks";
import { commandFor, keyPressed, type Command } from "../state/keys";
import { signersOf } from "../state/languages";
import type { Ending } from "../state/line-view";
import { AnnouncerRegion } from "./announcer";
import { Banners } from "./banner";
import { Bar } from "./bar";
import { CaptionsView } from "./captions-view";
import { FloorChime } from "./chime";
import { commandsOf } from "./commands";
import { KeysSheet } from "./keys-sheet";
import { Leaving } from "./leaving";
import { SidePanel } from "./panel";
import { EndedScreen, Loading } from "./screens";
import { Settings } from "./settings";
import { SlidesView } from "./slides";
import { SoundOnly, TextBar, TextStage } from "./text-stage";
import { ToastList } from "./toast-list";
import { TopLine } from "./top-line";

const Stage = lazy(() => import("../live/stage"));
const Signer = lazy(() => import("../live/signer"));

export function RoomApp() {
  const session = useSession();
  const known = useCell(session.store.view, (state) => state !== null);
  const phase = useCell(session.store.view, (state) => state?.room.phase);
  const admitted = useCell(session.store.view, (state) => state?.me.admitted);
  const ending = useEnding();
  const scale = usePreference((preferences) => preferences.textScale);
  const style = { "--room-scale": scale } as CSSProperties;
  const root = useRef<HTMLDivElement>(null);
  useFocusKeeper(root);
  let body: ReactNode;
  if (ending !== null) body = <EndedScreen ending={ending} />;
  else if (!known) body = <Loading />;
  else if (phase === "over") body = <EndedScreen ending={{ code: "room-over", text: gettext("It was closed for everyone."), wayOut: "" }} />;
  else if (admitted === false) body = <EndedScreen ending={{ code: phase === "early" ? "room-not-open" : "not-admitted", text: gettext("The desk has been told that you are here."), wayOut: "" }} />;
  else body = <Frame />;
  return (
    <div ref={root} className="room-root" style={style}>
      {body}
      <ToastList />
    </div>
  );
}

/** The state's refusal is younger than the line's: it knows why the line was ended. */
function useEnding(): Ending | null {
  const session = useSession();
  const refusal = useCell(session.store.reach, (reach) => reach.refusal);
  const lineEnding = useLine((line) => (line.phase === "ended" ? line.ending : null));
  if (refusal !== null) return { code: refusal.code, text: refusal.text, wayOut: refusal.wayOut };
  return lineEnding;
}

function Frame() {
  const session = useSession();
  const mode = usePage((page) => page.mode);
  const panel = usePage((page) => page.panel);
  const narrow = useIsNarrow();
  const flat = useIsFlat();
  const Overlay = session.options.overlay;
  useKeys();
  const shape = flat ? "flat" : narrow ? "narrow" : "wide";
  return (
    <div className="room" data-shape={shape} data-mode={mode} data-panel={panel === null ? undefined : "open"}>
      <TopLine />
      <main className="room-main" aria-label={gettext("Stage")} id="room-stage" tabIndex={-1}>
        <Banners />
        {mode === "text" ? <TextStage /> : <MediaStage audio={mode === "audio"} />}
        {mode !== "text" && <CaptionsView />}
        {Overlay !== undefined && <Overlay />}
      </main>
      <SidePanel />
      <section className="room-foot" aria-label={gettext("My controls")}>
        {mode === "text" ? <TextBar /> : <Bar />}
      </section>
      <Dialogs />
      <AnnouncerRegion />
      {mode !== "text" && <FloorChime />}
    </div>
  );
}

function MediaStage({ audio }: { audio: boolean }) {
  const session = useSession();
  const slides = useRoom((state) => state.slides !== null);
  const signers = useRoom((state) => signersOf(state).length > 0);
  // Drawn again when the line appears.
  useLine((line) => line.phase);
  const signs = usePreference((preferences) => preferences.signer) && signers;
  return (
    <div className="room-stage-row">
      {audio ? (
        slides ? <div className="room-stage-box"><SlidesView /></div> : <SoundOnly />
      ) : (
        <Suspense fallback={<div className="room-stage-box" aria-busy="true" />}>
          <Stage media={session.media} />
        </Suspense>
      )}
      {signs && (
        <Suspense fallback={null}>
          <Signer media={session.media} />
        </Suspense>
      )}
    </div>
  );
}

function Dialogs() {
  const dialog = usePage((page) => page.dialog);
  if (dialog === "settings") return <Settings />;
  if (dialog === "keys") return <KeysSheet />;
  if (dialog === "leave") return <Leaving />;
  return null;
}

function useKeys(): void {
  const session = useSession();
  useEffect(() => {
    let held: Command | null = null;
    let heldKey = "";
    const press = (event: KeyboardEvent): void => {
      if (event.key === "F6") {
        event.preventDefault();
        nextRegion(event.shiftKey ? -1 : 1);
        return;
      }
      const command = commandFor(event, commandsOf(session), session.preferences.get());
      if (command === null || event.repeat) return;
      event.preventDefault();
      command.run();
      if (command.release !== undefined) [held, heldKey] = [command, keyPressed(event)];
    };
    const release = (event: Event): void => {
      if (event instanceof KeyboardEvent && keyPressed(event) !== heldKey) return;
      held?.release?.();
      held = null;
    };
    document.addEventListener("keydown", press);
    document.addEventListener("keyup", release);
    // Who switches to another window lets go of everything.
    window.addEventListener("blur", release);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("keyup", release);
      window.removeEventListener("blur", release);
    };
  }, [session]);
}

/** F6 walks over stage, panel and bar, as in other programs. */
function nextRegion(step: number): void {
  const regions = [".room-main", ".room-panel", ".room-bar"]
    .map((selector) => document.querySelector<HTMLElement>(selector))
    .filter((region): region is HTMLElement => region !== null);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const region = regions[(at + step + regions.length) % regions.length];
  const first = region?.querySelector<HTMLElement>("[tabindex='0'],button,a[href],textarea,input");
  (first ?? region)?.focus();
}
