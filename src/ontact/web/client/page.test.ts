/** What main.ts adds to a page, on small pieces of page. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { avatarColour, initials } from "./avatar";
import { enhanceDrafts } from "./drafts";
import { iconMarkup } from "./icons";
import { enhanceLook, enhanceMenus } from "./look";
import { fetchJson, Refused, send } from "./send";
import { enhanceSorting } from "./sorting";
import { enhanceTabs } from "./tabs";
import { toast } from "./toasts";
import { fault, size } from "./uploads";
import { gettext, interpolate, ngettext } from "./words";

beforeEach(() => {
  document.body.innerHTML = "";
  document.documentElement.lang = "en";
  localStorage.clear();
});

function $(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(selector);
  return found;
}

describe("words", () => {
  it("fall back to English without a catalogue and use one where it is", () => {
    expect(gettext("Close")).toBe("Close");
    expect(ngettext("one", "many", 2)).toBe("many");
    globalThis.django = { gettext: () => "닫기", ngettext: () => "x", pgettext: () => "x" };
    expect(gettext("Close")).toBe("닫기");
    globalThis.django = undefined;
  });

  it("fill their places", () => {
    expect(interpolate("%(name)s has %(count)d %", { name: "A", count: 2 })).toBe("A has 2 %");
    expect(interpolate("%(missing)s", {})).toBe("%(missing)s");
  });
});

describe("initials and colours agree with the server", () => {
  it("takes the given name in Korean and capitals in English", () => {
    expect(["홍길동", "남궁하늘", "김솔", "Ada Lovelace", "", "수원시장애인복지관"].map(initials)).toEqual(["길동", "하늘", "김솔", "AL", "?", "수원"]);
    expect(avatarColour("홍길동")).toBe(2);
  });
});

describe("tabs", () => {
  it("show one panel and walk by arrow keys", () => {
    document.body.innerHTML = `<div data-tabs><a role="tab" aria-controls="a" href="#a" aria-selected="true">A</a><a role="tab" aria-controls="b" href="#b">B</a></div><section id="a"></section><section id="b"></section>`;
    enhanceTabs();
    expect($("#b").hidden).toBe(true);
    $("[aria-controls=a]").focus();
    $("[data-tabs]").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
    expect($("#a").hidden).toBe(true);
    expect($("#b").hidden).toBe(false);
    expect(document.activeElement).toBe($("[aria-controls=b]"));
  });
});

describe("a form's draft", () => {
  const page = `<form data-draft="meeting" data-guard><input name="title"><input type="checkbox" name="lobby" value="on"><textarea name="purpose">from the server</textarea><input type="file" name="paper"><p class="form-end"></p></form>`;

  it("comes back where the server left a place empty", () => {
    vi.useFakeTimers();
    document.body.innerHTML = page;
    enhanceDrafts();
    ($("[name=title]") as HTMLInputElement).value = "중간보고";
    ($("[name=lobby]") as HTMLInputElement).checked = true;
    ($("[name=purpose]") as HTMLTextAreaElement).value = "changed";
    $("[name=title]").dispatchEvent(new Event("input", { bubbles: true }));
    vi.runAllTimers();
    expect($(".form-kept").textContent).toContain("Kept in this browser");

    document.body.innerHTML = page;
    enhanceDrafts();
    expect(($("[name=title]") as HTMLInputElement).value).toBe("중간보고");
    expect(($("[name=lobby]") as HTMLInputElement).checked).toBe(true);
    expect(($("[name=purpose]") as HTMLTextAreaElement).value).toBe("from the server");
    vi.useRealTimers();
  });
});

describe("lists that are put in order", () => {
  it("move by buttons, renumber and tell", () => {
    document.body.innerHTML = `<div><ol data-sortable>${["a", "b", "c"].map((id) => `<li id="${id}"><input data-place><button data-move="up"></button><button data-move="down"></button></li>`).join("")}</ol></div>`;
    enhanceSorting();
    const told = vi.fn();
    document.addEventListener("sorted", told);
    $("#c [data-move=up]").click();
    expect([...$("ol").children].map((item) => item.id)).toEqual(["a", "c", "b"]);
    expect(($("#c [data-place]") as HTMLInputElement).value).toBe("2");
    expect(told).toHaveBeenCalledOnce();
    expect($("[data-sort-word]").textContent).toBe("Now at place 2 of 3");
    $("#a [data-move=up]").click();
    expect(told).toHaveBeenCalledOnce();
  });
});

describe("files are looked at before they are sent", () => {
  it("names what is too large or of another kind", () => {
    const input = document.createElement("input");
    input.accept = ".pdf, .hwpx";
    input.dataset.limitMb = "1";
    expect(fault({ name: "a.PDF", size: 10 }, input)).toBe("");
    expect(fault({ name: "a.exe", size: 10 }, input)).toBe("Only .pdf .hwpx are accepted");
    expect(fault({ name: "a.pdf", size: 3 * 1024 * 1024 }, input)).toBe("3.0 MB; up to 1 MB are accepted");
    expect(size(10)).toBe("1 kB");
  });
});

describe("asking the server", () => {
  it("sends the token and a key, and returns the answer", async () => {
    document.head.innerHTML = '<meta name="csrf" content="t0ken">';
    const fetching = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response('{"v": 3}'));
    expect(await send("/api/x", { raised: true }, { key: "k" })).toEqual({ v: 3 });
    const headers = fetching.mock.calls[0]?.[1]?.headers as Record<string, string>;
    expect([headers["X-CSRFToken"], headers["Idempotency-Key"]]).toEqual(["t0ken", "k"]);
  });

  it("says what the server said, and when to come back", async () => {
    vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response('{"code": "busy", "text": "One moment", "way_out": ""}', { status: 503, headers: { "Retry-After": "5" } }));
    const refused = await send("/api/x").catch((error: Refused) => error);
    expect(refused).toMatchObject({ status: 503, retryAfterMs: 5000, refusal: { code: "busy", text: "One moment" } });
  });

  it("survives a line that is away and an answer that is no JSON", async () => {
    vi.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("offline")).mockResolvedValueOnce(new Response("<html>", { status: 502 }));
    expect(await fetchJson("/api/x").catch((error: Refused) => error.refusal.code)).toBe("line-away");
    expect(await fetchJson("/api/x").catch((error: Refused) => error.refusal.code)).toBe("status-502");
  });
});

describe("toasts", () => {
  it("leave by themselves unless they are bad news or carry an act", () => {
    vi.useFakeTimers();
    const run = vi.fn();
    toast("Saved");
    toast("Lost", { kind: "danger" });
    const withAct = toast("Removed", { act: { label: "Undo", run } });
    vi.advanceTimersByTime(10_000);
    expect([...document.querySelectorAll(".toast p")].map((text) => text.textContent)).toEqual(["Lost", "Removed"]);
    withAct.querySelector<HTMLButtonElement>("[data-toast-act]")?.click();
    expect(run).toHaveBeenCalledOnce();
    expect(withAct.isConnected).toBe(false);
    vi.useRealTimers();
  });

  it("never read words as markup", () => {
    expect(toast("<img src=x>").querySelector("img")).toBeNull();
  });
});

describe("the reader's own look", () => {
  it("changes at once and is remembered", () => {
    document.body.innerHTML = `<form data-look><button name="screen" value="dark" aria-pressed="false"></button></form>`;
    document.documentElement.dataset.text = "normal";
    enhanceLook();
    enhanceMenus();
    $("form").dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter: $("button") }));
    expect(document.documentElement.dataset.screen).toBe("dark");
    expect(document.cookie).toContain("ontact_look=dark.normal");
    expect($("button").getAttribute("aria-pressed")).toBe("true");
  });
});

describe("icons", () => {
  it("are the templates' own", () => {
    expect(iconMarkup("mic")).toContain("<svg");
  });
});
