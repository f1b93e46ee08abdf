/** The door: tries the devices, hands over from a messenger's browser, opens by itself when it is time. Works without. */

import { DeviceCheck } from "./door/check";
import { enhanceInApp } from "./door/in-app";
import "./styles/door.css";

const inAppPlace = document.querySelector<HTMLElement>("[data-in-app]");
const inApp = inAppPlace === null ? null : enhanceInApp(inAppPlace);

const place = document.querySelector<HTMLElement>("[data-device-check]");
if (place !== null) {
  const check = new DeviceCheck(place, () => {
    if (inApp !== null && inAppPlace !== null) inAppPlace.hidden = false;
  });
  void check.start();
  void check.tryLine();
  followMode(check);
}

openInTime();

/** Who comes with sound or text only needs no camera light; the choice is remembered for the room. */
function followMode(check: DeviceCheck): void {
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.name !== "mode") return;
    const { value } = field;
    if (value !== "video" && value !== "audio" && value !== "text") return;
    check.preferences.patch({ mode: value });
    if (value === "video") void check.start();
    else check.close();
  });
}

/** Before the doors open the page waits, and loads itself anew when they do. */
function openInTime(): void {
  const opensAt = document.querySelector<HTMLElement>("[data-opens-at]")?.dataset.opensAt;
  if (opensAt === undefined) return;
  const wait_ms = Date.parse(opensAt) - Date.now();
  // The device's clock may be wrong: now and then the server is asked anyway.
  const soonest_ms = 5_000;
  const longest_ms = 60_000;
  setTimeout(
    () => {
      window.location.reload();
    },
    Math.max(soonest_ms, Math.min(longest_ms, wait_ms + 500)),
  );
}
