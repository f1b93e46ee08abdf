/** The kit's door: a capability calls mountRoom() with its panels and gets a whole room. */

import { createRoot } from "react-dom/client";

import { SessionContext } from "./parts/hooks";
import type { MediaLine } from "./state/line-view";
import type { RoomOptions } from "./state/options";
import { Session, type LineMaker } from "./state/session";
import "./styles/room.css";
import { RoomApp } from "./ui/app";

export interface MountedRoom {
  session: Session;
  unmount: () => void;
}

export function mountRoom(options: RoomOptions, makeLine: LineMaker = liveKitLine): MountedRoom {
  const session = new Session(options, makeLine);
  const root = createRoot(options.element);
  root.render(
    <SessionContext value={session}>
      <RoomApp />
    </SessionContext>,
  );
  void session.start();
  return {
    session,
    unmount: () => {
      session.stop();
      root.unmount();
    },
  };
}

/** LiveKit comes in a chunk of its own: the text page never loads it. */
async function liveKitLine(session: Session): Promise<() => MediaLine> {
  const { LiveKitLine } = await import("./live/livekit-line");
  return () =>
    new LiveKitLine({
      api: session.api,
      store: session.store,
      view: session.line,
      preferences: session.preferences,
      pictures: session.page.get().mode === "video",
      onRight: session.onRight,
    });
}
