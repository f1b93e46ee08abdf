/** The reader's own screen and size of letters, at once and without leaving the page. */

export function enhanceLook(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    if (!form.matches("[data-look]") || !button) return;
    event.preventDefault();
    const root = document.documentElement;
    root.dataset[button.name as "screen" | "text"] = button.value;
    form.querySelectorAll(`[name=${button.name}]`).forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
    document.cookie = `ontact_look=${root.dataset.screen}.${root.dataset.text}; path=/; max-age=31536000; samesite=lax`;
  });
}

/** The menu on a phone, and any <details class="menu"> that closes when one presses elsewhere. */
export function enhanceMenus(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const button = target.closest<HTMLElement>("[data-menu]");
    if (button) toggle(button);
    document.querySelectorAll<HTMLDetailsElement>("details.menu[open]").forEach((menu) => {
      if (!menu.contains(target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll<HTMLDetailsElement>("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
    const button = document.querySelector<HTMLElement>("[data-menu][aria-expanded=true]");
    if (button) {
      toggle(button);
      button.focus();
    }
  });
}

function toggle(button: HTMLElement): void {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  document.getElementById(button.getAttribute("aria-controls") ?? "")?.classList.toggle("is-open", open);
}
