/** The whole way to the media server and back: one connection speaks, another listens, in a room made for this check. */

import { LocalAudioTrack, Room, Track } from "livekit-client";

import { pathIn, statsOf } from "../live/path";
import type { PathReport } from "../state/line-view";

export interface CheckTickets {
  url: string;
  speaker: string;
  listener: string;
}

export interface WayFound {
  way: PathReport["transport"] | "none";
  loss_percent: number | null;
  trip_ms: number | null;
}

/** The whole check ends by itself within this time, whatever the network does. */
export const CHECK_ENDS_MS = 20_000;
/** The slowest way in, TURN over TLS, is found within this. */
const CONNECTED_WITHIN_MS = 12_000;
const LISTENED_MS = 6_000;
const NOTHING: WayFound = { way: "none", loss_percent: null, trip_ms: null };

export async function tryTheWay(tickets: CheckTickets, voice: MediaStreamTrack | null): Promise<WayFound> {
  const [speaker, listener] = [new Room(), new Room()];
  const tone = voice === null ? new Tone() : null;
  try {
    return await within(walk(tickets, speaker, listener, voice?.clone() ?? (tone as Tone).track), CHECK_ENDS_MS);
  } catch (error) {
    console.warn("the way was not found", error);
    return NOTHING;
  } finally {
    await Promise.allSettled([speaker.disconnect(), listener.disconnect()]);
    tone?.close();
  }
}

async function walk(tickets: CheckTickets, speaker: Room, listener: Room, sound: MediaStreamTrack): Promise<WayFound> {
  const options = { peerConnectionTimeout: CONNECTED_WITHIN_MS, maxRetries: 0 };
  await Promise.all([listener.connect(tickets.url, tickets.listener, options), speaker.connect(tickets.url, tickets.speaker, options)]);
  // A connection without anything to carry may not be tried at all: the voice opens it.
  await speaker.localParticipant.publishTrack(new LocalAudioTrack(sound, undefined, true), { source: Track.Source.Microphone });
  await pause(LISTENED_MS);
  return foundIn(await statsOf(speaker), await statsOf(listener));
}

/** What both ends saw. Sound that never arrived at the listener has found no way. */
export function foundIn(sent: RTCStatsReport[], heard: RTCStatsReport[]): WayFound {
  const path = first(sent, pathIn) ?? first(heard, pathIn);
  const arrived = first(heard, arrivalOf);
  if (path === null || arrived === null) return NOTHING;
  const lost = Math.max(arrived.loss_percent, first(sent, lossReportedOf) ?? 0);
  return { way: path.transport, loss_percent: Math.round(lost * 10) / 10, trip_ms: path.trip_ms };
}

function first<T>(reports: RTCStatsReport[], read: (stats: RTCStatsReport) => T | null): T | null {
  for (const stats of reports) {
    const found = read(stats);
    if (found !== null) return found;
  }
  return null;
}

/** Null until sound has arrived. What the server lost on its way in is missing here too. */
function arrivalOf(stats: RTCStatsReport): { loss_percent: number } | null {
  const inbound = entry(stats, "inbound-rtp");
  const [came, lost] = [number(inbound?.packetsReceived), Math.max(0, number(inbound?.packetsLost))];
  return came === 0 ? null : { loss_percent: (100 * lost) / (came + lost) };
}

/** What the media server reports of our own packets. */
function lossReportedOf(stats: RTCStatsReport): number | null {
  const [reported, sent] = [entry(stats, "remote-inbound-rtp"), number(entry(stats, "outbound-rtp")?.packetsSent)];
  return reported === null || sent === 0 ? null : (100 * Math.max(0, number(reported.packetsLost))) / sent;
}

function entry(stats: RTCStatsReport, type: string): Record<string, unknown> | null {
  const entries = [...stats.values()] as Record<string, unknown>[];
  return entries.find((one) => one.type === type && one.kind === "audio") ?? null;
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

/** A soft tone in place of a voice, for who has no microphone: the way is the same. */
class Tone {
  private readonly context = new AudioContext();
  readonly track: MediaStreamTrack;

  constructor() {
    const [tone, output] = [this.context.createOscillator(), this.context.createMediaStreamDestination()];
    tone.frequency.value = 440;
    tone.connect(output);
    tone.start();
    this.track = output.stream.getAudioTracks()[0] as MediaStreamTrack;
  }

  close(): void {
    this.track.stop();
    void this.context.close();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  const late = pause(ms).then(() => {
    throw new Error(`Not done within ${String(ms)} ms.`);
  });
  return Promise.race([promise, late]);
}
