/** The device check as a page of its own: devices first, then the whole way to the media server. */

import { DeviceCheck } from "./door/check";
import { enhanceInApp } from "./door/in-app";
import { WayCheck } from "./door/way-check";
import { Api } from "./state/api";
import "./styles/door.css";

const inAppPlace = document.querySelector<HTMLElement>("[data-in-app]");
const inApp = inAppPlace === null ? null : enhanceInApp(inAppPlace);
const devicesPlace = document.querySelector<HTMLElement>("[data-device-check]");
const wayPlace = document.querySelector<HTMLElement>("[data-way-check]");

if (devicesPlace !== null && wayPlace !== null) {
  const offerTheBrowser = (): void => {
    if (inApp !== null && inAppPlace !== null) inAppPlace.hidden = false;
  };
  const devices = new DeviceCheck(devicesPlace, offerTheBrowser, false);
  void devices.start();
  new WayCheck(wayPlace, new Api(wayPlace.dataset.api ?? ""), devices);
}
