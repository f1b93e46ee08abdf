/** A report beside its item: what it says, and an ask that lies ready in the instruction form after one press. */

import { act } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { State } from "../../../../commons/rooms/client";
import { scene } from "../../../../commons/rooms/client/tests/scene";
import { furnishBrowser, mounted, named, press, settle, type Scene } from "../../../../commons/rooms/client/tests/stage-set";
import { furniture } from "../furniture";
import { instructionForm } from "../instruction-form";

vi.mock("../../../../commons/rooms/client/live/stage", () => ({ default: () => null }));

const REPORT = { id: "r1", office: { en: "Roads" }, summary: "Ploughs are ready.", asks: [{ office: "o2", names: { en: "Drainage" }, what: "Clear the gullies", by: "2099-01-10" }], page: "/x/" };

function meeting(desk: boolean, report: string | null, v: number): State {
  const item = { id: "i1", number: 1, title: "Report of the Roads", presenter: "", planned_minutes: 5, begins_at: null, ends_at: null, papers: [], report };
  const ext = { meeting: "m1", state: "opened", opened_at: "2026-09-24T05:00:00Z", closed_at: null, agenda: [item], current_item: "i1", votes: [], proposals: [], decisions: [], opinions: [], instructions: [], followup: [] };
  const state = scene({ v, ext, me_ext: { has_vote: false, entitled: [], voted: [], choices: {}, may_open: false } });
  return { ...state, me: { ...state.me, may: { ...state.me.may, desk } } };
}

let room: Scene | null = null;
beforeEach(() => {
  document.documentElement.lang = "en";
  furnishBrowser();
});
afterEach(() => {
  act(() => { instructionForm.set(false); });
  room?.unmount();
  room = null;
  vi.unstubAllGlobals();
});

/** Mounted with a server that has the report and the offices. */
async function opened(desk: boolean): Promise<Scene> {
  const scene = await mounted(meeting(desk, null, 1), furniture);
  const original = globalThis.fetch;
  vi.stubGlobal("fetch", (address: RequestInfo | URL, init?: RequestInit) => {
    const asked = String(address as string);
    if (asked.endsWith("reports/r1")) return Promise.resolve(json(REPORT));
    if (asked.endsWith("instructions/offices")) return Promise.resolve(json({ offices: [], next_meeting: null }));
    return original(address, init);
  });
  await press(named(scene.element, "Agenda"));
  await scene.become(meeting(desk, "r1", 2));
  await settle(() => scene.element.textContent.includes("Ploughs"));
  return scene;
}

function json(body: object): Response {
  return new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } });
}

it("reads the summary and what is asked of whom", async () => {
  room = await opened(false);
  const note = room.element.querySelector(".meeting-item .meeting-note");
  expect(note?.textContent).toContain("Ploughs are ready.");
  expect(note?.textContent).toContain("Clear the gullies");
  expect(note?.querySelector("button")).toBeNull();
});

it("lays an ask into the instruction form with one press", async () => {
  room = await opened(true);
  await press(named(room.element, "Make it an instruction"));
  await press(named(room.element, "Give the instruction"));
  expect(room.posts.find((post) => post.path === "/api/x/instructions")?.body).toEqual({ text: "Clear the gullies", office: "o2", due_on: "2099-01-10", until_next_meeting: false, item: "i1" });
});
