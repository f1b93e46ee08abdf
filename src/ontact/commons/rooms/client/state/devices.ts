/** What can be wrong with a camera or a microphone, and the sentence that cures it. */

import { gettext } from "../../../../web/client/words";

export type DeviceKind = "microphone" | "camera" | "screen";
export type DeviceProblem = "refused" | "missing" | "busy" | "insecure" | "unsupported" | "unplugged" | "unknown";

export interface Advice {
  text: string;
  cure: string;
}

/** Which trouble a failed getUserMedia means. */
export function problemOf(error: unknown): DeviceProblem {
  if (!window.isSecureContext) return "insecure";
  if (navigator.mediaDevices === undefined) return "unsupported";
  const name = error instanceof Error ? error.name : "";
  if (["NotAllowedError", "PermissionDeniedError", "SecurityError"].includes(name)) return "refused";
  if (["NotFoundError", "DevicesNotFoundError", "OverconstrainedError"].includes(name)) return "missing";
  if (["NotReadableError", "TrackStartError", "AbortError"].includes(name)) return "busy";
  return "unknown";
}

/** Whether this browser can send picture and sound at all. */
export function deviceObstacle(): DeviceProblem | null {
  if (!window.isSecureContext) return "insecure";
  if ((navigator as Partial<Navigator>).mediaDevices?.getUserMedia === undefined) return "unsupported";
  return typeof RTCPeerConnection === "undefined" ? "unsupported" : null;
}

export function adviceFor(kind: DeviceKind, problem: DeviceProblem): Advice {
  const camera = kind === "camera";
  const advice: Record<DeviceProblem, Advice> = {
    refused: {
      text: camera ? gettext("The browser may not use the camera.") : gettext("The browser may not use the microphone."),
      cure: gettext("Press the lock or camera sign beside the address, choose “Allow”, then press “Try again”."),
    },
    missing: {
      text: camera ? gettext("No camera was found.") : gettext("No microphone was found."),
      cure: camera
        ? gettext("Plug one in, or go on without a picture: you are heard all the same.")
        : gettext("Plug one in or connect a headset. Until then you can listen and write."),
    },
    busy: {
      text: camera ? gettext("Another program is using the camera.") : gettext("Another program is using the microphone."),
      cure: gettext("Close the other video program or browser tab, then press “Try again”."),
    },
    insecure: {
      text: gettext("This address is not secure, so the browser shuts camera and microphone."),
      cure: gettext("Open the address that begins with https://, or call the number on this page."),
    },
    unsupported: {
      text: gettext("This browser cannot send picture and sound."),
      cure: gettext("Open this page in an up-to-date Chrome, Edge, Safari, Firefox or Whale."),
    },
    unplugged: {
      text: camera ? gettext("The camera was unplugged.") : gettext("The microphone was unplugged."),
      cure: gettext("Plug it in again or choose another one in the settings."),
    },
    unknown: {
      text: camera ? gettext("The camera does not start.") : gettext("The microphone does not start."),
      cure: gettext("Press “Try again”. If that does not help, close the browser and open it again."),
    },
  };
  return advice[problem];
}
