/** Papers: what was refused says why beside the field; what arrived shows in the list. Papers being checked renew the page quietly. */
import { toast } from "../../../../web/client/toasts";

interface Refused {
  text?: string;
  way_out?: string;
}

export function enhancePapers(): void {
  document.addEventListener("uploaded", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.dataset.reloads) return;
    const { status, answer } = (event as CustomEvent<{ status: number; answer: Refused | null }>).detail;
    if (status >= 400) {
      toast([answer?.text, answer?.way_out].filter(Boolean).join(" "), { kind: "danger" });
      return;
    }
    location.hash = form.dataset.reloads;
    location.reload();
  });
}
