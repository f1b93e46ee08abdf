/** One picture with its name plate; without a picture, initials on the dark. */

import { VideoTrack, type TrackReference } from "@livekit/components-react";
import type { LocalVideoTrack } from "livekit-client";
import { memo, useEffect, useRef } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { Face } from "../parts/face";
import { usePreference, useRoom } from "../parts/hooks";
import { Icon } from "../parts/icon";
import { titleOf } from "../state/seating";
import { FloorClock } from "../ui/floor-clock";
import type { TileRef } from "../ui/stage-policy";
import type { Sending } from "./track-book";

export interface TileProps {
  tile: TileRef;
  sending: Sending | undefined;
  speaking: boolean;
  large?: boolean;
}

export const Tile = memo(function Tile({ tile, sending, speaking, large = false }: TileProps) {
  const { seat, source, away = false } = tile;
  const mine = useRoom((state) => state.me.seat === seat.id);
  const floor = useRoom((state) => (state.floor?.seat === seat.id ? state.floor : null));
  const mirrored = usePreference((preferences) => preferences.mirrored);
  const track = source === "screen_share" ? (sending?.screen ?? null) : (sending?.camera ?? null);
  const name = seat.name || seat.title;
  return (
    <figure
      className="room-tile"
      data-large={large || undefined}
      data-speaking={speaking || undefined}
      data-floor={floor !== null || undefined}
      data-source={source}
      data-mirrored={(mine && mirrored && source === "camera") || undefined}
      data-away={away || undefined}
      data-signs={seat.serves?.as === "sign" || undefined}
      data-seat={seat.id}
    >
      <Face name={name} size={large ? "large" : "usual"} />
      {track !== null && <Picture track={track} name={name} source={source} />}
      <figcaption className="room-plate">
        {source === "camera" && !away && <MicrophoneState on={sending?.microphoneOn === true} />}
        <span className="room-plate-name">
          {source === "screen_share" ? interpolate(gettext("Screen of %(name)s"), { name }) : mine ? gettext("Me") : name}
        </span>
        {seat.name !== "" && seat.title !== "" && seat.title !== seat.name && <span className="room-plate-title">{titleOf(seat)}</span>}
        {away && <span className="room-plate-away">{gettext("away")}</span>}
        {seat.people > 1 && <span className="room-plate-title">{interpolate(gettext("%(count)s people"), { count: seat.people })}</span>}
        {sending?.weak === true && <Icon name="signal" label={gettext("Weak line")} />}
        {floor !== null && <FloorClock floor={floor} />}
      </figcaption>
    </figure>
  );
});

function MicrophoneState({ on }: { on: boolean }) {
  return on ? <Icon name="mic" label={gettext("Microphone on")} /> : <Icon name="mic-off" label={gettext("Microphone off")} />;
}

export type PictureTrack = TrackReference | LocalVideoTrack;

function Picture({ track, name, source }: { track: PictureTrack; name: string; source: TileRef["source"] }) {
  const label = source === "screen_share" ? gettext("Shared screen") : interpolate(gettext("Picture of %(name)s"), { name });
  if ("publication" in track) return <VideoTrack trackRef={track} className="room-video" aria-label={label} />;
  return <OwnPicture track={track} label={label} />;
}

function OwnPicture({ track, label }: { track: LocalVideoTrack; label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    track.attach(element);
    return () => {
      track.detach(element);
    };
  }, [track]);
  return <video ref={video} className="room-video" muted playsInline autoPlay aria-label={label} />;
}
