/** Which camera, microphone and speaker: one menu per device, shown only where there is a choice. */

import { gettext } from "../../../../web/client/words";
import type { PreferenceShelf } from "../state/preferences";
import { element } from "./element";

export interface Menus {
  element: HTMLElement;
  fill: () => Promise<void>;
}

type Field = "cameraId" | "microphoneId" | "speakerId";

export function menusOf(preferences: PreferenceShelf, onChoice: (kind: MediaDeviceKind) => void): Menus {
  const menus: [MediaDeviceKind, Field, string][] = [
    ["videoinput", "cameraId", gettext("Camera")],
    ["audioinput", "microphoneId", gettext("Microphone")],
    ["audiooutput", "speakerId", gettext("Speaker")],
  ];
  const drawn = menus.map(([kind, field, word]) => {
    const select = element("select", { class: "input select", id: `check-${kind}` });
    select.addEventListener("change", () => {
      preferences.patch({ [field]: select.value });
      onChoice(kind);
    });
    const row = element("div", { class: "check-menu" }, element("label", { class: "label", for: select.id }, word), select);
    row.hidden = true;
    return { kind, field, word, select, row };
  });
  const fill = async (): Promise<void> => {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    for (const { kind, field, word, select, row } of drawn) {
      const found = devices.filter((device) => device.kind === kind && !["", "default", "communications"].includes(device.deviceId));
      const options = found.map((device, place) => element("option", { value: device.deviceId }, device.label || `${word} ${String(place + 1)}`));
      select.replaceChildren(element("option", { value: "" }, gettext("The device's usual one")), ...options);
      select.value = preferences.get()[field];
      if (select.selectedIndex < 0) select.value = "";
      row.hidden = found.length < 1;
    }
  };
  return { element: element("div", { class: "check-menus" }, ...drawn.map(({ row }) => row)), fill };
}
