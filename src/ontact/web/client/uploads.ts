/** File fields: dropping, the list of what was chosen, size and kind checked before sending, a bar with a number while sending. */
import { token } from "./send";
import { gettext, interpolate } from "./words";

export function enhanceUploads(): void {
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    const drop = input.closest?.<HTMLElement>("[data-upload]");
    if (drop && input.type === "file") show(drop, input);
  });
  for (const kind of ["dragover", "dragleave", "drop"] as const) document.addEventListener(kind, onDrag);
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-upload-now]")) return;
    event.preventDefault();
    sendNow(form);
  });
}

function onDrag(event: DragEvent): void {
  const drop = (event.target as Element).closest?.<HTMLElement>("[data-upload]");
  const input = drop?.querySelector<HTMLInputElement>("input[type=file]");
  if (!drop || !input) return;
  event.preventDefault();
  drop.classList.toggle("is-over", event.type === "dragover");
  if (event.type === "drop" && event.dataTransfer?.files.length) {
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function show(drop: HTMLElement, input: HTMLInputElement): void {
  const list = drop.querySelector<HTMLElement>("[data-upload-list]");
  if (!list) return;
  list.replaceChildren(...[...(input.files ?? [])].map((file) => line(file, input)));
}

function line(file: File, input: HTMLInputElement): HTMLElement {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const note = document.createElement("span");
  note.className = "help";
  name.textContent = file.name;
  note.textContent = size(file.size);
  const wrong = fault(file, input);
  if (wrong) {
    item.className = "is-wrong";
    note.textContent = wrong;
  }
  item.append(name, note);
  return item;
}

/** Why a file will be refused, or nothing. */
export function fault(file: { name: string; size: number }, input: HTMLInputElement): string {
  const limit = Number(input.dataset.limitMb);
  if (limit && file.size > limit * 1024 * 1024) return interpolate(gettext("%(size)s; up to %(limit)s MB are accepted"), { size: size(file.size), limit });
  const endings = (input.accept || "").split(",").map((part) => part.trim().toLowerCase()).filter((part) => part.startsWith("."));
  const fits = endings.length === 0 || endings.some((ending) => file.name.toLowerCase().endsWith(ending));
  return fits ? "" : interpolate(gettext("Only %(kinds)s are accepted"), { kinds: endings.join(" ") });
}

export function size(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function sendNow(form: HTMLFormElement): void {
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", gettext("Uploading"));
  form.append(bar);
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => (bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0));
  request.addEventListener("loadend", () => {
    bar.remove();
    form.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: { status: request.status, answer: safeJson(request.responseText) } }));
  });
  request.open("POST", form.action);
  request.setRequestHeader("X-CSRFToken", token());
  request.setRequestHeader("Accept", "application/json");
  request.send(new FormData(form));
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
