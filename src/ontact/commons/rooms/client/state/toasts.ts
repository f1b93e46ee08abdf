/** Short messages over the stage: what happened, and the way out. */

import { gettext } from "../../../../web/client/words";
import { Cell } from "./cell";
import { LineDown, Refusal } from "./refusal";

export type Tone = "plain" | "good" | "warning" | "danger";

export interface Toast {
  id: number;
  tone: Tone;
  text: string;
  wayOut: string;
  action?: { word: string; run: () => void };
}

const STAYS_MS: Record<Tone, number> = { plain: 6_000, good: 5_000, warning: 10_000, danger: 14_000 };

export class Toasts {
  readonly list = new Cell<Toast[]>([]);
  private count = 0;

  say(tone: Tone, text: string, wayOut = "", action?: Toast["action"]): number {
    const id = ++this.count;
    const toast: Toast = action === undefined ? { id, tone, text, wayOut } : { id, tone, text, wayOut, action };
    // The same sentence twice is one toast, shown anew.
    this.list.set([...this.list.get().filter((old) => old.text !== text), toast].slice(-3));
    setTimeout(() => {
      this.dismiss(id);
    }, STAYS_MS[tone]);
    return id;
  }

  dismiss(id: number): void {
    this.list.set(this.list.get().filter((toast) => toast.id !== id));
  }

  failed(error: unknown): void {
    if (error instanceof Refusal) this.say("danger", error.text, error.wayOut);
    else if (error instanceof LineDown) {
      this.say(
        "danger",
        gettext("This did not reach the hall: the line is down."),
        gettext("Nothing is lost. Try again when the line is back."),
      );
    } else {
      console.error(error);
      this.say("danger", gettext("This did not work on this device."), gettext("Try again, or load the page anew."));
    }
  }
}
