/** What the page has to say about the line, above the stage: what happened, what goes on meanwhile, what to press. */

import { gettext, interpolate } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { useCell, useLine, usePage, useRoom, useSession } from "../parts/hooks";
import { adviceFor, type DeviceKind } from "../state/devices";
import { LanguageStrips } from "./language-strips";
import { QueueBanner } from "./queue-banner";
import { SideBanner } from "./side-banner";
import { OnStage } from "./stage-banner";
import { Strip } from "./strip";

export function Banners() {
  return (
    <div className="room-banners">
      <Rehearsal />
      <Paused />
      <SpeakNow />
      <OnStage />
      <QueueBanner />
      <LineTrouble />
      <SoundBlocked />
      <DeviceTrouble kind="microphone" />
      <DeviceTrouble kind="camera" />
      <Companion />
      <NotPictured />
      <SideBanner />
      <LanguageStrips />
    </div>
  );
}

function Rehearsal() {
  const rehearsal = useRoom((state) => state.room.rehearsal === true);
  if (!rehearsal) return null;
  return (
    <Strip tone="warning" icon="info">
      <p>{gettext("This is a rehearsal: nothing here counts, and at its end all of it is deleted.")}</p>
    </Strip>
  );
}

/** A room for children whose host is away: said to those who are paused; the desk itself is never paused. */
function Paused() {
  const paused = useRoom((state) => state.room.paused === true && state.me.may.desk !== true);
  if (!paused) return null;
  return (
    <Strip urgent tone="warning" icon="pause">
      <p>{gettext("Nobody who leads this room is here at the moment. Microphones, cameras and chat rest until somebody is back; you can stay.")}</p>
    </Strip>
  );
}

function SpeakNow() {
  const session = useSession();
  const prompt = usePage((page) => page.prompt);
  const mine = useRoom((state) => state.floor?.seat === state.me.seat);
  const microphone = useLine((line) => line.microphone);
  if (!mine) return null;
  if (microphone.on) {
    return (
      <Strip tone="floor" icon="mic">
        <p>{gettext("You have the floor, and your microphone is on. Please speak.")}</p>
      </Strip>
    );
  }
  if (prompt !== "speak" && !microphone.busy) return null;
  return (
    <Strip
      urgent
      tone="floor"
      icon="hand"
      act={
        <Button kind="primary" icon="mic" onClick={() => void session.setMicrophone(true)}>
          {gettext("Turn the microphone on")}
        </Button>
      }
    >
      <p>{gettext("You have the floor. Nobody hears you before you turn the microphone on.")}</p>
    </Strip>
  );
}

function LineTrouble() {
  const session = useSession();
  const phase = useLine((line) => line.phase);
  const media = useRoom((state) => state.room.media);
  const failures = useCell(session.store.reach, (reach) => reach.failures);
  const retry = (
    <Button size="small" icon="undo" onClick={() => { session.media?.hurry(); void session.store.refresh(); }}>
      {gettext("Try now")}
    </Button>
  );
  if (failures >= 2) {
    return (
      <Strip tone="danger" icon="signal" act={retry}>
        <p>{gettext("The line to the hall is down. We keep trying; your seat, your place in the queue and your vote are kept.")}</p>
      </Strip>
    );
  }
  if (phase === "mending") {
    return (
      <Strip tone="warning" icon="signal" act={retry}>
        <p>{gettext("Picture and sound are being reconnected. Agenda, chat and votes go on meanwhile.")}</p>
      </Strip>
    );
  }
  if (phase === "preparing" || (media !== "ready" && phase === "joining")) {
    const text =
      media === "preparing"
        ? gettext("Picture and sound are still being prepared on this server. They start by themselves; agenda, chat and votes work already.")
        : gettext("Picture and sound are not there yet. They start by themselves; agenda, chat and votes work already.");
    return (
      <Strip tone="warning" icon="timer">
        <p>{text}</p>
      </Strip>
    );
  }
  return null;
}

function SoundBlocked() {
  const session = useSession();
  const blocked = useLine((line) => line.soundBlocked && line.phase === "live");
  if (!blocked) return null;
  return (
    <Strip
      urgent
      tone="warning"
      icon="speaker-off"
      act={
        <Button kind="primary" icon="speaker" onClick={() => void session.media?.startSound()}>
          {gettext("Turn the sound on")}
        </Button>
      }
    >
      <p>{gettext("The browser holds the sound back until you press once.")}</p>
    </Strip>
  );
}

function DeviceTrouble({ kind }: { kind: DeviceKind }) {
  const session = useSession();
  const problem = useLine((line) => line[kind].problem);
  if (problem === null) return null;
  const { text, cure } = adviceFor(kind, problem);
  const again = (): void => {
    if (kind === "microphone") void session.setMicrophone(true);
    else void session.media?.setCamera(true);
  };
  return (
    <Strip
      tone="warning"
      icon={kind === "camera" ? "camera-off" : "mic-off"}
      act={
        <>
          <Button size="small" onClick={again}>
            {gettext("Try again")}
          </Button>
          <Button size="small" kind="text" onClick={() => { session.page.patch({ dialog: "settings" }); }}>
            {gettext("Settings")}
          </Button>
        </>
      }
    >
      <p>
        <strong>{text}</strong> {cure}
      </p>
    </Strip>
  );
}

function NotPictured() {
  const pictured = useRoom((state) => state.me.pictured);
  if (pictured) return null;
  return (
    <Strip tone="plain" icon="camera-off">
      <p>{gettext("Your camera stays off, because your guardian has not agreed to it. You speak, write, raise your hand and vote like everyone.")}</p>
    </Strip>
  );
}

function Companion() {
  const name = useRoom((state) => (state.me.companion ? state.me.name : null));
  if (name === null) return null;
  return (
    <Strip tone="plain" icon="headphones">
      <p>{interpolate(gettext("%(name)s speaks from another device; this one listens. To speak from here, open your link again."), { name })}</p>
    </Strip>
  );
}
