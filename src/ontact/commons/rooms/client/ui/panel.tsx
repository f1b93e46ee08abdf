/** The panel beside the stage (on a phone: below it): tabs with counts, as wide as the reader wants it. */

import { useRef, type KeyboardEvent, type PointerEvent } from "react";

import { gettext } from "../../../../web/client/words";
import { IconButton } from "../parts/button";
import { useIsFlat, useIsNarrow, usePage, usePreference, useRoom, useSession } from "../parts/hooks";
import { Icon } from "../parts/icon";
import { moveFocus } from "../parts/roving";
import type { State } from "../protocol";
import type { Panel } from "../state/options";
import { mySeat } from "../state/seating";
import type { Session } from "../state/session";
import { BoothPanel } from "./booth";
import { CaptionDesk } from "./caption-desk";
import { ChatPanel } from "./chat";
import { DeskPanel } from "./desk/desk-panel";
import { PeoplePanel } from "./people";

const NARROWEST_PX = 300;
const WIDEST_PX = 640;
const STEP_PX = 24;

export function panelsOf(session: Session, state: State): Panel[] {
  const kit: Panel[] = [
    { id: "desk", order: 0, word: () => gettext("Desk"), icon: "gavel", body: DeskPanel, count: (now) => now.queue.length + now.waiting, shownIf: (now) => now.me.may.desk === true },
    { id: "booth", order: 1, word: () => gettext("Booth"), icon: "mic", body: BoothPanel, shownIf: (now) => mySeat(now)?.serves?.as === "voice" },
    { id: "captions", order: 1, word: () => gettext("Captions"), icon: "text", body: CaptionDesk, shownIf: (now) => mySeat(now)?.serves?.as === "captions" },
    { id: "people", order: 20, word: () => gettext("People"), icon: "people", body: PeoplePanel, count: (now) => now.seats.filter((seat) => seat.present && !seat.removed).length },
    { id: "chat", order: 30, word: () => gettext("Chat"), icon: "chat", body: ChatPanel },
  ];
  return [...kit, ...(session.options.panels ?? [])]
    .filter((panel) => panel.shownIf?.(state) !== false)
    .sort((a, b) => a.order - b.order);
}

export function SidePanel() {
  const session = useSession();
  const state = useRoom((now) => now);
  const open = usePage((page) => page.panel);
  const mode = usePage((page) => page.mode);
  const unread = usePage((page) => page.chatRead);
  const width = usePreference((preferences) => preferences.panelWidth);
  const narrow = useIsNarrow();
  const flat = useIsFlat();
  const panels = panelsOf(session, state);
  const current = panels.find((panel) => panel.id === open) ?? panels[0];
  // On a phone lying down the stage gets everything until a panel is asked for.
  const shut = flat ? open === null || open === "first" : open === null && !narrow;
  if (current === undefined || shut) return null;
  const choose = (id: string): void => {
    session.page.patch({ panel: id });
  };
  const count = (panel: Panel): number => (panel.id === "chat" ? Math.max(0, state.chat.length - unread) : (panel.count?.(state) ?? 0));
  return (
    <aside className="room-panel" aria-label={gettext("Beside the stage")} style={narrow ? undefined : { width }}>
      {!narrow && mode !== "text" && <Divider />}
      <div className="room-tabs">
        <div className="room-tablist" role="tablist" aria-label={gettext("Beside the stage")} onKeyDown={(event) => { moveFocus(event, "[role=tab]"); }}>
          {panels.map((panel) => (
            <PanelTab key={panel.id} panel={panel} count={count(panel)} chosen={panel.id === current.id} onChoose={choose} />
          ))}
        </div>
        {(!narrow || flat) && mode !== "text" && (
          <IconButton icon="close" size="small" label={gettext("Close the panel")} onClick={() => { closePanel(session); }} />
        )}
      </div>
      <div className="room-panel-body" role="tabpanel" id="room-tabpanel" aria-labelledby={`room-tab-${current.id}`}>
        <h2 className="sr-only">{current.word()}</h2>
        <current.body key={current.id} />
      </div>
    </aside>
  );
}

export function closePanel(session: Session): void {
  session.page.patch({ panel: null });
  session.preferences.patch({ panelOpen: false });
}

interface TabProps {
  panel: Panel;
  count: number;
  chosen: boolean;
  onChoose: (id: string) => void;
}

function PanelTab({ panel, count, chosen, onChoose }: TabProps) {
  return (
    <button
      type="button"
      role="tab"
      id={`room-tab-${panel.id}`}
      className="room-tab"
      aria-selected={chosen}
      aria-controls="room-tabpanel"
      tabIndex={chosen ? 0 : -1}
      onClick={() => { onChoose(panel.id); }}
    >
      <Icon name={panel.icon} />
      <span>{panel.word()}</span>
      {count > 0 && <span className="room-tab-count">{count}</span>}
    </button>
  );
}

/** Dragged by the pointer, moved by arrows. */
function Divider() {
  const { preferences } = useSession();
  const width = usePreference((all) => all.panelWidth);
  const grip = useRef<number | null>(null);
  const set = (wanted: number): void => {
    preferences.patch({ panelWidth: Math.round(Math.max(NARROWEST_PX, Math.min(WIDEST_PX, wanted))) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowLeft" ? STEP_PX : event.key === "ArrowRight" ? -STEP_PX : 0;
    if (step === 0) return;
    event.preventDefault();
    set(width + step);
  };
  return (
    <div
      className="room-divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={gettext("Width of the panel")}
      aria-valuenow={width}
      aria-valuemin={NARROWEST_PX}
      aria-valuemax={WIDEST_PX}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = event.clientX + width;
      }}
      onPointerMove={(event) => {
        if (grip.current !== null) set(grip.current - event.clientX);
      }}
      onPointerUp={() => { grip.current = null; }}
      onDoubleClick={() => { set(360); }}
    />
  );
}
