/** What both ends of the device check saw, and what way, loss and delay follow from it. */

import { describe, expect, it } from "vitest";

import { foundIn } from "../door/way-test";
import { qualityOf, wayWords } from "../door/way-words";
import { pathIn } from "../live/path";

type Entry = Record<string, unknown> & { id: string };

function stats(...entries: Entry[]): RTCStatsReport {
  return new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;
}

function pair(local: Record<string, unknown>, trip_s = 0.03): Entry[] {
  return [
    { id: "pair", type: "candidate-pair", nominated: true, state: "succeeded", localCandidateId: "here", remoteCandidateId: "there", currentRoundTripTime: trip_s },
    { id: "here", type: "local-candidate", ...local },
    { id: "there", type: "remote-candidate", address: "203.0.113.5", port: 7882 },
  ];
}

function heard(came: number, lost: number): Entry {
  return { id: "in", type: "inbound-rtp", kind: "audio", packetsReceived: came, packetsLost: lost };
}

describe("the way of the packets", () => {
  it.each([
    [{ candidateType: "host", protocol: "udp" }, "udp"],
    [{ candidateType: "prflx", protocol: "tcp" }, "tcp"],
    [{ candidateType: "relay", protocol: "udp", relayProtocol: "udp" }, "relay"],
    [{ candidateType: "relay", protocol: "udp", relayProtocol: "tls" }, "relay_443"],
  ])("reads %o as %s", (local, way) => {
    expect(pathIn(stats(...pair(local)))?.transport).toBe(way);
  });

  it("has none while no pair has succeeded", () => {
    expect(pathIn(stats({ id: "pair", type: "candidate-pair", nominated: true, state: "in-progress" }))).toBeNull();
  });
});

describe("what the check found", () => {
  const udp = pair({ candidateType: "host", protocol: "udp" });

  it("takes the worse of both directions", () => {
    const told = { id: "rr", type: "remote-inbound-rtp", kind: "audio", packetsLost: 3 };
    const sent = { id: "out", type: "outbound-rtp", kind: "audio", packetsSent: 300 };
    expect(foundIn([stats(...udp, told, sent)], [stats(heard(95, 5))])).toEqual({ way: "udp", loss_percent: 5, trip_ms: 30 });
    expect(foundIn([stats(...udp, { ...told, packetsLost: 30 }, sent)], [stats(heard(100, 0))]).loss_percent).toBe(10);
  });

  it("has found no way when nothing was heard at the other end", () => {
    expect(foundIn([stats(...udp)], [stats(heard(0, 0))]).way).toBe("none");
    expect(foundIn([], []).way).toBe("none");
  });

  it("counts packets that came twice as none lost", () => {
    expect(foundIn([stats(...udp)], [stats(heard(100, -2))]).loss_percent).toBe(0);
  });
});

describe("the words", () => {
  it("name each way, and a cure where there is none", () => {
    for (const way of ["udp", "tcp", "relay", "relay_443"] as const) {
      expect(wayWords({ way, loss_percent: 0, trip_ms: 1 })).toMatchObject({ isWell: true, cure: "" });
    }
    expect(wayWords({ way: "none", loss_percent: null, trip_ms: null })).toMatchObject({ isWell: false });
    expect(wayWords({ way: "none", loss_percent: null, trip_ms: null }).cure).not.toBe("");
  });

  it.each([
    [4.9, 399, true],
    [5, 20, false],
    [0, 400, false],
  ])("grade %s %% lost and %s ms as well: %s", (loss_percent, trip_ms, isWell) => {
    const found = qualityOf({ way: "udp", loss_percent, trip_ms });
    expect(found?.isWell).toBe(isWell);
    expect(found?.cure === "").toBe(isWell);
  });

  it("say nothing about a line that there is not", () => {
    expect(qualityOf({ way: "none", loss_percent: null, trip_ms: null })).toBeNull();
  });
});
