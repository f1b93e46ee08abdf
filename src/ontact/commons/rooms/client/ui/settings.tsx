/** Settings of this device: camera, microphone, speaker, sound, text size, the way of the packets. */

import { useCallback, useEffect, useState } from "react";

import { gettext, interpolate } from "../../../../web/client/words";
import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { Select, Slider, Switch } from "../parts/fields";
import { useLine, usePreference, useSession } from "../parts/hooks";
import type { PathReport } from "../state/line-view";
import { chime } from "./chime";

type DeviceField = "microphoneId" | "cameraId" | "speakerId";

export function Settings() {
  const session = useSession();
  const { preferences } = session;
  const chosen = usePreference((all) => all);
  const close = (): void => {
    session.page.patch({ dialog: null });
  };
  return (
    <Dialog title={gettext("Settings")} onClose={close} size="wide" acts={<Button kind="primary" onClick={close}>{gettext("Done")}</Button>}>
      <section className="room-settings">
        <h3>{gettext("Devices")}</h3>
        <DeviceMenus />
        <Switch label={gettext("Reduce background noise")} help={gettext("Switch it off for music.")} on={chosen.noiseSuppression} onChange={(on) => { preferences.patch({ noiseSuppression: on }); }} />
        <Switch label={gettext("Mirror my own picture")} on={chosen.mirrored} onChange={(on) => { preferences.patch({ mirrored: on }); }} />
      </section>
      <section className="room-settings">
        <h3>{gettext("Sound")}</h3>
        <Slider
          label={gettext("Volume of the room")}
          min={0}
          max={1}
          step={0.1}
          value={chosen.volume}
          says={`${String(Math.round(chosen.volume * 100))} %`}
          onChange={(volume) => {
            preferences.patch({ volume });
            session.media?.setVolume(volume);
          }}
        />
        <Switch label={gettext("Tone when the speaking time runs out")} on={chosen.floorSound} onChange={(on) => { preferences.patch({ floorSound: on }); if (on) chime([660]); }} />
      </section>
      <section className="room-settings">
        <h3>{gettext("Reading")}</h3>
        <Slider
          label={gettext("Size of text in the room")}
          min={0.9}
          max={1.6}
          step={0.1}
          value={chosen.textScale}
          says={`${String(Math.round(chosen.textScale * 100))} %`}
          onChange={(textScale) => { preferences.patch({ textScale }); }}
        />
        <Switch label={gettext("Single keys act in the room")} help={gettext("Switch it off if your speech or keyboard program types letters.")} on={chosen.keysOn} onChange={(on) => { preferences.patch({ keysOn: on }); }} />
      </section>
      <section className="room-settings">
        <h3>{gettext("Line")}</h3>
        <LineReport />
      </section>
    </Dialog>
  );
}

function DeviceMenus() {
  const session = useSession();
  const chosen = usePreference((all) => all);
  const devices = useDevices();
  const menu = (kind: MediaDeviceKind, field: DeviceField, label: string) => {
    const found = devices.filter((device) => device.kind === kind && device.deviceId !== "default" && device.deviceId !== "");
    if (found.length === 0) return null;
    const choices = [{ value: "", word: gettext("The device's usual one") }, ...found.map((device, place) => ({ value: device.deviceId, word: device.label || `${label} ${String(place + 1)}` }))];
    return (
      <Select
        label={label}
        value={choices.some((choice) => choice.value === chosen[field]) ? chosen[field] : ""}
        choices={choices}
        onChange={(id) => {
          session.preferences.patch({ [field]: id });
          void session.media?.useDevice(kind, id);
        }}
      />
    );
  };
  return (
    <>
      {menu("audioinput", "microphoneId", gettext("Microphone"))}
      {menu("videoinput", "cameraId", gettext("Camera"))}
      {menu("audiooutput", "speakerId", gettext("Speaker"))}
    </>
  );
}

function useDevices(): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  const ask = useCallback(() => {
    void navigator.mediaDevices?.enumerateDevices().then(setDevices);
  }, []);
  useEffect(() => {
    ask();
    navigator.mediaDevices?.addEventListener("devicechange", ask);
    return () => {
      navigator.mediaDevices?.removeEventListener("devicechange", ask);
    };
  }, [ask]);
  return devices;
}

function LineReport() {
  const session = useSession();
  const phase = useLine((line) => line.phase);
  const [report, setReport] = useState<PathReport | null>(null);
  useEffect(() => {
    const ask = (): void => {
      void session.media?.report().then(setReport);
    };
    ask();
    const timer = setInterval(ask, 3_000);
    return () => {
      clearInterval(timer);
    };
  }, [session]);
  if (phase !== "live" || report === null) return <p className="room-quiet">{gettext("There is no media line at the moment.")}</p>;
  const ways = { udp: gettext("directly (UDP)"), tcp: gettext("over TCP, because the network lets nothing else through"), relay: gettext("through a relay (TURN)"), relay_443: gettext("through a relay over port 443 (TURN/TLS)") };
  const trip = report.trip_ms === null ? "" : ` · ${interpolate(gettext("%(ms)s ms there and back"), { ms: report.trip_ms })}`;
  return <p>{`${interpolate(gettext("Picture and sound travel %(way)s."), { way: ways[report.transport] })}${trip}`}</p>;
}
