/** Tries the line to the hall: how quickly it answers, and whether this browser can build a media connection at all. */

export interface LineResult {
  /** Median there and back; null when the hall did not answer. */
  trip_ms: number | null;
  media: boolean;
}

export type LineGrade = "good" | "weak" | "poor" | "none";

const TRIES = 5;
const ANSWER_WITHIN_MS = 5_000;

export function gradeOf({ trip_ms, media }: LineResult): LineGrade {
  if (trip_ms === null) return "none";
  if (!media || trip_ms > 900) return "poor";
  return trip_ms > 300 ? "weak" : "good";
}

export async function testLine(address: string): Promise<LineResult> {
  const [trip_ms, media] = await Promise.all([tripTo(address), canConnect()]);
  return { trip_ms, media };
}

async function tripTo(address: string): Promise<number | null> {
  const trips: number[] = [];
  for (let tried = 0; tried < TRIES; tried++) {
    const began = performance.now();
    try {
      await within(fetch(address, { cache: "no-store" }));
      trips.push(performance.now() - began);
    } catch {
      // One lost answer is a weak line, not a broken one; the median of the rest tells.
    }
  }
  trips.sort((a, b) => a - b);
  return trips.length < 2 ? null : Math.round(trips[Math.floor(trips.length / 2)] ?? 0);
}

function within<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(new Error("No answer in time."));
    }, ANSWER_WITHIN_MS);
  });
  return Promise.race([promise, late]);
}

/** Two connections inside this page: fails where a policy or an add-on forbids WebRTC. */
async function canConnect(): Promise<boolean> {
  if (typeof RTCPeerConnection === "undefined") return false;
  const here = new RTCPeerConnection();
  const there = new RTCPeerConnection();
  try {
    return await connected(here, there);
  } catch {
    return false;
  } finally {
    here.close();
    there.close();
  }
}

async function connected(here: RTCPeerConnection, there: RTCPeerConnection): Promise<boolean> {
  here.onicecandidate = ({ candidate }) => void there.addIceCandidate(candidate ?? undefined).catch(() => undefined);
  there.onicecandidate = ({ candidate }) => void here.addIceCandidate(candidate ?? undefined).catch(() => undefined);
  const channel = here.createDataChannel("test");
  const opened = new Promise<boolean>((resolve) => {
    channel.onopen = () => {
      resolve(true);
    };
    setTimeout(() => {
      resolve(false);
    }, ANSWER_WITHIN_MS);
  });
  await here.setLocalDescription(await here.createOffer());
  await there.setRemoteDescription(here.localDescription as RTCSessionDescription);
  await there.setLocalDescription(await there.createAnswer());
  await here.setRemoteDescription(there.localDescription as RTCSessionDescription);
  return opened;
}
