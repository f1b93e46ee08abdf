/** How our packets travel: read from the connection itself, so that the helpline can be told. */

import type { Room } from "livekit-client";

import type { PathReport } from "../state/line-view";

interface Candidate {
  candidateType?: string;
  protocol?: string;
  address?: string;
  port?: number;
}

export async function pathOf(room: Room): Promise<PathReport | null> {
  const managers = room.engine.pcManager;
  if (managers === undefined) return null;
  for (const transport of [managers.publisher, managers.subscriber]) {
    const stats = await transport?.getStats();
    const report = stats === undefined ? null : fromStats(stats);
    if (report !== null) return report;
  }
  return null;
}

function fromStats(stats: RTCStatsReport): PathReport | null {
  const entries = [...stats.values()] as Record<string, unknown>[];
  const pair = entries.find((entry) => entry.type === "candidate-pair" && entry.nominated === true && entry.state === "succeeded");
  if (pair === undefined) return null;
  const local = stats.get(String(pair.localCandidateId)) as Candidate | undefined;
  const remote = stats.get(String(pair.remoteCandidateId)) as Candidate | undefined;
  const relayed = local?.candidateType === "relay";
  const transport = relayed ? "relay" : local?.protocol === "tcp" ? "tcp" : "udp";
  const trip_s = typeof pair.currentRoundTripTime === "number" ? pair.currentRoundTripTime : null;
  return {
    transport,
    trip_ms: trip_s === null ? null : Math.round(trip_s * 1000),
    address: remote?.address === undefined ? "" : `${remote.address}:${String(remote.port ?? "")}`,
  };
}
