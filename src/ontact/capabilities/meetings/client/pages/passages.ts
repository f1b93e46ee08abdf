/** Words selected in a draft appear in the form for comments; who types or copies them needs none of this. */

export function enhancePassages(): void {
  const draft = document.querySelector<HTMLElement>("[data-passages]");
  const field = draft && document.getElementById(draft.dataset.passages ?? "");
  if (!draft || !(field instanceof HTMLTextAreaElement)) return;
  let ours = "";
  document.addEventListener("selectionchange", () => {
    const words = selectedIn(draft);
    // What somebody typed there is theirs.
    if (!words || words.length > field.maxLength || (field.value && field.value !== ours)) return;
    ours = field.value = words;
  });
}

function selectedIn(draft: HTMLElement): string {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
  return draft.contains(selection.getRangeAt(0).commonAncestorContainer) ? selection.toString().trim() : "";
}
