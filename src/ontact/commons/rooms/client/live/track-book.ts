/** Who sends what: one book of all tracks by identity, written at most ten times a second, read by the tiles. */

import type { TrackReference } from "@livekit/components-react";
import { ConnectionQuality, RoomEvent, Track, type LocalVideoTrack, type Participant, type Room } from "livekit-client";

import { Cell } from "../state/cell";
import type { MediaLine } from "../state/line-view";

export interface Sending {
  camera: TrackReference | LocalVideoTrack | null;
  screen: TrackReference | null;
  microphoneOn: boolean;
  weak: boolean;
  connected: boolean;
}

export type Book = ReadonlyMap<string, Sending>;

const WRITTEN_EVERY_MS = 100;

const NEWS = [
  RoomEvent.Connected,
  RoomEvent.Reconnected,
  RoomEvent.Disconnected,
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ConnectionQualityChanged,
] as const;

const nothing = new Cell<Book>(new Map());

/** The book of a line that sends and receives; the practice room's line has none. */
export function bookOf(media: MediaLine | null): Cell<Book> {
  return media !== null && "book" in media ? (media.book as Cell<Book>) : nothing;
}

export class TrackBook extends Cell<Book> {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly room: Room) {
    super(new Map());
    for (const event of NEWS) room.on(event, this.write);
  }

  close(): void {
    clearTimeout(this.timer);
    for (const event of NEWS) this.room.off(event, this.write);
  }

  private readonly write = (): void => {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.set(this.read());
    }, WRITTEN_EVERY_MS);
  };

  private read(): Book {
    const before = this.get();
    const book = new Map<string, Sending>();
    const everyone: Participant[] = [this.room.localParticipant, ...this.room.remoteParticipants.values()];
    for (const participant of everyone) {
      const now = sendingOf(participant);
      const known = before.get(participant.identity);
      book.set(participant.identity, known !== undefined && isSame(known, now) ? known : now);
    }
    return book;
  }
}

function sendingOf(participant: Participant): Sending {
  const microphone = participant.getTrackPublication(Track.Source.Microphone);
  return {
    camera: shown(participant, Track.Source.Camera),
    screen: shown(participant, Track.Source.ScreenShare),
    microphoneOn: microphone !== undefined && !microphone.isMuted,
    weak: [ConnectionQuality.Poor, ConnectionQuality.Lost].includes(participant.connectionQuality),
    connected: true,
  };
}

/** A muted camera is no picture; one that is not subscribed yet is shown as soon as its first frame is here. */
function shown(participant: Participant, source: Track.Source): TrackReference | null {
  const publication = participant.getTrackPublication(source);
  if (publication === undefined || publication.isMuted) return null;
  return { participant, publication, source };
}

function isSame(a: Sending, b: Sending): boolean {
  return (
    publicationOf(a.camera) === publicationOf(b.camera) &&
    publicationOf(a.screen) === publicationOf(b.screen) &&
    a.microphoneOn === b.microphoneOn &&
    a.weak === b.weak
  );
}

function publicationOf(track: Sending["camera"]): unknown {
  return track !== null && "publication" in track ? track.publication : track;
}
