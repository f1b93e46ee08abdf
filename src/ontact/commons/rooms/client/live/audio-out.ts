/** The sound of the room: one element per voice, outside React, so that no redraw can stop it. */

import { RoomEvent, Track, type RemoteTrack, type Room } from "livekit-client";

export class AudioOut {
  private readonly host = document.createElement("div");
  private readonly voices = new Map<RemoteTrack, HTMLMediaElement>();
  private volume = 1;

  constructor(private readonly room: Room) {
    this.host.hidden = true;
    this.host.dataset.roomSound = "";
    document.body.append(this.host);
    room.on(RoomEvent.TrackSubscribed, this.attach).on(RoomEvent.TrackUnsubscribed, this.detach);
  }

  setVolume(volume: number): void {
    this.volume = volume;
    for (const element of this.voices.values()) element.volume = volume;
  }

  close(): void {
    this.room.off(RoomEvent.TrackSubscribed, this.attach).off(RoomEvent.TrackUnsubscribed, this.detach);
    this.host.remove();
  }

  private readonly attach = (track: RemoteTrack): void => {
    if (track.kind !== Track.Kind.Audio) return;
    const element = track.attach();
    element.volume = this.volume;
    this.voices.set(track, element);
    this.host.append(element);
  };

  private readonly detach = (track: RemoteTrack): void => {
    track.detach();
    this.voices.get(track)?.remove();
    this.voices.delete(track);
  };
}
