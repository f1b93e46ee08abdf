/** Where the focus goes when what had it is gone. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { keepFocus } from "../parts/focus-keeper";

let stop: () => void;
const root = document.createElement("div");
const part = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector) ?? root;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  root.innerHTML = `
    <main tabindex="-1"><p><button id="card">Present</button></p></main>
    <section><h3 id="now">Now</h3><div><button id="next">Next</button></div></section>
    <section><h3 id="queue">Queue</h3><ol><li id="kim"><button id="up">Up</button></li><li id="lee"><button>Up</button></li></ol></section>`;
  document.body.replaceChildren(root);
  stop = keepFocus(root);
});
afterEach(() => {
  stop();
});

describe("the focus", () => {
  it.each([
    ["the heading of the block, when the button vanishes", "#next", "#next", "now"],
    ["the heading of the block, when the whole row vanishes", "#up", "#kim", "queue"],
  ])("goes to %s", async (_, focused, gone, heir) => {
    part(focused).focus();
    part(gone).remove();
    await soon();
    expect(document.activeElement?.id).toBe(heir);
  });

  it("goes to the heading, when the button is shut", async () => {
    part("#next").focus();
    part("#next").setAttribute("disabled", "");
    await soon();
    expect(document.activeElement?.id).toBe("now");
  });

  it("goes to what can hold it, where no heading is nearer", async () => {
    part("#card").focus();
    part("#card").remove();
    await soon();
    expect(document.activeElement?.tagName).toBe("MAIN");
  });

  it("stays on a button whose row moves", async () => {
    part("#up").focus();
    part("#kim").remove();
    part("ol").insertAdjacentHTML("beforeend", "<li>other</li>");
    await soon();
    part("#next").focus();
    const row = part("#lee");
    part("#lee button").focus();
    row.remove();
    part("ol").append(row);
    await soon();
    expect(document.activeElement?.closest("li")?.id).toBe("lee");
  });

  it("is not taken back from whoever pressed beside everything", async () => {
    part("#next").focus();
    part("#next").blur();
    part("#kim").remove();
    await soon();
    expect(document.activeElement).toBe(document.body);
  });

  it("goes from a dialog to its opener, or to the opener's block", async () => {
    part("#next").focus();
    const dialog = document.createElement("dialog");
    dialog.setAttribute("open", "");
    dialog.innerHTML = "<button>Go</button>";
    part("section").append(dialog);
    dialog.querySelector("button")?.focus();
    part("#next").remove();
    dialog.remove();
    await soon();
    expect(document.activeElement?.id).toBe("now");
  });
});
