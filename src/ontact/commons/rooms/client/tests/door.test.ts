/** The door: which browser this is, what is wrong with a device, what the lobby does next. */

import { describe, expect, it, vi } from "vitest";

import { inAppOf, wayOutOf } from "../door/in-app";
import { gradeOf } from "../door/line-test";
import { nextStep } from "../door/lobby-step";
import { levelOf } from "../door/meter";
import { adviceFor, problemOf, type DeviceProblem } from "../state/devices";

const ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-S911N) AppleWebKit/537.36 (KHTML, like Gecko)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const PAGE = "https://suwon.example/rooms/pass/abc/?x=1";

describe("browsers inside messengers", () => {
  it.each([
    [`${ANDROID} Version/4.0 Chrome/126.0 Mobile Safari/537.36 KAKAOTALK 10.8.5`, "kakaotalk"],
    [`${IPHONE} Mobile/15E148 KAKAOTALK 10.8.3`, "kakaotalk"],
    [`${IPHONE} Mobile/15E148 Safari/604.1 Line/14.9.0`, "line"],
    [`${ANDROID} Chrome/126.0 Mobile Safari/537.36 NAVER(inapp; search; 2000; 12.8.4)`, "naver"],
    [`${ANDROID} Chrome/126.0 Mobile Safari/537.36 Instagram 330.0`, "other"],
    [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/460]`, "other"],
    [`Mozilla/5.0 (Linux; Android 14; SM-S911N Build/UP1A; wv) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36`, "other"],
  ])("finds it in %s", (userAgent, kind) => {
    expect(inAppOf(userAgent)?.kind).toBe(kind);
  });

  it.each([
    `${ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36`,
    `${ANDROID} SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36`,
    `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/122.0 Whale/3.25.232.19 Safari/537.36",
  ])("leaves a real browser in peace: %s", (userAgent) => {
    expect(inAppOf(userAgent)).toBeNull();
  });

  it("opens the real browser from KakaoTalk, LINE and Android", () => {
    expect(wayOutOf({ name: "", kind: "kakaotalk" }, PAGE, ANDROID)).toBe(`kakaotalk://web/openExternal?url=${encodeURIComponent(PAGE)}`);
    expect(wayOutOf({ name: "", kind: "line" }, PAGE, IPHONE)).toBe(`${PAGE}&openExternalBrowser=1`);
    expect(wayOutOf({ name: "", kind: "naver" }, PAGE, ANDROID)).toBe("intent://suwon.example/rooms/pass/abc/?x=1#Intent;scheme=https;package=com.android.chrome;end");
  });

  it("has only the copied link where nothing else works", () => {
    expect(wayOutOf({ name: "", kind: "other" }, PAGE, "Mozilla/5.0 (Windows NT 10.0)")).toBeNull();
  });
});

describe("device troubles", () => {
  function named(name: string): Error {
    return Object.assign(new Error(name), { name });
  }

  it.each([
    ["NotAllowedError", "refused"],
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
    ["SomethingNew", "unknown"],
  ])("reads %s as %s", (name, problem) => {
    vi.stubGlobal("isSecureContext", true);
    vi.stubGlobal("navigator", { mediaDevices: {} });
    expect(problemOf(named(name))).toBe(problem);
  });

  it("knows an insecure page", () => {
    vi.stubGlobal("isSecureContext", false);
    expect(problemOf(named("NotAllowedError"))).toBe("insecure");
  });

  const problems: DeviceProblem[] = ["refused", "missing", "busy", "insecure", "unsupported", "unplugged", "unknown"];
  it.each(problems)("has a sentence and a cure for %s", (problem) => {
    for (const kind of ["camera", "microphone"] as const) {
      const { text, cure } = adviceFor(kind, problem);
      expect(text).toMatch(/\.$/);
      expect(cure).toMatch(/\.$/);
    }
  });
});

describe("the lobby", () => {
  it.each([
    [{ status: 304, etag: "", body: null }, "wait"],
    [{ status: 200, etag: "a", body: { me: { admitted: false } } }, "wait"],
    [{ status: 200, etag: "a", body: { me: { admitted: true } } }, "in"],
    [{ status: 200, etag: "a", body: { me: { admitted: false }, room: { phase: "over" } } }, "reload"],
    [{ status: 403, etag: "", body: { code: "refused" } }, "reload"],
    [{ status: 409, etag: "", body: { code: "left" } }, "door"],
    [{ status: 503, etag: "", body: null }, "no-answer"],
    [{ status: 0, etag: "", body: null }, "no-answer"],
  ])("answers %o by: %s", (answer, kind) => {
    expect(nextStep(answer).kind).toBe(kind);
  });
});

describe("the line and the level", () => {
  it.each([
    [{ trip_ms: 40, media: true }, "good"],
    [{ trip_ms: 400, media: true }, "weak"],
    [{ trip_ms: 40, media: false }, "poor"],
    [{ trip_ms: null, media: true }, "none"],
  ])("grades %o as %s", (result, grade) => {
    expect(gradeOf(result)).toBe(grade);
  });

  it("stands at zero in silence and rises with a voice", () => {
    expect(levelOf(new Float32Array(256))).toBe(0);
    expect(levelOf(new Float32Array(256).fill(0.1))).toBeGreaterThan(0.5);
  });
});
