/** Uploads one by one: a bar, a sentence and a way out for each file; cancelled, tried again, checked to the end. */
import "./uploading.css";
import { fault, size } from "../../../web/client/uploads";
import { iconMarkup } from "../../../web/client/icons";
import { fetchJson, token } from "../../../web/client/send";
import { gettext, interpolate } from "../../../web/client/words";

/** What the server tells about a file (media/api.py). `watch`: where to ask how the check goes on. */
export interface Told {
  state: "arrived" | "checked" | "ready" | "refused";
  word: string;
  percent: number;
  sentence: string;
  way_out: string;
  watch?: string;
}

const FIRST_LOOK_MS = 800;
const LONGEST_PAUSE_MS = 5_000;

/** Takes over forms that send files (`data-upload-now`). They work as plain forms without this.
 *  Within `data-page-follows` the page is loaded anew when everything has arrived. */
export function enhanceUploading(): void {
  // Before the general listener of the house, which would send all files as one.
  document.addEventListener("submit", onSubmit, { capture: true });
  document.addEventListener("uploaded", (event) => {
    if ((event.target as Element).closest("[data-page-follows]")) location.reload();
  });
}

function onSubmit(event: Event): void {
  const form = event.target as HTMLFormElement;
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!form.matches("[data-upload-now]") || !input) return;
  event.preventDefault();
  event.stopPropagation();
  const files = [...(input.files ?? [])];
  if (files.length) void new Batch(form, input).send(files);
}

class Batch {
  private readonly list: HTMLElement;
  private arrived = 0;
  private failed = 0;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly input: HTMLInputElement,
  ) {
    this.list = form.querySelector<HTMLElement>("[data-upload-list]") ?? form.appendChild(document.createElement("ul"));
  }

  /** One after the other: two at once would only share the line. */
  async send(files: File[]): Promise<void> {
    const rows = files.map((file) => new Row(file));
    this.list.replaceChildren(...rows.map((row) => row.element));
    for (const row of rows) await this.one(row);
    this.input.value = "";
    this.finish();
  }

  private async one(row: Row): Promise<void> {
    const wrong = fault(row.file, this.input);
    if (wrong) {
      this.failed += 1;
      row.refuse(wrong);
      return;
    }
    try {
      await upload(row, this.form, this.input.name);
      this.arrived += 1;
    } catch (problem) {
      this.failed += 1;
      const again = problem instanceof Problem && problem.canTryAgain ? () => this.again(row) : null;
      row.refuse(problem instanceof Problem ? problem.message : gettext("The upload broke off."), again);
    }
  }

  private async again(row: Row): Promise<void> {
    this.failed -= 1;
    await this.one(row);
    this.finish();
  }

  /** The page goes on by itself only when there is nothing left to read here. */
  private finish(): void {
    if (this.arrived && !this.failed) this.tell();
    else if (this.arrived && !this.form.querySelector("[data-upload-on]")) this.form.append(button(gettext("Go on with the files that arrived"), "", () => this.tell(), "upload-on"));
  }

  private tell(): void {
    this.form.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: { status: 200, answer: null } }));
  }
}

class Problem extends Error {
  constructor(
    text: string,
    readonly canTryAgain: boolean,
  ) {
    super(text);
  }
}

/** One line of the list. */
class Row {
  readonly element = document.createElement("li");
  private readonly note = document.createElement("span");
  private readonly bar = document.createElement("progress");
  private readonly acts = document.createElement("span");

  constructor(readonly file: File) {
    const name = document.createElement("span");
    name.className = "upload-name";
    name.textContent = file.name;
    this.note.className = "help upload-note";
    this.note.textContent = size(file.size);
    this.bar.max = 100;
    this.bar.setAttribute("aria-label", interpolate(gettext("Uploading %(name)s"), { name: file.name }));
    this.acts.className = "upload-acts";
    this.element.className = "upload-row";
    this.element.append(name, this.note, this.bar, this.acts);
  }

  begin(cancel: () => void): void {
    this.element.classList.remove("is-wrong");
    this.bar.hidden = false;
    this.bar.value = 0;
    this.acts.replaceChildren(button(interpolate(gettext("Cancel %(name)s"), { name: this.file.name }), "close", cancel));
  }

  progress(percent: number, note: string): void {
    this.bar.value = percent;
    this.note.textContent = note;
  }

  done(word: string): void {
    this.bar.hidden = true;
    this.note.textContent = word;
    this.acts.innerHTML = iconMarkup("check");
  }

  refuse(sentence: string, again: (() => void) | null = null): void {
    this.element.classList.add("is-wrong");
    this.bar.hidden = true;
    this.note.textContent = sentence;
    this.acts.replaceChildren(...(again ? [button(gettext("Try again"), "", again)] : []));
  }
}

async function upload(row: Row, form: HTMLFormElement, field: string): Promise<void> {
  const told = await sent(row, form, field);
  if (told?.watch) await watched(row, told);
  else row.done(gettext("Arrived"));
}

function sent(row: Row, form: HTMLFormElement, field: string): Promise<Told | null> {
  const body = new FormData();
  body.append(field, row.file);
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => row.progress((90 * loaded) / total, `${Math.round((100 * loaded) / total)} %`));
    request.upload.addEventListener("load", () => row.progress(92, gettext("Being checked")));
    request.addEventListener("load", () => {
      const answer = read(request.responseText);
      if (request.status < 400) resolve(answer as Told | null);
      else reject(new Problem(sentence(answer as Refusal | null), request.status >= 500));
    });
    request.addEventListener("error", () => reject(new Problem(gettext("The line broke. The file has not arrived."), true)));
    request.addEventListener("abort", () => reject(new Problem(gettext("Cancelled"), true)));
    row.begin(() => request.abort());
    request.open("POST", form.action);
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("X-Requested-With", "upload");
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  });
}

/** Until the file is ready or refused; a line that is away meanwhile changes nothing. */
async function watched(row: Row, first: Told): Promise<void> {
  let told = first;
  for (let pause = FIRST_LOOK_MS; told.state === "arrived" || told.state === "checked"; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    row.progress(90 + told.percent / 10, told.word);
    await new Promise((resolve) => setTimeout(resolve, pause));
    told = await fetchJson<Told>(first.watch ?? "").catch(() => told);
  }
  if (told.state === "refused") throw new Problem(`${told.sentence} ${told.way_out}`.trim(), false);
  row.done(told.word);
}

interface Refusal {
  text?: string;
  way_out?: string;
}

function sentence(refusal: Refusal | null): string {
  return [refusal?.text, refusal?.way_out].filter(Boolean).join(" ") || gettext("The file was not accepted.");
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a page, from a form that answers as pages do
  }
}

function button(label: string, icon: "" | "close", act: () => void, mark = ""): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = icon ? "icon-button button-text" : "button button-secondary button-s";
  if (icon) {
    made.innerHTML = iconMarkup(icon);
    made.setAttribute("aria-label", label);
    made.title = label;
  } else made.textContent = label;
  if (mark) made.setAttribute(`data-${mark}`, "");
  made.addEventListener("click", act);
  return made;
}
