/** Who is heard how loud: the floor, the chosen channel above it; and the signer who is seen whatever else is saved. */

import { RoomEvent, Track, type Room } from "livekit-client";

import { mixOf, signersOf, type Channel } from "../state/languages";
import type { PreferenceShelf } from "../state/preferences";
import type { RoomStore } from "../state/store";
import type { AudioOut } from "./audio-out";
import type { Subscriptions } from "./subscriptions";

const NEWS = [
  RoomEvent.Connected,
  RoomEvent.Reconnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
] as const;

export interface EarsParts {
  room: Room;
  store: RoomStore;
  preferences: PreferenceShelf;
  sound: AudioOut;
  subscriptions: Subscriptions;
  onChannel: (channel: Channel) => void;
}

export class Ears {
  private readonly deaf: (() => void)[];

  constructor(private readonly parts: EarsParts) {
    for (const event of NEWS) parts.room.on(event, this.settle);
    this.deaf = [parts.store.view.watch(this.settle), parts.preferences.watch(this.settle)];
    this.settle();
  }

  close(): void {
    for (const event of NEWS) this.parts.room.off(event, this.settle);
    for (const stop of this.deaf) stop();
  }

  private readonly settle = (): void => {
    const { store, preferences, sound, subscriptions, onChannel } = this.parts;
    const state = store.view.get();
    if (state === null) return;
    const { hears, signer } = preferences.get();
    const mix = mixOf(state, hears ?? "", this.sounding());
    subscriptions.listen(mix.level, new Set(signer ? signersOf(state).flatMap((seat) => seat.lines) : []));
    sound.setLevels(mix.level);
    onChannel(mix.channel);
  };

  /** A voice that is sent, not muted, and arrives here. */
  private sounding(): Set<string> {
    const heard = [...this.parts.room.remoteParticipants.values()].filter((participant) => {
      const voice = participant.getTrackPublication(Track.Source.Microphone);
      return voice?.isSubscribed === true && !voice.isMuted;
    });
    return new Set(heard.map((participant) => participant.identity));
  }
}
