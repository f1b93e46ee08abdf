// The client build of the whole house: every package's client folder is found by glob, so a folder leaves with its scripts.
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vitest/config";

const ROOT = import.meta.dirname;
const OUT = resolve(process.env.ONTACT_TOOLS ?? resolve(ROOT, "var/tools"), "client");
const ENTRY = /\/client\/(main\.ts|room\.tsx?|[\w-]+\.entry\.tsx?)$/;

export default defineConfig({
  root: ROOT,
  base: "/static/",
  publicDir: false,
  plugins: [react(), onlyUsedTokens()],
  css: { transformer: "lightningcss", lightningcss: { targets: { chrome: 96 << 16, safari: 14 << 16, firefox: 96 << 16 } } },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    manifest: "manifest.json",
    target: ["es2020", "chrome96", "safari14", "firefox96"],
    cssMinify: "lightningcss",
    assetsDir: "client",
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: sources(ENTRY),
      output: { manualChunks: sharedChunk },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/ontact/**/client/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    maxWorkers: 2,
  },
});

function sources(wanted: RegExp): string[] {
  const files = readdirSync(resolve(ROOT, "src/ontact"), { recursive: true, encoding: "utf8" });
  return files.filter((file) => wanted.test(`/${file}`)).map((file) => resolve(ROOT, "src/ontact", file)).sort();
}

/** Media and React are heavy and only rooms need them: two chunks that change seldom. */
function sharedChunk(id: string): string | undefined {
  // What the compiler adds for older browsers is everyone's: inside a heavy chunk it would drag that chunk onto every page.
  if (/@oxc-project.runtime/.test(id)) return "helpers";
  if (!id.includes("node_modules")) return undefined;
  if (/pdfjs-dist/.test(id)) return "pdf";
  if (/livekit|webrtc|rxjs|sdp|loglevel|protobuf|jose|machina/.test(id)) return "media";
  if (/react|scheduler/.test(id)) return "react";
  return undefined;
}

/** KRDS ships 770 custom properties; pages receive those that our styles mention, directly or through others. */
function onlyUsedTokens(): Plugin {
  return {
    name: "only-used-tokens",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/styles/index.css")) return undefined;
      const tokens = readFileSync(resolve(ROOT, "node_modules/krds-uiux/resources/css/token/krds_tokens.css"), "utf8");
      const declared = new Map([...tokens.matchAll(/^\s*(--krds-[\w-]+):\s*([^;]+);/gm)].map((m) => [m[1], m[2].trim()]));
      const used = new Set<string>();
      const take = (text: string): void => {
        for (const [name] of text.matchAll(/--krds-[\w-]+/g)) {
          const value = declared.get(name);
          if (value === undefined) throw new Error(`KRDS has no token ${name}`);
          if (!used.has(name)) {
            used.add(name);
            take(value);
          }
        }
      };
      for (const file of sources(/\/client\/.*\.css$/)) take(readFileSync(file, "utf8"));
      const rules = [...used].sort().map((name) => `${name}:${declared.get(name)};`).join("");
      return `${code}\n:root{${rules}}`;
    },
  };
}
