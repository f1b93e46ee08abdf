/** How our packets travel: read from the connection itself, so that the helpline can be told. */

import type { Room } from "livekit-client";

import type { PathReport } from "../state/line-view";

interface Candidate {
  candidateType?: string;
  protocol?: string;
  relayProtocol?: string;
  address?: string;
  port?: number;
}

export async function pathOf(room: Room): Promise<PathReport | null> {
  for (const stats of await statsOf(room)) {
    const report = pathIn(stats);
    if (report !== null) return report;
  }
  return null;
}

/** Of what is sent, then of what is received; one connection may serve both. */
export async function statsOf(room: Room): Promise<RTCStatsReport[]> {
  const managers = room.engine.pcManager;
  if (managers === undefined) return [];
  const asked = await Promise.all([managers.publisher.getStats(), managers.subscriber?.getStats()]);
  return asked.filter((stats) => stats !== undefined);
}

export function pathIn(stats: RTCStatsReport): PathReport | null {
  const entries = [...stats.values()] as Record<string, unknown>[];
  const pair = entries.find((entry) => entry.type === "candidate-pair" && entry.nominated === true && entry.state === "succeeded");
  if (pair === undefined) return null;
  const local = stats.get(String(pair.localCandidateId)) as Candidate | undefined;
  const remote = stats.get(String(pair.remoteCandidateId)) as Candidate | undefined;
  const trip_s = typeof pair.currentRoundTripTime === "number" ? pair.currentRoundTripTime : null;
  return {
    transport: transportOf(local),
    trip_ms: trip_s === null ? null : Math.round(trip_s * 1000),
    address: remote?.address === undefined ? "" : `${remote.address}:${String(remote.port ?? "")}`,
  };
}

function transportOf(local: Candidate | undefined): PathReport["transport"] {
  if (local?.candidateType === "relay") return local.relayProtocol === "tls" ? "relay_443" : "relay";
  return local?.protocol === "tcp" ? "tcp" : "udp";
}
