/** The lobby goes on by itself: asks every few seconds, walks in when admitted, says so when not. */

import { gettext } from "../../../web/client/words";
import { nextStep, type LobbyAnswer } from "./door/lobby-step";

/** 220 people wait at once: a random part keeps them from asking in step. */
const ASK_MS = 3_000;
const ASK_JITTER_MS = 1_500;

const lobby = document.querySelector<HTMLElement>("[data-lobby]");
if (lobby !== null) wait(lobby);

function wait(place: HTMLElement): void {
  const { stateUrl = "", roomUrl = "/", doorUrl = "/" } = place.dataset;
  const words = place.querySelector<HTMLElement>("[data-lobby-word]");
  let etag = "";
  let failures = 0;
  const ask = async (): Promise<void> => {
    const step = nextStep(await answer(stateUrl, etag));
    if (step.etag !== undefined) etag = step.etag;
    failures = step.kind === "no-answer" ? failures + 1 : 0;
    if (step.kind === "in") window.location.assign(roomUrl);
    else if (step.kind === "door") window.location.assign(doorUrl);
    else if (step.kind === "reload") window.location.reload();
    else {
      if (words !== null && failures === 3) words.textContent = gettext("The line to the hall is down. Your place in the lobby is kept; this page keeps trying.");
      setTimeout(() => void ask(), ASK_MS + Math.random() * ASK_JITTER_MS);
    }
  };
  void ask();
}

async function answer(url: string, etag: string): Promise<LobbyAnswer> {
  try {
    const headers: Record<string, string> = etag === "" ? {} : { "If-None-Match": etag };
    const got = await fetch(url, { headers, cache: "no-store", credentials: "same-origin" });
    const body: unknown = got.status === 304 ? null : await got.json().catch(() => null);
    return { status: got.status, etag: got.headers.get("ETag") ?? "", body };
  } catch {
    return { status: 0, etag: "", body: null };
  }
}
