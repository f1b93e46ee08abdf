/** One button, up to 20 seconds, then each finding in plain words with its cure; the clerk is told the same. */

import { gettext } from "../../../../web/client/words";
import type { Answer, Api } from "../state/api";
import { adviceFor, type DeviceProblem } from "../state/devices";
import { LineDown, Refusal } from "../state/refusal";
import type { DeviceCheck } from "./check";
import { button, drawing, element } from "./element";
import { CHECK_ENDS_MS, tryTheWay, type CheckTickets, type WayFound } from "./way-test";
import { finding, qualityOf, wayWords, type Finding } from "./way-words";

export type Tried = "ok" | "silent" | "off" | "refused" | "missing" | "busy" | "shut" | "unknown";

export interface DevicesFound {
  microphone: Tried;
  level: number | null;
  camera: Tried;
}

export class WayCheck {
  private readonly start = button(gettext("Check now"), "primary", () => void this.run());
  private readonly bar = element("progress", { max: String(CHECK_ENDS_MS), "aria-label": gettext("The check is running"), hidden: "" });
  private readonly found = element("div", { class: "way-findings", role: "status" });

  constructor(
    place: HTMLElement,
    private readonly api: Api,
    private readonly devices: DeviceCheck,
  ) {
    place.append(element("p", {}, this.start), this.bar, this.found);
  }

  async run(): Promise<void> {
    if (this.start.disabled) return;
    this.start.disabled = true;
    const ticking = this.tick();
    try {
      this.found.textContent = gettext("Say a few words now, until the bar is full.");
      this.devices.listenAnew();
      const way = await tryTheWay(await this.api.post<CheckTickets & Answer>("/check/tickets", {}, { patience_s: 0 }), this.devices.voice);
      const tried = this.devices.outcome;
      this.show(way, tried);
      await this.api.post("/check", { ...way, ...tried });
      this.found.append(element("p", { class: "help" }, gettext("Kept: the meeting's clerk sees this result. Check again whenever you have changed something.")));
    } catch (error) {
      this.found.append(refused(error));
    } finally {
      clearInterval(ticking);
      this.bar.hidden = true;
      this.start.disabled = false;
    }
  }

  private tick(): ReturnType<typeof setInterval> {
    const began = performance.now();
    this.bar.hidden = false;
    this.bar.value = 0;
    return setInterval(() => {
      this.bar.value = performance.now() - began;
    }, 200);
  }

  private show(way: WayFound, tried: DevicesFound): void {
    const all = [wayWords(way), qualityOf(way), deviceFinding("microphone", tried.microphone), deviceFinding("camera", tried.camera)];
    this.found.replaceChildren(element("ul", { class: "way-list" }, ...all.filter((one) => one !== null).map(drawn)));
  }
}

function drawn({ isWell, text, cure }: Finding): HTMLElement {
  const words = element("div", {}, element("p", { class: "way-text" }, text));
  if (cure !== "") words.append(element("p", { class: "help" }, cure));
  return element("li", { "data-well": String(isWell) }, drawing(isWell ? "success" : "warning"), words);
}

function deviceFinding(kind: "microphone" | "camera", tried: Tried): Finding {
  const microphone = kind === "microphone";
  if (tried === "ok") return finding(true, microphone ? gettext("The microphone works: you are heard.") : gettext("The camera works."));
  if (tried === "silent") {
    return finding(false, gettext("The microphone is on, but nothing was heard."), gettext("Speak closer to it, look for a mute switch on the headset, or choose another microphone above; then check again."));
  }
  if (tried === "off") return finding(true, microphone ? gettext("The microphone was not tried.") : gettext("The camera is switched off; you take part without a picture."));
  const { text, cure } = adviceFor(kind, PROBLEM[tried]);
  // Without a camera one takes part all the same.
  return finding(!microphone && tried === "missing", text, cure);
}

const PROBLEM: Record<Exclude<Tried, "ok" | "silent" | "off">, DeviceProblem> = {
  refused: "refused",
  missing: "missing",
  busy: "busy",
  shut: "unsupported",
  unknown: "unknown",
};

function refused(error: unknown): HTMLElement {
  const said =
    error instanceof Refusal
      ? `${error.text} ${error.wayOut}`
      : error instanceof LineDown
        ? gettext("The hall does not answer. Check your internet connection, or call the number on this page.")
        : gettext("The check could not be finished. Press “Check now” to try again.");
  if (!(error instanceof Refusal || error instanceof LineDown)) console.error(error);
  return element("div", { class: "alert alert-warning" }, drawing("warning"), element("div", { class: "alert-body" }, element("p", {}, said)));
}
