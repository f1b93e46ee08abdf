/** The text-only page: the renewing frame becomes a part of the page, so that readers hear only what is new and keep their place. */
const EVERY_MS = 8000;

export function enhanceLiveFrame(): void {
  const frame = document.querySelector<HTMLIFrameElement>("iframe[data-live-frame]");
  if (!frame) return;
  const place = document.createElement("div");
  place.className = "text-live-part";
  place.setAttribute("aria-live", "polite");
  place.setAttribute("aria-relevant", "additions text");
  const address = frame.getAttribute("src") ?? "";
  frame.replaceWith(place);
  const renew = (): void => void fill(place, address);
  renew();
  window.setInterval(() => !document.hidden && renew(), EVERY_MS);
  document.addEventListener("visibilitychange", () => !document.hidden && renew());
}

async function fill(place: HTMLElement, address: string): Promise<void> {
  const response = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const parts = [...(page.querySelector("main")?.children ?? [])].filter((part) => !part.matches("[data-by-itself]"));
  const busy = place.contains(document.activeElement);
  parts.forEach((part, index) => {
    const old = place.children[index];
    if (!old) place.append(part);
    else if (old.textContent !== part.textContent && !(busy && old.contains(document.activeElement))) old.replaceWith(part);
  });
  while (place.children.length > parts.length) place.lastElementChild?.remove();
}
