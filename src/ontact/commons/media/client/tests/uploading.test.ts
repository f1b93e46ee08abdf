/** Files are sent one by one; each tells its own end. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { enhanceUploading } from "../uploading";

class ScriptedRequest extends EventTarget {
  static answers: { status: number; body: unknown }[] = [];
  static sent: { file: File; headers: Record<string, string> }[] = [];
  upload = new EventTarget();
  status = 0;
  responseText = "";
  private headers: Record<string, string> = {};

  open(): void {}

  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  send(body: FormData): void {
    ScriptedRequest.sent.push({ file: body.get("file") as File, headers: this.headers });
    const answer = ScriptedRequest.answers.shift();
    if (!answer) return; // stays open
    this.status = answer.status;
    this.responseText = JSON.stringify(answer.body);
    queueMicrotask(() => this.dispatchEvent(new Event(answer.status ? "load" : "error")));
  }

  abort(): void {
    this.dispatchEvent(new Event("abort"));
  }
}

const READY = { state: "ready", word: "Ready", percent: 100, sentence: "", way_out: "" };

beforeEach(() => {
  vi.stubGlobal("XMLHttpRequest", ScriptedRequest);
  ScriptedRequest.answers = [];
  ScriptedRequest.sent = [];
  document.cookie = "csrftoken=abc";
  document.body.innerHTML = `<form data-upload-now action="/papers/"><div data-upload><input type="file" name="file" multiple data-limit-mb="50" accept=".pdf"><ul data-upload-list></ul></div></form>`;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
enhanceUploading();

function send(...names: string[]): { form: HTMLFormElement; uploaded: ReturnType<typeof vi.fn> } {
  const form = document.querySelector("form") as HTMLFormElement;
  const input = form.querySelector("input") as HTMLInputElement;
  const files = names.map((name) => new File(["x"], name));
  Object.defineProperty(input, "files", { value: files, configurable: true });
  Object.defineProperty(input, "value", { value: "", writable: true, configurable: true });
  const uploaded = vi.fn();
  form.addEventListener("uploaded", uploaded);
  form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  return { form, uploaded };
}

const rows = (): string[] => [...document.querySelectorAll(".upload-row")].map((row) => row.textContent ?? "");
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe("uploading", () => {
  it("sends each file alone and tells the page once all have arrived", async () => {
    ScriptedRequest.answers = [{ status: 201, body: READY }, { status: 201, body: READY }];

    const { uploaded } = send("a.pdf", "b.pdf");
    await settled();

    expect(ScriptedRequest.sent.map(({ file }) => file.name)).toEqual(["a.pdf", "b.pdf"]);
    expect(ScriptedRequest.sent[0]?.headers).toMatchObject({ "X-CSRFToken": "abc", Accept: "application/json" });
    expect(uploaded).toHaveBeenCalledTimes(1);
  });

  it("shows the sentence of what was refused and lets the reader go on with the rest", async () => {
    ScriptedRequest.answers = [{ status: 201, body: READY }, { status: 422, body: { text: "b.pdf is empty.", way_out: "Choose it again." } }];

    const { form, uploaded } = send("a.pdf", "b.pdf");
    await settled();

    expect(rows()[1]).toContain("b.pdf is empty. Choose it again.");
    expect(uploaded).not.toHaveBeenCalled();
    form.querySelector<HTMLButtonElement>("[data-upload-on]")?.click();
    expect(uploaded).toHaveBeenCalledTimes(1);
  });

  it("does not send what cannot be accepted", async () => {
    send("a.exe");
    await settled();

    expect(ScriptedRequest.sent).toEqual([]);
    expect(rows()[0]).toContain("Only .pdf are accepted");
  });

  it("can be tried again when the line broke", async () => {
    ScriptedRequest.answers = [{ status: 0, body: null }, { status: 201, body: READY }];

    const { uploaded } = send("a.pdf");
    await settled();
    document.querySelector<HTMLButtonElement>(".upload-acts button")?.click();
    await settled();

    expect(ScriptedRequest.sent).toHaveLength(2);
    expect(uploaded).toHaveBeenCalledTimes(1);
  });

  it("can be cancelled while it is sent", async () => {
    send("a.pdf");
    document.querySelector<HTMLButtonElement>(".upload-acts button")?.click();
    await settled();

    expect(rows()[0]).toContain("Cancelled");
  });

  it("watches the check to its end", async () => {
    vi.useFakeTimers();
    const looks = [{ ...READY, state: "checked", percent: 50 }, { ...READY, state: "refused", sentence: "Too many pages.", way_out: "Split it." }];
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(looks.shift()))));
    ScriptedRequest.answers = [{ status: 201, body: { ...READY, state: "arrived", watch: "/api/media/assets/1" } }];

    send("a.pdf");
    await vi.advanceTimersByTimeAsync(5_000);

    expect(rows()[0]).toContain("Too many pages. Split it.");
  });
});
