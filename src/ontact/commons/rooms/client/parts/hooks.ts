/** How a component reads the session: only the slice it draws, so that only what changed is drawn again. */

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";

import type { State } from "../protocol";
import type { Cell } from "../state/cell";
import { keyOf } from "../state/keys";
import type { LineView } from "../state/line-view";
import type { Preferences } from "../state/preferences";
import type { PageView, Session } from "../state/session";

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("A room component stands outside the room.");
  return session;
}

export function useCell<T, S>(cell: Cell<T>, pick: (value: T) => S): S {
  return useSyncExternalStore(cell.watch, () => pick(cell.get()));
}

/** A slice of the room's state. Components are drawn only once the state is here. */
export function useRoom<S>(pick: (state: State) => S): S {
  return useCell(useSession().store.view, (state) => {
    if (state === null) throw new Error("The room's state is not here yet.");
    return pick(state);
  });
}

export function useLine<S>(pick: (line: LineView) => S): S {
  return useCell(useSession().line, pick);
}

export function usePage<S>(pick: (page: PageView) => S): S {
  return useCell(useSession().page, pick);
}

export function usePreference<S>(pick: (preferences: Preferences) => S): S {
  return useCell(useSession().preferences, pick);
}

/** The key of a command as the reader has it; "" where single keys are off. */
export function useKey(id: string, usual: string): string {
  return usePreference((preferences) => (preferences.keysOn ? keyOf({ id, key: usual }, preferences) : ""));
}

/** The server's time in ms, drawn anew each step. */
export function useServerNow(step_ms = 1000): number {
  const { clock } = useSession().store;
  const [now_ms, setNow] = useState(() => clock.now_ms());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(clock.now_ms());
    }, step_ms);
    return () => {
      clearInterval(timer);
    };
  }, [clock, step_ms]);
  return now_ms;
}

/** Whether a media query holds, kept up as the window changes. */
export function useMedia(query: string): boolean {
  const list = window.matchMedia(query);
  return useSyncExternalStore(
    (watcher) => {
      list.addEventListener("change", watcher);
      return () => {
        list.removeEventListener("change", watcher);
      };
    },
    () => list.matches,
  );
}

/** A phone in the hand: the panel stands below the stage instead of beside it. */
export function useIsNarrow(): boolean {
  return useMedia("(max-width: 767px)");
}

/** A phone lying on its side: the stage gets everything. */
export function useIsFlat(): boolean {
  return useMedia("(max-height: 479px) and (orientation: landscape)");
}
