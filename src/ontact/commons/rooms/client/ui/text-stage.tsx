/** Instead of pictures: who speaks, what is shown, in words. Needs no media line and almost no data. */

import { gettext } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { useRoom, useSession } from "../parts/hooks";
import { plateOf, seatOf, stageChoice } from "../state/seating";
import { HandButton } from "./bar";
import { CaptionLines } from "./captions-view";
import { BarButton } from "../parts/bar-button";
import { FloorClock } from "./floor-clock";
import { placeWords } from "./stage-words";

const CAPTIONS_SHOWN = 10;

export function TextStage() {
  const session = useSession();
  const floor = useRoom((state) => state.floor);
  const speaker = useRoom((state) => seatOf(state, state.floor?.seat));
  const slides = useRoom((state) => state.slides);
  const captions = useRoom((state) => state.captions)?.slice(-CAPTIONS_SHOWN) ?? [];
  const places = useRoom((state) => placeWords(state, stageChoice(state).seats).join(", "));
  const Own = session.options.textStage;
  return (
    <div className="room-text-stage">
      <section aria-labelledby="text-floor">
        <h2 id="text-floor">{gettext("Now speaking")}</h2>
        {floor !== null && speaker !== null ? (
          <p className="room-text-speaker">
            {plateOf(speaker)} <FloorClock floor={floor} />
          </p>
        ) : (
          <p>{gettext("Nobody has the floor.")}</p>
        )}
      </section>
      {places !== "" && (
        <section aria-labelledby="text-places">
          <h2 id="text-places">{gettext("People on the stage")}</h2>
          <p>{places}</p>
        </section>
      )}
      {captions.length > 0 && (
        <section aria-labelledby="text-captions">
          <h2 id="text-captions">{gettext("Captions")}</h2>
          <CaptionLines lines={captions} />
        </section>
      )}
      {Own !== undefined && <Own />}
      {slides !== null && (
        <section aria-labelledby="text-slide">
          <h2 id="text-slide">{`${slides.name} · ${String(slides.page)} / ${String(slides.pages)}`}</h2>
          <p className="room-slide-words">{slides.text === "" ? gettext("This page has no text, only a picture.") : slides.text}</p>
          <a href={slides.image} target="_blank" rel="noreferrer">
            {gettext("Show the picture of this page")}
          </a>
        </section>
      )}
    </div>
  );
}

/** The text page's own short bar. */
export function TextBar() {
  const session = useSession();
  const { roomUrl } = session.options;
  return (
    <div className="room-bar" role="toolbar" aria-label={gettext("My controls")}>
      <div className="room-bar-middle">
        <HandButton />
        <BarButton
          icon="camera"
          word={gettext("Picture and sound")}
          onPress={() => {
            session.preferences.patch({ mode: "video" });
            if (session.options.mode === "text") window.location.assign(roomUrl);
            else void session.setMode("video");
          }}
        />
        <BarButton icon="settings" word={gettext("Settings")} onPress={() => { session.page.patch({ dialog: "settings" }); }} />
      </div>
      <BarButton icon="leave" word={gettext("Leave")} label={gettext("Leave the room")} look="danger" onPress={() => { session.page.patch({ dialog: "leave" }); }} />
    </div>
  );
}

/** Shown on the stage while I am here with sound only. */
export function SoundOnly() {
  const session = useSession();
  const speaker = useRoom((state) => seatOf(state, state.floor?.seat));
  const floor = useRoom((state) => state.floor);
  return (
    <div className="room-sound-only">
      <p className="room-quiet">{gettext("You are here with sound only; no pictures are loaded.")}</p>
      {speaker !== null && floor !== null && (
        <p className="room-text-speaker">
          {plateOf(speaker)} <FloorClock floor={floor} size="large" />
        </p>
      )}
      <Button icon="camera" onClick={() => void session.setMode("video")}>
        {gettext("With pictures again")}
      </Button>
    </div>
  );
}
