/** The pages one below the other: drawn when they come near, forgotten when they are far, each with its text on top. */
import { TextLayer, type PDFDocumentProxy, type PDFPageProxy, type RenderTask } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Order } from "./talk";

const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4];
const PIXELS_AT_MOST = 16_000_000; // what a phone's canvas can hold

interface Sheet {
  number: number;
  element: HTMLElement;
  page: PDFPageProxy | null;
  task: RenderTask | null;
  /** The zoom it was drawn at; 0: not drawn. */
  drawnAt: number;
}

export class Sheets {
  private readonly box = document.getElementById("sheet") as HTMLElement;
  private readonly sheets: Sheet[] = [];
  private readonly near = new Set<Sheet>();
  /** 1 = as wide as the frame. */
  private zoom = 1;
  private shownPage = 0;

  constructor(
    private readonly pdf: PDFDocumentProxy,
    private readonly report: (page: number) => void,
  ) {}

  async begin(page: number): Promise<void> {
    const first = await this.pdf.getPage(1);
    const { width, height } = first.getViewport({ scale: 1 });
    const watcher = new IntersectionObserver((entries) => this.onNear(entries), { root: this.box, rootMargin: "100% 0px" });
    const pages = document.getElementById("pages") as HTMLElement;
    for (let number = 1; number <= this.pdf.numPages; number++) {
      const element = document.createElement("section");
      element.className = "sheet";
      element.setAttribute("aria-label", String(number));
      shape(element, width, height);
      pages.append(element);
      this.sheets.push({ number, element, page: null, task: null, drawnAt: 0 });
      watcher.observe(element);
    }
    this.box.addEventListener("scroll", () => this.onScroll(), { passive: true });
    addEventListener("resize", () => this.redraw());
    this.turn(page, "auto");
    this.onScroll();
  }

  obey(order: Exclude<Order, { kind: "open" }>): void {
    if (order.kind === "turn") this.turn(order.to);
    else this.resize(order.by);
  }

  /** True if the key was for us. */
  onKey(key: string): boolean {
    if (key === "+" || key === "=") this.resize("in");
    else if (key === "-") this.resize("out");
    else if (key === "0") this.resize("fit");
    else if (key === "ArrowRight" && this.zoom <= 1) this.turn(this.shownPage + 1);
    else if (key === "ArrowLeft" && this.zoom <= 1) this.turn(this.shownPage - 1);
    else return false;
    return true;
  }

  private turn(to: number, behavior: ScrollBehavior = "smooth"): void {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const sheet = this.sheets[Math.max(1, Math.min(to, this.sheets.length)) - 1];
    if (sheet) this.box.scrollTo({ top: sheet.element.offsetTop - 8, behavior: still ? "auto" : behavior });
  }

  private resize(by: "in" | "out" | "fit"): void {
    const larger = STEPS.find((step) => step > this.zoom + 0.01);
    const smaller = [...STEPS].reverse().find((step) => step < this.zoom - 0.01);
    this.zoom = by === "fit" ? 1 : ((by === "in" ? larger : smaller) ?? this.zoom);
    const page = this.shownPage;
    document.documentElement.style.setProperty("--zoom", String(this.zoom));
    this.redraw();
    this.turn(page, "auto");
  }

  private redraw(): void {
    for (const sheet of this.near) void this.draw(sheet);
  }

  private onNear(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const sheet = this.sheets.find(({ element }) => element === target);
      if (!sheet) continue;
      if (isIntersecting) {
        this.near.add(sheet);
        void this.draw(sheet);
      } else {
        this.near.delete(sheet);
        forget(sheet);
      }
    }
  }

  private onScroll(): void {
    const middle = this.box.scrollTop + this.box.clientHeight / 3;
    const sheet = this.sheets.find(({ element }) => element.offsetTop + element.offsetHeight > middle) ?? this.sheets[0];
    if (!sheet || sheet.number === this.shownPage) return;
    this.shownPage = sheet.number;
    this.report(sheet.number);
  }

  private async draw(sheet: Sheet): Promise<void> {
    sheet.page ??= await this.pdf.getPage(sheet.number);
    const paper = sheet.page.getViewport({ scale: 1 });
    shape(sheet.element, paper.width, paper.height);
    const scale = sheet.element.clientWidth / paper.width;
    if (!scale || Math.abs(sheet.drawnAt - scale) < 0.001) return;
    sheet.drawnAt = scale;
    sheet.task?.cancel();
    const sharp = Math.min(devicePixelRatio || 1, Math.sqrt(PIXELS_AT_MOST / (paper.width * paper.height * scale * scale)));
    const viewport = sheet.page.getViewport({ scale: scale * sharp });
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.setAttribute("aria-hidden", "true");
    sheet.task = sheet.page.render({ canvas, viewport });
    try {
      await sheet.task.promise;
    } catch {
      return; // overtaken by another size, or forgotten
    }
    if (sheet.drawnAt === scale) await dress(sheet, sheet.page, canvas, scale);
  }
}

async function dress(sheet: Sheet, page: PDFPageProxy, canvas: HTMLCanvasElement, scale: number): Promise<void> {
  const container = document.createElement("div");
  container.className = "textLayer";
  sheet.element.style.setProperty("--total-scale-factor", String(scale));
  sheet.element.replaceChildren(canvas, container);
  await new TextLayer({ textContentSource: page.streamTextContent(), container, viewport: page.getViewport({ scale }) }).render();
}

function forget(sheet: Sheet): void {
  sheet.task?.cancel();
  sheet.task = null;
  sheet.drawnAt = 0;
  sheet.element.replaceChildren();
}

function shape(element: HTMLElement, width: number, height: number): void {
  element.style.setProperty("aspect-ratio", `${width} / ${height}`);
}
