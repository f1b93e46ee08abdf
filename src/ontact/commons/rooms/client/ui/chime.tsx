/** Soft tones for the speaker and the desk: at one minute, at fifteen seconds, at the end. Drawn by the browser, no file. */

import { useEffect, useRef } from "react";

import { gettext } from "../../../../web/client/words";
import { usePreference, useRoom, useServerNow, useSession } from "../parts/hooks";
import { urgencyOf, type Urgency } from "./floor-clock";

const TONES_HZ: Partial<Record<Urgency, number[]>> = { amber: [660], red: [660, 520], over: [520, 440, 520] };
const TONE_S = 0.16;

let context: AudioContext | null = null;

export function chime(tones_hz: number[]): void {
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
  let at = context.currentTime + 0.02;
  for (const frequency of tones_hz) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(0.12, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + TONE_S);
    tone.connect(loudness).connect(context.destination);
    tone.start(at);
    tone.stop(at + TONE_S);
    at += TONE_S + 0.04;
  }
}

/** Sounds, and says the same to a screen reader. */
export function FloorChime() {
  const { preferences } = useSession();
  const on = usePreference((all) => all.floorSound);
  const floor = useRoom((state) => state.floor);
  const concerned = useRoom((state) => state.me.may.desk === true || state.floor?.seat === state.me.seat);
  const now_ms = useServerNow(500);
  const last = useRef<Urgency>("calm");
  const urgency = floor?.due_at == null ? "calm" : urgencyOf((Date.parse(floor.due_at) - now_ms) / 1000);
  useEffect(() => {
    const before = last.current;
    last.current = urgency;
    const tones = TONES_HZ[urgency];
    const worse = before !== urgency && !(urgency === "amber" && before !== "calm");
    if (on && concerned && worse && tones !== undefined) chime(tones);
  }, [urgency, on, concerned, preferences]);
  return (
    <p className="sr-only" aria-live="assertive" data-room-announcer="time">
      {concerned ? timeWords(urgency) : ""}
    </p>
  );
}

function timeWords(urgency: Urgency): string {
  if (urgency === "amber") return gettext("One minute of speaking time is left.");
  if (urgency === "red") return gettext("15 seconds of speaking time are left.");
  return urgency === "over" ? gettext("The speaking time is over.") : "";
}
