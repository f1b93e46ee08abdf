/** My camera or my microphone: what I want and what I may, brought together one step at a time. */

import {
  createLocalAudioTrack,
  createLocalVideoTrack,
  Track,
  TrackEvent,
  VideoPresets,
  type LocalAudioTrack,
  type LocalTrackPublication,
  type LocalVideoTrack,
  type Room,
} from "livekit-client";

import { problemOf, type DeviceProblem } from "../state/devices";
import type { DeviceView } from "../state/line-view";
import type { Preferences } from "../state/preferences";

export type OwnTrack = LocalAudioTrack | LocalVideoTrack;

const LIVEKIT_TRIES_MS = 2_000;

export interface OwnDeviceHands {
  room: Room | null;
  preferences: () => Preferences;
  onView: (view: Partial<DeviceView>) => void;
  onTrack?: (track: OwnTrack | null) => void;
  /** How the track is called where it is published. */
  trackName?: () => string;
}

export class OwnDevice {
  wanted = false;
  private right = false;
  private standby = false;
  private connected = false;
  private track: OwnTrack | null = null;
  private settling: Promise<void> | null = null;
  private again = false;
  private name = "";

  constructor(
    private readonly kind: "microphone" | "camera",
    private readonly hands: OwnDeviceHands,
  ) {}

  get held(): OwnTrack | null {
    return this.track;
  }

  get isAllowed(): boolean {
    return this.right;
  }

  /** Asked of LiveKit each time: it unpublishes and republishes by itself when the line breaks. */
  private get isPublished(): boolean {
    return this.track !== null && this.publication?.track === this.track;
  }

  private get publication(): LocalTrackPublication | undefined {
    const source = this.kind === "microphone" ? Track.Source.Microphone : Track.Source.Camera;
    return this.hands.room?.localParticipant.getTrackPublication(source);
  }

  want(on: boolean): Promise<void> {
    this.wanted = on;
    if (on) this.hands.onView({ problem: null });
    return this.settle();
  }

  allow(right: boolean): Promise<void> {
    if (right === this.right) return this.settle();
    this.right = right;
    // A voice is never sent again by itself: who gets the right back says so anew, or had a hand up.
    if (!right && this.kind === "microphone") this.wanted = false;
    this.hands.onView({ allowed: right });
    return this.settle();
  }

  setStandby(on: boolean): Promise<void> {
    this.standby = on;
    return this.settle();
  }

  setConnected(on: boolean): Promise<void> {
    this.connected = on;
    return this.settle();
  }

  /** LiveKit has changed our publications by itself. */
  changed(): void {
    void this.settle();
  }

  async useDevice(id: string): Promise<void> {
    if (this.track === null) return;
    try {
      await this.track.setDeviceId(id === "" ? "default" : id);
      this.hands.onView({ problem: null });
    } catch (error) {
      this.hands.onView({ problem: problemOf(error) });
    }
  }

  /** The light of the camera goes out: nothing is held any more. */
  release(): void {
    this.wanted = false;
    this.standby = false;
    this.right = false;
    void this.settle();
  }

  /** Runs again if something changed meanwhile; never twice at once, because a device cannot be opened twice. */
  private settle(): Promise<void> {
    if (this.settling !== null) {
      this.again = true;
      return this.settling;
    }
    this.settling = this.steps().finally(() => {
      this.settling = null;
    });
    return this.settling;
  }

  private async steps(): Promise<void> {
    do {
      this.again = false;
      await this.step();
    } while (this.again);
  }

  private async step(): Promise<void> {
    const useful = this.wanted && this.right;
    if (this.track === null && (useful || this.standby)) await this.acquire(useful);
    const track = this.track;
    if (track === null) {
      this.hands.onView({ on: false, busy: false });
      return;
    }
    if (this.isPublished && useful && this.name !== (this.hands.trackName?.() ?? "")) {
      await this.hands.room?.localParticipant.unpublishTrack(track, false);
    }
    if (!useful && !this.standby && !this.right) this.letGo();
    else if (useful && this.connected && this.hands.room !== null && !this.isPublished) await this.publish(track);
    else if (this.isPublished || this.hands.room === null) await this.hush(track, !useful);
    else if (this.kind === "camera" && !useful) this.letGo();
    this.hands.onView({ on: useful && this.track !== null, busy: false });
  }

  private async acquire(visibly: boolean): Promise<void> {
    if (visibly) this.hands.onView({ busy: true });
    try {
      const { microphoneId, cameraId, noiseSuppression } = this.hands.preferences();
      this.track =
        this.kind === "microphone"
          ? await createLocalAudioTrack({
              ...(microphoneId === "" ? {} : { deviceId: { ideal: microphoneId } }),
              echoCancellation: true,
              noiseSuppression,
              autoGainControl: noiseSuppression,
            })
          : await createLocalVideoTrack({
              ...(cameraId === "" ? {} : { deviceId: { ideal: cameraId } }),
              resolution: VideoPresets.h540.resolution,
            });
      this.track.on(TrackEvent.Ended, this.onEnded);
      this.hands.onTrack?.(this.track);
      this.hands.onView({ problem: null });
    } catch (error) {
      this.fail(problemOf(error));
    }
  }

  private async publish(track: OwnTrack): Promise<void> {
    if (this.hands.room === null) return;
    this.hands.onView({ busy: true });
    try {
      if (track.isMuted) await track.unmute();
      const name = this.hands.trackName?.() ?? "";
      this.name = name;
      await this.hands.room.localParticipant.publishTrack(track, name === "" ? {} : { name });
    } catch (error) {
      // The right or the line went while we published; permission or reconnection will call again.
      console.warn("publishing failed", this.kind, error);
    }
  }

  private async hush(track: OwnTrack, muted: boolean): Promise<void> {
    if (track.isMuted === muted) return;
    try {
      if (muted) await track.mute();
      else await track.unmute();
    } catch (error) {
      this.fail(problemOf(error));
    }
  }

  /** LiveKit tries another device for a published track; we wait for it, then do what is left to do. */
  private readonly onEnded = (): void => {
    const ended = this.track;
    const patience_ms = this.isPublished ? LIVEKIT_TRIES_MS : 0;
    setTimeout(() => {
      if (this.track !== ended || ended === null || ended.mediaStreamTrack.readyState === "live") return;
      void this.reasonOfEnd().then((problem) => {
        this.letGo();
        this.fail(problem);
      });
    }, patience_ms);
  };

  /** A track ends because the device was pulled out, or because the permission was taken back. */
  private async reasonOfEnd(): Promise<DeviceProblem> {
    try {
      const name = this.kind as PermissionName;
      const { state } = await navigator.permissions.query({ name });
      return state === "granted" ? "unplugged" : "refused";
    } catch {
      return "unplugged";
    }
  }

  private fail(problem: DeviceProblem): void {
    this.wanted = false;
    this.standby = false;
    this.hands.onView({ on: false, busy: false, problem });
  }

  private letGo(): void {
    const track = this.track;
    if (track === null) return;
    const wasPublished = this.isPublished;
    this.track = null;
    track.off(TrackEvent.Ended, this.onEnded);
    if (wasPublished) void this.hands.room?.localParticipant.unpublishTrack(track, true);
    track.stop();
    this.hands.onTrack?.(null);
  }
}
