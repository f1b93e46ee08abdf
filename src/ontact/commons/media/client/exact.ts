/** The exact view: fetches the PDF here, where its address is known, and hands the bytes into a frame without origin. */
import { gettext, interpolate } from "../../../web/client/words";
import { HELLO, PORT, type Order, type Report } from "./talk";

export class ExactView {
  page: number;
  private port: MessagePort | null = null;
  private waiting: Order[] = [];
  private readonly frame: HTMLIFrameElement;
  private readonly note: HTMLElement;

  constructor(
    private readonly reader: HTMLElement,
    private readonly shown: (page: number, pages: number) => void,
    private readonly gaveUp: () => void,
  ) {
    this.page = Number(reader.dataset.number) || 1;
    this.frame = document.createElement("iframe");
    this.frame.className = "reader-frame";
    // Scripts may run, but as nobody: no origin, no cookies, no forms, no windows.
    this.frame.setAttribute("sandbox", "allow-scripts");
    this.frame.title = reader.dataset.name ?? "";
    this.note = document.createElement("p");
    this.note.className = "help reader-note";
    this.note.setAttribute("role", "status");
    window.addEventListener("message", this.onHello);
    this.frame.src = reader.dataset.frame ?? "";
    this.stage.append(this.note, this.frame);
    this.say(gettext("Loading the document…"));
  }

  turn(to: number): void {
    this.order({ kind: "turn", to });
  }

  zoom(by: "in" | "out" | "fit"): void {
    this.order({ kind: "zoom", by });
  }

  private get stage(): HTMLElement {
    return this.reader.querySelector<HTMLElement>("[data-stage]") ?? this.reader;
  }

  private readonly onHello = (event: MessageEvent): void => {
    if (event.source !== this.frame.contentWindow || event.data !== HELLO || this.port) return;
    window.removeEventListener("message", this.onHello);
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = (message: MessageEvent<Report>) => this.onReport(message.data);
    // The frame has no origin that could be named; only this window's child holds the other end.
    this.frame.contentWindow?.postMessage(PORT, "*", [port2]);
    void this.load();
  };

  private async load(): Promise<void> {
    try {
      const bytes = await fetched(this.reader.dataset.pdf ?? "", (percent) => this.say(interpolate(gettext("Loading the document… %(percent)s %%"), { percent })));
      this.port?.postMessage({ kind: "open", bytes, page: this.page } satisfies Order, [bytes]);
    } catch {
      this.fail();
    }
  }

  private onReport(report: Report): void {
    if (report.kind === "failed") this.fail();
    else if (report.kind === "left") this.reader.querySelector<HTMLElement>(".reader-bar a, .reader-bar button")?.focus();
    else {
      if (!this.reader.classList.contains("is-exact")) this.begin();
      this.page = report.page;
      this.shown(report.page, report.pages);
    }
  }

  private begin(): void {
    this.reader.classList.add("is-exact");
    this.note.remove();
    for (const link of this.reader.querySelectorAll<HTMLElement>("[data-turn]")) link.hidden = false;
    for (const order of this.waiting.splice(0)) this.port?.postMessage(order);
  }

  private order(order: Order): void {
    if (this.reader.classList.contains("is-exact")) this.port?.postMessage(order);
    else this.waiting.push(order);
  }

  private fail(): void {
    this.frame.remove();
    this.reader.classList.remove("is-exact");
    this.say(gettext("The document could not be shown here. Please download it."));
    this.gaveUp();
  }

  private say(text: string): void {
    this.note.textContent = text;
  }
}

async function fetched(address: string, progress: (percent: number) => void): Promise<ArrayBuffer> {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
  const whole = Number(response.headers.get("Content-Length")) || 0;
  const parts: Uint8Array[] = [];
  let came = 0;
  const body = response.body.getReader();
  for (let part = await body.read(); !part.done; part = await body.read()) {
    parts.push(part.value);
    came += part.value.length;
    if (whole) progress(Math.floor((100 * came) / whole));
  }
  const bytes = new Uint8Array(came);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.buffer;
}
