/** The bottom bar: what I do with my voice, my picture and my hand, with words under the drawings. */

import { gettext, interpolate } from "../../../../web/client/words";
import { BarButton } from "../parts/bar-button";
import { useIsFlat, useIsNarrow, useKey, useLine, usePage, useRoom, useSession } from "../parts/hooks";
import { moveFocus } from "../parts/roving";
import { mySeat, placeInQueue } from "../state/seating";
import { MoreMenu, ViewMenu } from "./bar-menus";
import { LanguageMenu } from "./language-menu";
import { ordinal } from "./ordinal";

export function Bar() {
  const session = useSession();
  const narrow = useIsNarrow();
  const flat = useIsFlat();
  const share = useRoom((state) => state.me.may.screen_share === true);
  const companion = useRoom((state) => state.me.companion);
  const canShare = "getDisplayMedia" in (navigator.mediaDevices ?? {});
  return (
    <div
      className="room-bar"
      role="toolbar"
      aria-label={gettext("My controls")}
      onKeyDown={(event) => {
        moveFocus(event, ".room-bar-button");
      }}
    >
      <div className="room-bar-middle">
        {!companion && <MicrophoneButton />}
        {!companion && <CameraButton />}
        <HandButton />
        {share && canShare && !narrow && <ScreenButton />}
        {session.options.controls?.map((control) => <control.body key={control.id} />)}
        <LanguageMenu />
        {(!narrow || flat) && <PanelButtons />}
        {!narrow && <ViewMenu />}
        <MoreMenu withView={narrow} />
      </div>
      <LeaveButton />
    </div>
  );
}

function MicrophoneButton() {
  const session = useSession();
  const device = useLine((line) => line.microphone);
  const phase = useLine((line) => line.phase);
  const narrow = useIsNarrow();
  const shortcut = useKey("microphone", "m");
  const hand = useRoom((state) => state.me.may.hand === true);
  const refused = !device.allowed && phase === "live";
  const booth = useRoom((state) => mySeat(state)?.serves?.as === "voice");
  const reason = booth ? gettext("Your microphone comes with being on air: see the booth.") : hand ? gettext("The microphone comes with the floor: raise your hand.") : gettext("In this meeting you listen.");
  const action = device.on ? gettext("Mute") : gettext("Unmute");
  return (
    <BarButton
      icon={device.on ? "mic" : "mic-off"}
      word={narrow ? gettext("Mic") : refused ? gettext("Microphone") : action}
      label={action}
      look={device.problem !== null ? "danger" : device.on ? "on" : device.busy ? "held" : "off"}
      shortcut={shortcut}
      disabled={refused}
      {...(refused ? { reason } : {})}
      onPress={() => void session.setMicrophone(!device.on)}
    />
  );
}

function CameraButton() {
  const session = useSession();
  const device = useLine((line) => line.camera);
  const phase = useLine((line) => line.phase);
  const mode = usePage((page) => page.mode);
  const narrow = useIsNarrow();
  const shortcut = useKey("camera", "v");
  const refused = (!device.allowed && phase === "live") || mode !== "video";
  const pictured = useRoom((state) => state.me.pictured);
  const reason = !pictured ? gettext("Your guardian has not agreed to the camera.") : mode === "video" ? gettext("In this meeting only those who speak are seen.") : gettext("You are here with sound only.");
  const action = device.on ? gettext("Stop camera") : gettext("Start camera");
  return (
    <BarButton
      icon={device.on ? "camera" : "camera-off"}
      word={narrow ? gettext("Camera") : refused ? gettext("Camera") : action}
      label={action}
      look={device.problem !== null ? "danger" : device.on ? "on" : device.busy ? "held" : "off"}
      shortcut={shortcut}
      disabled={refused}
      {...(refused ? { reason } : {})}
      onPress={() => void session.media?.setCamera(!device.on)}
    />
  );
}

export function HandButton() {
  const session = useSession();
  const place = useRoom((state) => placeInQueue(state.queue, state.me.seat));
  const may = useRoom((state) => state.me.may.hand === true);
  const mine = useRoom((state) => state.floor?.seat === state.me.seat);
  const narrow = useIsNarrow();
  const shortcut = useKey("hand", "h");
  if (!may) return null;
  if (mine) {
    return <BarButton icon="stop" word={narrow ? gettext("Done") : gettext("I have finished")} look="held" onPress={() => void session.ask("/floor/end")} />;
  }
  const up = place > 0;
  const full = up ? interpolate(gettext("Lower my hand, I am %(place)s in the queue"), { place: ordinal(place) }) : gettext("Raise my hand");
  const long = up ? interpolate(gettext("Lower hand · %(place)s"), { place: ordinal(place) }) : gettext("Raise hand");
  return (
    <BarButton
      icon="hand"
      word={narrow ? (up ? ordinal(place) : gettext("Hand")) : long}
      label={full}
      pressed={up}
      look={up ? "held" : "plain"}
      shortcut={shortcut}
      onPress={() => void session.raiseHand(!up)}
    />
  );
}

function ScreenButton() {
  const session = useSession();
  const device = useLine((line) => line.screen);
  return (
    <BarButton
      icon="screen"
      word={device.on ? gettext("Stop sharing") : gettext("Share screen")}
      look={device.on ? "held" : "plain"}
      pressed={device.on}
      onPress={() => void session.media?.setScreen(!device.on)}
    />
  );
}

function PanelButtons() {
  const session = useSession();
  const open = usePage((page) => page.panel);
  const here = useRoom((state) => state.seats.filter((seat) => seat.present && !seat.removed).length);
  const unread = useRoom((state) => state.chat.length) - usePage((page) => page.chatRead);
  const toggle = (panel: string): void => {
    session.page.patch({ panel: open === panel ? null : panel });
    session.preferences.patch({ panelOpen: open !== panel });
  };
  return (
    <>
      <BarButton icon="chat" word={gettext("Chat")} pressed={open === "chat"} badge={open === "chat" ? 0 : Math.max(0, unread)} shortcut={useKey("chat", "c")} onPress={() => { toggle("chat"); }} />
      <BarButton icon="people" word={interpolate(gettext("People %(count)s"), { count: here })} pressed={open === "people"} shortcut={useKey("people", "p")} onPress={() => { toggle("people"); }} />
    </>
  );
}

function LeaveButton() {
  const { page } = useSession();
  return (
    <BarButton icon="leave" word={gettext("Leave")} label={gettext("Leave the room")} look="danger" onPress={() => { page.patch({ dialog: "leave" }); }} />
  );
}
