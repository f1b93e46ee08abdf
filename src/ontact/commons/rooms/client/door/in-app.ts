/** Browsers inside messengers: which one this is, and how to hand over to the real browser. */

import { gettext, interpolate } from "../../../../web/client/words";
import { deviceObstacle } from "../state/devices";
import { button, drawing, element } from "./element";

export interface InApp {
  name: string;
  kind: "kakaotalk" | "line" | "naver" | "other";
}

const SIGNS: [RegExp, InApp][] = [
  [/KAKAOTALK/i, { name: "KakaoTalk", kind: "kakaotalk" }],
  [/\bLine\//, { name: "LINE", kind: "line" }],
  [/NAVER\(inapp/i, { name: "NAVER", kind: "naver" }],
  [/BAND\/|\bBand\b.*inapp/i, { name: "BAND", kind: "other" }],
  [/DaumApps/i, { name: "Daum", kind: "other" }],
  [/Instagram/i, { name: "Instagram", kind: "other" }],
  [/FBA[NV]/, { name: "Facebook", kind: "other" }],
  [/everytimeApp/i, { name: "Everytime", kind: "other" }],
  [/Snapchat|MicroMessenger|TikTok|Twitter for/i, { name: "", kind: "other" }],
  // Android's view inside other programs says "; wv"; the real Chrome never does.
  [/Android.*; wv\)/, { name: "", kind: "other" }],
];

export function inAppOf(userAgent: string): InApp | null {
  return SIGNS.find(([sign]) => sign.test(userAgent))?.[1] ?? null;
}

/** The address that opens `page` in the real browser; null where only copying is left. */
export function wayOutOf(inApp: InApp, page: string, userAgent: string): string | null {
  if (inApp.kind === "kakaotalk") return `kakaotalk://web/openExternal?url=${encodeURIComponent(page)}`;
  if (inApp.kind === "line") return withParameter(page, "openExternalBrowser", "1");
  if (/Android/i.test(userAgent)) {
    const { host, pathname, search, protocol } = new URL(page);
    return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.slice(0, -1)};package=com.android.chrome;end`;
  }
  // Safari 17 and later understand this one; older iPhones get the copied link.
  return /iPhone|iPad/.test(userAgent) && page.startsWith("https:") ? `x-safari-${page}` : null;
}

function withParameter(page: string, name: string, value: string): string {
  const url = new URL(page);
  url.searchParams.set(name, value);
  return url.href;
}

const SHELF = "ontact:link";

/** The personal link, not the door behind it, must be opened elsewhere: the door's cookie stays in this browser. */
function addressToOpen(): string {
  try {
    if (location.pathname.includes("/pass/")) sessionStorage.setItem(SHELF, location.href);
    return sessionStorage.getItem(SHELF) ?? location.href;
  } catch {
    return location.href;
  }
}

/** Offers the way out where the browser lacks a camera; elsewhere only if the devices turn out to fail. */
export function enhanceInApp(place: HTMLElement, userAgent = navigator.userAgent): InApp | null {
  const inApp = inAppOf(userAgent);
  if (inApp === null) return null;
  const page = addressToOpen();
  place.append(notice(inApp, page, wayOutOf(inApp, page, userAgent)));
  if (deviceObstacle() !== null || location.pathname.includes("/pass/")) place.hidden = false;
  return inApp;
}

function notice(inApp: InApp, page: string, wayOut: string | null): HTMLElement {
  const title =
    inApp.name === ""
      ? gettext("You are in a browser inside another program")
      : interpolate(gettext("You are in the browser inside %(name)s"), { name: inApp.name });
  const said = element("p", { role: "status" });
  const copy = button(gettext("Copy the link"), "tertiary", () => void copied(page, said), "copy");
  const body = element(
    "div",
    { class: "alert-body" },
    element("p", { class: "alert-title" }, title),
    element("p", {}, gettext("Camera and microphone often do not work in it. Open the link in your phone's own browser.")),
  );
  const row = element("p", { class: "check-row" });
  if (wayOut !== null) row.append(button(gettext("Open in the browser"), "primary", () => { location.href = wayOut; }, "external"));
  row.append(copy);
  body.append(row, said);
  return element("div", { class: "alert alert-warning", role: "status" }, drawing("warning"), body);
}

async function copied(page: string, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(page);
    said.textContent = gettext("Copied. Open Chrome, Safari or Samsung Internet and paste the link into its address line.");
  } catch {
    said.textContent = page;
  }
}
