/** The media line over LiveKit: connect, publish what I may, subscribe to what I see, and tell the page how it goes. */

import {
  ConnectionQuality,
  type DisconnectReason,
  LogLevel,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
  type Participant,
} from "livekit-client";

import { TOPIC, type Message, type TokenAnswer } from "../protocol";
import type { Api } from "../state/api";
import type { Cell } from "../state/cell";
import { problemOf } from "../state/devices";
import type { DeviceView, Ending, LineView, MediaLine, PathReport, Wanted } from "../state/line-view";
import type { PreferenceShelf } from "../state/preferences";
import type { RoomStore } from "../state/store";
import { languagesOf, voiceName } from "../state/languages";
import { AudioOut } from "./audio-out";
import { Ears } from "./ears";
import { dropOf, mayPublish, roomOptions } from "./livekit-words";
import { ConnectionLoop } from "./loop";
import { OwnDevice } from "./own-device";
import { pathOf } from "./path";
import { SELECTIVE_FROM, Subscriptions } from "./subscriptions";
import { TrackBook } from "./track-book";

/** Each new track is negotiated with every seat: the picture must not hold up the voice. */
const VOICE_FIRST_MS = 1_000;

export interface LineParts {
  api: Api;
  store: RoomStore;
  view: Cell<LineView>;
  preferences: PreferenceShelf;
  pictures: boolean;
  /** The right to speak has come while my hand was up or the floor was given. */
  onRight: () => void;
}

export class LiveKitLine implements MediaLine {
  readonly room: Room;
  readonly book: TrackBook;
  readonly microphone: OwnDevice;
  readonly camera: OwnDevice;
  private readonly loop: ConnectionLoop;
  private readonly sound: AudioOut;
  private readonly subscriptions: Subscriptions;
  private readonly ears: Ears;
  private stopped = false;

  constructor(private readonly parts: LineParts) {
    setLogLevel(LogLevel.warn);
    this.room = new Room(roomOptions);
    this.book = new TrackBook(this.room);
    this.sound = new AudioOut(this.room);
    this.sound.setVolume(parts.preferences.get().volume);
    this.subscriptions = new Subscriptions(this.room, this.chooses() || !parts.pictures);
    this.subscriptions.setPictures(parts.pictures);
    const onChannel = (channel: LineView["channel"]): void => {
      parts.view.patch({ channel });
    };
    this.ears = new Ears({ ...parts, room: this.room, sound: this.sound, subscriptions: this.subscriptions, onChannel });
    this.microphone = this.own("microphone");
    this.camera = this.own("camera");
    this.loop = new ConnectionLoop({
      token: () => parts.api.post<TokenAnswer & { v?: number }>("/token", {}, { patience_s: 0 }),
      connect: (answer) => this.connect(answer),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      now_ms: () => Date.now(),
      random: () => Math.random(),
      onPhase: this.onPhase,
      onEnd: this.onEnd,
    });
    this.listen();
  }

  start(): void {
    this.stopped = false;
    this.parts.view.patch({ ending: null });
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.loop.stop();
    this.microphone.release();
    this.camera.release();
    await this.room.disconnect();
    this.ears.close();
    this.sound.close();
    this.book.close();
    this.parts.store.setLive(false);
    this.parts.view.patch({ phase: "off" });
  }

  hurry(): void {
    this.loop.hurry();
  }

  setMicrophone(on: boolean): Promise<void> {
    return this.microphone.want(on);
  }

  renameVoice(): void {
    this.microphone.changed();
  }

  setCamera(on: boolean): Promise<void> {
    return this.camera.want(on);
  }

  async setScreen(on: boolean): Promise<void> {
    this.device("screen", { busy: true });
    try {
      await this.room.localParticipant.setScreenShareEnabled(on, { audio: false, contentHint: "detail" });
      this.device("screen", { problem: null });
    } catch (error) {
      // Who closes the browser's chooser has changed their mind; that is no fault.
      const problem = problemOf(error);
      this.device("screen", { problem: problem === "refused" ? null : problem });
    }
    this.device("screen", { busy: false, on: this.room.localParticipant.isScreenShareEnabled });
  }

  standBy(on: boolean): void {
    void this.microphone.setStandby(on);
  }

  async useDevice(kind: MediaDeviceKind, id: string): Promise<void> {
    if (kind === "audiooutput") await this.room.switchActiveDevice(kind, id === "" ? "default" : id);
    else await (kind === "audioinput" ? this.microphone : this.camera).useDevice(id);
  }

  startSound(): Promise<void> {
    return this.room.startAudio();
  }

  setVolume(volume: number): void {
    this.sound.setVolume(volume);
  }

  setPictures(on: boolean): void {
    this.subscriptions.setPictures(on);
    if (!on) void this.camera.want(false);
  }

  show(wanted: Wanted, only: boolean): void {
    this.subscriptions.show(wanted, only);
  }

  report(): Promise<PathReport | null> {
    return pathOf(this.room);
  }

  /** Many people, or several languages: nothing comes by itself. */
  private chooses(): boolean {
    const state = this.parts.store.view.get();
    return state !== null && (state.seats.length >= SELECTIVE_FROM || languagesOf(state).length > 0);
  }

  private own(kind: "microphone" | "camera"): OwnDevice {
    return new OwnDevice(kind, {
      room: this.room,
      preferences: this.parts.preferences.get,
      ...(kind === "microphone" ? { trackName: () => voiceName(this.parts.store.view.get()) } : {}),
      onView: (part) => {
        this.device(kind, part);
      },
    });
  }

  private async connect(answer: TokenAnswer): Promise<void> {
    await this.room.connect(answer.url, answer.token, {
      autoSubscribe: !this.subscriptions.selective,
      maxRetries: 0,
      websocketTimeout: 6_000,
      // Networks of public offices may need TCP or a relay: that takes longer than a home line.
      peerConnectionTimeout: 20_000,
    });
    const speaker = this.parts.preferences.get().speakerId;
    if (speaker !== "") void this.room.switchActiveDevice("audiooutput", speaker).catch(() => undefined);
  }

  private listen(): void {
    this.room
      .on(RoomEvent.DataReceived, this.onData)
      .on(RoomEvent.RoomMetadataChanged, this.onMetadata)
      .on(RoomEvent.ParticipantPermissionsChanged, this.onNewRights)
      .on(RoomEvent.Connected, this.onConnected)
      .on(RoomEvent.Reconnected, this.onConnected)
      .on(RoomEvent.SignalReconnecting, this.onBroken)
      .on(RoomEvent.Reconnecting, this.onBroken)
      .on(RoomEvent.Disconnected, this.onDisconnected)
      .on(RoomEvent.LocalTrackPublished, this.onOwnChange)
      .on(RoomEvent.LocalTrackUnpublished, this.onOwnChange)
      .on(RoomEvent.AudioPlaybackStatusChanged, this.onSound)
      .on(RoomEvent.ConnectionQualityChanged, this.onQuality)
      .on(RoomEvent.ActiveSpeakersChanged, this.onSpeakers);
  }

  private readonly onPhase = (phase: "preparing" | "joining" | "live" | "mending"): void => {
    if (this.stopped) return;
    const { since_ms, phase: before } = this.parts.view.get();
    this.parts.view.patch({ phase, since_ms: before === phase ? since_ms : Date.now() });
    this.parts.store.setLive(phase === "live");
  };

  private readonly onEnd = (ending: Ending): void => {
    this.microphone.release();
    this.camera.release();
    void this.room.disconnect();
    this.parts.store.setLive(false);
    this.parts.view.patch({ phase: "ended", ending });
  };

  private readonly onConnected = (): void => {
    this.onPhase("live");
    this.onPermissions();
    void this.microphone.setConnected(true);
    void this.camera.setConnected(true);
    this.onSound();
    this.onMetadata(this.room.metadata);
    void this.parts.store.refresh();
  };

  private readonly onBroken = (): void => {
    void this.microphone.setConnected(false);
    void this.camera.setConnected(false);
    this.onPhase("mending");
  };

  private readonly onDisconnected = (reason?: DisconnectReason): void => {
    if (this.stopped) return;
    void this.microphone.setConnected(false);
    void this.camera.setConnected(false);
    this.loop.dropped(dropOf(reason));
    void this.parts.store.refresh();
  };

  private readonly onNewRights = (): void => {
    const maySpeak = mayPublish(this.room, Track.Source.Microphone);
    const getsTheFloor = maySpeak && !this.microphone.isAllowed;
    if (maySpeak !== this.microphone.isAllowed) this.loop.renew();
    this.onPermissions(getsTheFloor ? VOICE_FIRST_MS : 0);
  };

  private readonly onPermissions = (cameraAfter_ms = 0): void => {
    const right = (source: Track.Source): boolean => mayPublish(this.room, source);
    const gained = right(Track.Source.Microphone) && !this.microphone.isAllowed;
    void this.microphone.allow(right(Track.Source.Microphone));
    const allowCamera = (): void => void this.camera.allow(right(Track.Source.Camera));
    if (cameraAfter_ms > 0 && !this.camera.isAllowed) setTimeout(allowCamera, cameraAfter_ms);
    else allowCamera();
    this.device("screen", { allowed: right(Track.Source.ScreenShare) });
    if (gained) this.parts.onRight();
  };

  private readonly onOwnChange = (): void => {
    this.microphone.changed();
    this.camera.changed();
    this.device("screen", { on: this.room.localParticipant.isScreenShareEnabled });
  };

  /** Only the server speaks on our topic: what a participant sends under it is ignored. */
  private readonly onData = (payload: Uint8Array, sender?: Participant, _kind?: unknown, topic?: string): void => {
    if (sender !== undefined || topic !== TOPIC) return;
    try {
      this.parts.store.receive(...(JSON.parse(new TextDecoder().decode(payload)) as Message).events);
    } catch (error) {
      console.warn("an event could not be read", error);
      void this.parts.store.refresh();
    }
  };

  private readonly onMetadata = (metadata?: string): void => {
    const v: unknown = /"v":\s*(\d+)/.exec(metadata ?? "")?.[1];
    if (typeof v === "string") this.parts.store.heardOf(Number(v));
  };

  private readonly onSound = (): void => {
    this.parts.view.patch({ soundBlocked: !this.room.canPlaybackAudio });
  };

  private readonly onQuality = (quality: ConnectionQuality, participant: Participant): void => {
    if (participant === this.room.localParticipant) this.parts.view.patch({ quality });
  };

  private readonly onSpeakers = (speakers: Participant[]): void => {
    this.parts.view.patch({ speaking: speakers.map((speaker) => speaker.identity) });
  };

  private device(kind: "microphone" | "camera" | "screen", part: Partial<DeviceView>): void {
    this.parts.view.patch({ [kind]: { ...this.parts.view.get()[kind], ...part } });
  }
}
