/** The sound of the room: one element per voice, outside React, so that no redraw can stop it. */

import { RoomEvent, Track, type RemoteParticipant, type RemoteTrack, type RemoteTrackPublication, type Room } from "livekit-client";

interface Voice {
  element: HTMLMediaElement;
  identity: string;
}

type Level = (identity: string) => number;

export class AudioOut {
  private readonly host = document.createElement("div");
  private readonly voices = new Map<RemoteTrack, Voice>();
  private volume = 1;
  private level: Level = () => 1;

  constructor(private readonly room: Room) {
    this.host.hidden = true;
    this.host.dataset.roomSound = "";
    document.body.append(this.host);
    room.on(RoomEvent.TrackSubscribed, this.attach).on(RoomEvent.TrackUnsubscribed, this.detach);
  }

  setVolume(volume: number): void {
    this.volume = volume;
    this.sound();
  }

  /** How loud each voice is beside the others, 0 to 1. */
  setLevels(level: Level): void {
    this.level = level;
    this.sound();
  }

  close(): void {
    this.room.off(RoomEvent.TrackSubscribed, this.attach).off(RoomEvent.TrackUnsubscribed, this.detach);
    this.host.remove();
  }

  private sound(): void {
    for (const { element, identity } of this.voices.values()) {
      const level = this.level(identity);
      element.volume = this.volume * level;
      // Phones of one maker know no volume, only silence: there the floor makes way altogether.
      element.muted = level === 0 || (level < 1 && element.volume !== this.volume * level);
    }
  }

  private readonly attach = (track: RemoteTrack, _publication: RemoteTrackPublication, participant: RemoteParticipant): void => {
    if (track.kind !== Track.Kind.Audio) return;
    const element = track.attach();
    element.dataset.identity = participant.identity;
    this.voices.set(track, { element, identity: participant.identity });
    this.sound();
    this.host.append(element);
  };

  private readonly detach = (track: RemoteTrack): void => {
    track.detach();
    this.voices.get(track)?.element.remove();
    this.voices.delete(track);
  };
}
