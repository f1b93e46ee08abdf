/** What this screen asks the media server for: in a large room only the stage, the open microphones and the page of tiles. */

import { RoomEvent, Track, type RemoteTrackPublication, type Room } from "livekit-client";

import type { Wanted } from "../state/line-view";

/** From this many people on, nothing is subscribed by itself (DESIGN §2.7). */
export const SELECTIVE_FROM = 26;
/** Open microphones heard at once in a large round table; more would be noise. */
const MICROPHONES_HEARD = 12;
/** A tile that has left the page keeps its picture this long, so that paging back and forth costs nothing. */
const LINGER_MS = 4_000;

export class Subscriptions {
  private wanted: Wanted = new Set();
  private pictures = true;
  private readonly leaving = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly room: Room,
    readonly selective: boolean,
  ) {
    room
      .on(RoomEvent.TrackPublished, this.apply)
      .on(RoomEvent.TrackUnmuted, this.apply)
      .on(RoomEvent.Connected, this.apply)
      .on(RoomEvent.Reconnected, this.apply);
  }

  show(wanted: Wanted): void {
    this.wanted = wanted;
    this.apply();
  }

  setPictures(on: boolean): void {
    this.pictures = on;
    this.apply();
  }

  private readonly apply = (): void => {
    let heard = 0;
    for (const participant of this.room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values()) {
        if (publication.kind === Track.Kind.Audio) {
          if (!this.selective) continue;
          const open = !publication.isMuted && heard < MICROPHONES_HEARD;
          if (open) heard += 1;
          if (open) this.subscribe(publication);
        } else this.settlePicture(participant.identity, publication);
      }
    }
  };

  private settlePicture(identity: string, publication: RemoteTrackPublication): void {
    const wanted = this.pictures && (!this.selective || this.wanted.has(`${identity}/${publication.source}`));
    if (wanted) this.subscribe(publication);
    else if (publication.isDesired && !this.leaving.has(publication.trackSid)) {
      const timer = setTimeout(
        () => {
          this.leaving.delete(publication.trackSid);
          publication.setSubscribed(false);
        },
        this.pictures ? LINGER_MS : 0,
      );
      this.leaving.set(publication.trackSid, timer);
    }
  }

  private subscribe(publication: RemoteTrackPublication): void {
    clearTimeout(this.leaving.get(publication.trackSid));
    this.leaving.delete(publication.trackSid);
    if (!publication.isDesired) publication.setSubscribed(true);
  }
}
