/** Opens camera and microphone with one question to the person; where one fails, the other is opened alone. */

import { deviceObstacle, problemOf, type DeviceProblem } from "../state/devices";
import type { Preferences } from "../state/preferences";

export interface Captured {
  stream: MediaStream;
  camera: DeviceProblem | null;
  microphone: DeviceProblem | null;
}

type Wish = Pick<Preferences, "cameraId" | "microphoneId">;

export async function capture(wish: Wish, withCamera: boolean): Promise<Captured> {
  const obstacle = deviceObstacle();
  if (obstacle !== null) return { stream: new MediaStream(), camera: obstacle, microphone: obstacle };
  if (!withCamera) return { ...(await alone("microphone", wish)), camera: null };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: video(wish), audio: audio(wish) });
    return { stream, camera: null, microphone: null };
  } catch {
    // One of the two; asked one by one, each names its own trouble.
    const sound = await alone("microphone", wish);
    const picture = await alone("camera", wish);
    return {
      stream: new MediaStream([...sound.stream.getTracks(), ...picture.stream.getTracks()]),
      microphone: sound.microphone,
      camera: picture.camera,
    };
  }
}

async function alone(kind: "camera" | "microphone", wish: Wish): Promise<Captured> {
  try {
    const asked = kind === "camera" ? { video: video(wish) } : { audio: audio(wish) };
    return { stream: await navigator.mediaDevices.getUserMedia(asked), camera: null, microphone: null };
  } catch (error) {
    const trouble = { stream: new MediaStream(), camera: null, microphone: null };
    return { ...trouble, [kind]: problemOf(error) };
  }
}

function video({ cameraId }: Wish): MediaTrackConstraints {
  return { width: { ideal: 960 }, height: { ideal: 540 }, facingMode: "user", ...(cameraId === "" ? {} : { deviceId: { ideal: cameraId } }) };
}

function audio({ microphoneId }: Wish): MediaTrackConstraints {
  return { echoCancellation: true, noiseSuppression: true, ...(microphoneId === "" ? {} : { deviceId: { ideal: microphoneId } }) };
}
