/** The device check: own picture, a level that moves, a tone, menus, and one sentence per trouble with its cure. */

import { gettext } from "../../../../web/client/words";
import { adviceFor, type DeviceProblem } from "../state/devices";
import { PreferenceShelf } from "../state/preferences";
import { capture, type Captured } from "./capture";
import { button, drawing, element } from "./element";
import { gradeOf, testLine, type LineGrade } from "./line-test";
import { menusOf, type Menus } from "./menus";
import { HEARD_FROM, Meter } from "./meter";
import { playTone } from "./tone";
import type { DevicesFound, Tried } from "./way-check";

const BARS = 24;
/** Answers fast, needs no session, and every hall has it. */
const LINE_ADDRESS = "/health/live";

export class DeviceCheck {
  readonly preferences = new PreferenceShelf();
  private readonly video = element("video", { class: "check-picture", muted: "", autoplay: "", playsinline: "", "aria-label": gettext("My own picture") });
  private readonly without = element("p", { class: "check-without" }, gettext("Your browser is asking whether this page may use camera and microphone. Press “Allow”."));
  private readonly bars = element("span", { class: "check-level", role: "img", "aria-label": gettext("Level of my voice") });
  private readonly heard = element("p", { class: "help", role: "status" });
  private readonly troubles = element("div", { class: "check-troubles", role: "status" });
  private readonly lineWords = element("p", { class: "check-line-words", role: "status" });
  private readonly menus: Menus;
  private stream: MediaStream | null = null;
  private meter: Meter | null = null;
  private problems: Pick<Captured, "camera" | "microphone"> = { camera: null, microphone: null };

  constructor(
    place: HTMLElement,
    private readonly onTrouble: () => void,
    /** False where the whole way to the media server is checked anyway. */
    private readonly withLine = true,
  ) {
    this.video.muted = true;
    for (let bar = 0; bar < BARS; bar++) this.bars.append(element("i"));
    this.menus = menusOf(this.preferences, (kind) => {
      if (kind !== "audiooutput") void this.start();
    });
    place.append(this.stage(), this.troubles, this.rows());
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.menus.fill());
    window.addEventListener("pagehide", () => {
      this.close();
    });
  }

  async start(): Promise<void> {
    this.close();
    const { cameraOn } = this.preferences.get();
    const captured = await capture(this.preferences.get(), cameraOn);
    this.stream = captured.stream;
    this.problems = captured;
    this.showPicture(captured);
    this.showTroubles(captured);
    if (captured.stream.getAudioTracks().length > 0) {
      this.heard.textContent = gettext("Say a few words: the level moves when you are heard.");
      this.meter = new Meter(captured.stream, this.bars, () => {
        this.heard.textContent = gettext("You are heard.");
      });
    } else this.heard.textContent = "";
    await this.menus.fill();
  }

  async tryLine(): Promise<void> {
    this.lineWords.textContent = gettext("The line is being tried …");
    const grade = gradeOf(await testLine(LINE_ADDRESS));
    this.lineWords.dataset.grade = grade;
    this.lineWords.textContent = lineSentence(grade);
  }

  get voice(): MediaStreamTrack | null {
    return this.stream?.getAudioTracks()[0] ?? null;
  }

  /** Forget how loud it was: what counts is what is said from now on. */
  listenAnew(): void {
    if (this.meter !== null) this.meter.loudest = 0;
  }

  get outcome(): DevicesFound {
    const { camera, microphone } = this.problems;
    const level = this.meter?.loudest ?? null;
    const pictured = (this.stream?.getVideoTracks().length ?? 0) > 0;
    return {
      microphone: this.voice === null ? triedOf(microphone) : (level ?? 0) > HEARD_FROM ? "ok" : "silent",
      level: level === null ? null : Math.round(level * 100),
      camera: pictured ? "ok" : triedOf(camera),
    };
  }

  close(): void {
    this.meter?.close();
    this.meter = null;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }

  private stage(): HTMLElement {
    const plate = element("div", { class: "check-plate" }, drawing("mic"), this.bars);
    return element("div", { class: "check-stage" }, this.video, this.without, plate);
  }

  private rows(): HTMLElement {
    const tone = button(gettext("Play a tone"), "tertiary", () => void playTone(this.preferences.get().speakerId), "speaker");
    const again = button(gettext("Try the line again"), "text", () => void this.tryLine());
    return element(
      "div",
      { class: "check-rows" },
      this.heard,
      element("div", { class: "check-choices" }, this.choice("microphoneOn", gettext("Go in with the microphone on")), this.choice("cameraOn", gettext("Go in with the camera on"))),
      this.devices(tone),
      ...(this.withLine ? [element("div", { class: "check-row" }, this.lineWords, again)] : []),
    );
  }

  /** On a phone the way in must not lie below three menus that few people need. */
  private devices(tone: HTMLButtonElement): HTMLElement {
    const more = element("details", { class: "check-devices" }, element("summary", {}, gettext("Choose devices, try the speaker")));
    more.open = window.matchMedia("(min-width: 640px)").matches;
    const speaker = element("div", { class: "check-row" }, tone, element("span", { class: "help" }, gettext("Three notes: turn the sound up until you hear them well.")));
    more.append(this.menus.element, speaker);
    return more;
  }

  private choice(field: "microphoneOn" | "cameraOn", word: string): HTMLElement {
    const box = element("input", { type: "checkbox", role: "switch", class: "check switch" });
    box.checked = this.preferences.get()[field];
    box.addEventListener("change", () => {
      this.preferences.patch({ [field]: box.checked });
      if (field === "cameraOn") void this.start();
    });
    return element("label", { class: "check-choice" }, element("span", {}, word), box);
  }

  private showPicture({ stream, camera }: Captured): void {
    const shown = stream.getVideoTracks().length > 0;
    this.video.srcObject = shown ? stream : null;
    this.video.hidden = !shown;
    this.without.hidden = shown;
    this.without.textContent = camera === null ? gettext("The camera is off. You are shown by your name.") : gettext("No picture. You are shown by your name.");
  }

  private showTroubles({ camera, microphone }: Captured): void {
    const found: [kind: "camera" | "microphone", problem: DeviceProblem][] = [];
    if (microphone !== null) found.push(["microphone", microphone]);
    // The same trouble twice is one sentence: an insecure page shuts both.
    const general = camera === microphone && (camera === "insecure" || camera === "unsupported");
    if (camera !== null && !general) found.push(["camera", camera]);
    this.troubles.replaceChildren(...found.map(([kind, problem]) => this.trouble(kind, problem)));
    if (found.length > 0) this.onTrouble();
  }

  private trouble(kind: "camera" | "microphone", problem: DeviceProblem): HTMLElement {
    const { text, cure } = adviceFor(kind, problem);
    const body = element("div", { class: "alert-body" }, element("p", { class: "alert-title" }, text), element("p", {}, cure));
    if (problem !== "insecure" && problem !== "unsupported") {
      body.append(element("p", { class: "check-row" }, button(gettext("Try again"), "tertiary", () => void this.start())));
    }
    return element("div", { class: "alert alert-warning" }, drawing("warning"), body);
  }
}

function triedOf(problem: DeviceProblem | null): Tried {
  if (problem === null) return "off";
  if (problem === "insecure" || problem === "unsupported") return "shut";
  return problem === "unplugged" ? "missing" : problem;
}

function lineSentence(grade: LineGrade): string {
  const sentences: Record<LineGrade, string> = {
    good: gettext("The line is good: picture and sound will be smooth."),
    weak: gettext("The line is a little slow: picture and sound work, perhaps with pauses."),
    poor: gettext("The line is weak: take part with sound only or text only. Both count as attendance."),
    none: gettext("The hall does not answer. Check your internet connection, or call the number on this page."),
  };
  return sentences[grade];
}
