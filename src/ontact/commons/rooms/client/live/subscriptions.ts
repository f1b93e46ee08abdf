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
  private onlyWanted = false;
  private pictures = true;
  private level: (identity: string) => number = () => 1;
  private pinned: ReadonlySet<string> = new Set();
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

  /** `only`: the desk has set the stage, and no other picture is fetched, however few people are here. */
  show(wanted: Wanted, only: boolean): void {
    this.wanted = wanted;
    this.onlyWanted = only;
    this.apply();
  }

  setPictures(on: boolean): void {
    this.pictures = on;
    this.apply();
  }

  /** Whose voice is not listened to is not fetched; whose picture is pinned is fetched whatever is saved. */
  listen(level: (identity: string) => number, pinned: ReadonlySet<string>): void {
    this.level = level;
    this.pinned = pinned;
    this.apply();
  }

  private readonly apply = (): void => {
    let heard = 0;
    for (const participant of this.room.remoteParticipants.values()) {
      const { identity } = participant;
      for (const publication of participant.trackPublications.values()) {
        if (publication.kind === Track.Kind.Audio) {
          if (this.settleVoice(publication, this.level(identity), heard)) heard += 1;
        } else this.settlePicture(identity, publication);
      }
    }
  };

  /** Returns whether it is one of the open microphones that are counted. */
  private settleVoice(publication: RemoteTrackPublication, level: number, heard: number): boolean {
    if (level === 0) {
      if (publication.isDesired) publication.setSubscribed(false);
      return false;
    }
    const open = !this.selective || (!publication.isMuted && heard < MICROPHONES_HEARD);
    if (open) this.subscribe(publication);
    return open;
  }

  private settlePicture(identity: string, publication: RemoteTrackPublication): void {
    const shown = this.pictures && ((!this.selective && !this.onlyWanted) || this.wanted.has(`${identity}/${publication.source}`));
    const wanted = shown || (this.pinned.has(identity) && publication.source === Track.Source.Camera);
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
