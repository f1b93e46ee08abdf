/** How our room speaks LiveKit: codec, layers, patience; and what its reasons mean to us. */

import { DisconnectReason, Track, VideoPresets, type Room, type RoomOptions } from "livekit-client";

import type { Drop } from "./loop";

/** LiveKit mends short cuts itself; after this long our loop takes over with a fresh connection. */
const LIVEKIT_MENDS_MS = 9_000;

export const roomOptions: RoomOptions = {
  adaptiveStream: true,
  dynacast: true,
  stopLocalTrackOnUnpublish: false,
  publishDefaults: {
    // VP8 with layers runs on the old machines of public offices without a video chip.
    videoCodec: "vp8",
    simulcast: true,
    videoSimulcastLayers: [VideoPresets.h180, VideoPresets.h360],
    dtx: true,
    red: true,
    screenShareEncoding: { maxBitrate: 1_500_000, maxFramerate: 8 },
  },
  reconnectPolicy: {
    nextRetryDelayInMs: ({ retryCount, elapsedMs }) =>
      elapsedMs > LIVEKIT_MENDS_MS ? null : Math.min(150 + retryCount * 350, 1_500) * (0.8 + Math.random() * 0.4),
  },
};

export function dropOf(reason?: DisconnectReason): Drop {
  if (reason === DisconnectReason.DUPLICATE_IDENTITY) return "same-identity";
  if (reason === DisconnectReason.PARTICIPANT_REMOVED) return "removed";
  if (reason === DisconnectReason.ROOM_DELETED || reason === DisconnectReason.ROOM_CLOSED) return "room-deleted";
  return "accident";
}

/** What LiveKit lets this line publish; no list of sources means all of them. */
export function mayPublish(room: Room, source: Track.Source): boolean {
  const permissions = room.localParticipant.permissions;
  if (permissions?.canPublish !== true) return false;
  const sources = permissions.canPublishSources;
  return sources.length === 0 || sources.some((allowed) => Track.sourceFromProto(allowed) === source);
}
