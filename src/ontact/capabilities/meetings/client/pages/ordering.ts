/** The agenda in another order: by dragging, or by the two buttons, without losing the place on the page. */
import { toast } from "../../../../web/client/toasts";
import { token } from "../../../../web/client/send";
import { renumber } from "../../../../web/client/sorting";
import { gettext } from "../../../../web/client/words";

export function enhanceOrdering(): void {
  document.addEventListener("sorted", (event) => {
    const { item } = (event as CustomEvent<{ item: HTMLElement }>).detail;
    if (item.dataset.placeUrl) void tell(item);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const item = form.matches("[data-move-form]") ? form.closest<HTMLElement>("[data-place-url]") : null;
    if (!item) return;
    event.preventDefault();
    move(item, event.submitter as HTMLButtonElement);
  });
}

function move(item: HTMLElement, button: HTMLButtonElement): void {
  const other = button.value === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (button.value === "up") other.before(item);
  else other.after(item);
  if (item.parentElement) renumber(item.parentElement);
  button.removeAttribute("aria-busy");
  button.focus();
  void tell(item);
}

async function tell(item: HTMLElement): Promise<void> {
  const place = [...(item.parentElement?.children ?? [])].indexOf(item) + 1;
  const body = new FormData();
  body.set("place", String(place));
  const headers = { "X-CSRFToken": token(), "X-Requested-With": "autosave" };
  const response = await fetch(item.dataset.placeUrl ?? "", { method: "POST", body, headers, credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) toast(gettext("The new order could not be saved. Load the page again."), { kind: "danger" });
}
