/** The desk has put me on the stage: everyone sees my place, and what they do not hear or see of me yet. */

import { gettext } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { useLine, usePage, useRoom, useSession } from "../parts/hooks";
import { standsOnStage } from "../state/seating";
import { Strip } from "./strip";

export function OnStage() {
  const session = useSession();
  // Who has the floor is told by the floor's own strip.
  const mine = useRoom((state) => standsOnStage(state, state.me.seat) && state.floor?.seat !== state.me.seat && !state.me.companion);
  const microphone = useLine((line) => line.microphone);
  const camera = useLine((line) => line.camera);
  const pictures = usePage((page) => page.mode === "video");
  const silent = microphone.allowed && !microphone.on;
  const unseen = pictures && camera.allowed && !camera.on;
  if (!mine || (!silent && !unseen)) return null;
  return (
    <Strip
      tone="floor"
      icon="user"
      act={
        <>
          {silent && (
            <Button size="small" kind="primary" icon="mic" onClick={() => void session.setMicrophone(true)}>
              {gettext("Turn the microphone on")}
            </Button>
          )}
          {unseen && (
            <Button size="small" icon="camera" onClick={() => void session.media?.setCamera(true)}>
              {gettext("Start camera")}
            </Button>
          )}
        </>
      }
    >
      <p>{gettext("You are on the stage: everyone sees your place.")}</p>
    </Strip>
  );
}
