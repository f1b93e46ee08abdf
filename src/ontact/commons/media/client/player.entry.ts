/** A film goes on where one stopped; what has been watched is told to the city in batches, again and again until it is credited. */
import "./player.css";
import { clock, read, tell, wholeCells } from "./cells";
import { token } from "../../../web/client/send";
import { gettext, interpolate } from "../../../web/client/words";

const REPORT_MS = 15_000;
const SOON_MS = 4_000;

interface Answer {
  covered: string;
  lines: string[];
  said: string;
}

function serve(box: HTMLElement): void {
  const film = box.querySelector("video");
  if (!film) return;
  goOn(box, film);
  if (box.dataset.report) new Report(box, film, box.dataset.report);
}

function goOn(box: HTMLElement, film: HTMLVideoElement): void {
  const at = Number(box.dataset.resumeS);
  const again = box.querySelector<HTMLElement>("[data-player-again]");
  if (!at || !again) return;
  const jump = (): void => {
    if (film.currentTime < 1) film.currentTime = at;
  };
  if (film.readyState >= HTMLMediaElement.HAVE_METADATA) jump();
  else film.addEventListener("loadedmetadata", jump, { once: true });
  part(again, "[data-player-place]").textContent = interpolate(gettext("It goes on at %(place)s, where you stopped."), { place: clock(at) });
  again.hidden = false;
  again.querySelector("button")?.addEventListener("click", () => {
    film.currentTime = 0;
    again.hidden = true;
    void film.play();
  });
}

/** Whatever was watched and is not credited yet is sent with every report: a lost one loses nothing. */
class Report {
  private covered: Set<number>;
  private before = new Set<number>();
  private isSending = false;
  private isOver = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly box: HTMLElement,
    private readonly film: HTMLVideoElement,
    private readonly address: string,
  ) {
    this.covered = read(box.dataset.covered ?? "");
    // The first report starts the city's clock; nothing is credited for the time before it.
    film.addEventListener("play", () => void this.send());
    film.addEventListener("pause", () => void this.send());
    film.addEventListener("ended", () => void this.send());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
    });
    // Whoever sits down later has not seen what was played before.
    document.querySelector("[data-watches]")?.addEventListener("change", () => {
      this.before = this.played;
      this.covered = new Set();
    });
    addEventListener("pagehide", () => this.leave());
    addEventListener("online", () => void this.send());
  }

  private get played(): Set<number> {
    return wholeCells(this.film.played, Number(this.box.dataset.cellS), Number(this.box.dataset.lengthS));
  }

  private get waiting(): Set<number> {
    return new Set([...this.played].filter((cell) => !this.covered.has(cell) && !this.before.has(cell)));
  }

  private get body(): FormData {
    const body = new FormData();
    body.set("cells", tell(this.waiting));
    body.set("position", String(Math.floor(this.film.currentTime)));
    body.set("csrfmiddlewaretoken", token());
    for (const one of document.querySelectorAll<HTMLInputElement>("[data-watches] input:checked")) body.append("people", one.value);
    return body;
  }

  private async send(): Promise<void> {
    clearTimeout(this.timer);
    if (this.isSending || this.isOver) return;
    this.isSending = true;
    try {
      const response = await fetch(this.address, { method: "POST", body: this.body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout?.(10_000) });
      if (response.ok) this.read((await response.json()) as Answer);
      else if (response.status < 500 && response.status !== 429) this.end();
    } catch {
      // The line is away: the next report brings this one's cells too.
    }
    this.isSending = false;
    if (this.isOver) return;
    if (!this.film.paused) this.timer = setTimeout(() => void this.send(), REPORT_MS);
    else if (this.waiting.size) this.timer = setTimeout(() => void this.send(), SOON_MS);
  }

  private read(answer: Answer): void {
    this.covered = read(answer.covered);
    const lines = part(this.box, "[data-player-lines]");
    lines.replaceChildren(
      ...answer.lines.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }),
    );
    this.say(answer.said);
  }

  /** Read out only when it is something new: whoever listens to a lecture is not interrupted by figures. */
  private say(text: string): void {
    const said = part(this.box, "[data-player-said]");
    if (said.textContent !== text) said.textContent = text;
  }

  private end(): void {
    this.isOver = true;
    this.say(gettext("What you watch from now on is not counted any more. Load the page again to see why."));
  }

  private leave(): void {
    if (!this.isOver && (this.waiting.size || this.film.currentTime > 0)) navigator.sendBeacon(this.address, this.body);
  }
}

function part(box: HTMLElement, mark: string): HTMLElement {
  const found = box.querySelector<HTMLElement>(mark);
  if (!found) throw new Error(`The player has no ${mark}.`);
  return found;
}

// Last: a class cannot be used above the line on which it stands.
for (const box of document.querySelectorAll<HTMLElement>("[data-player]")) serve(box);
