/** pdf.js where there is no origin: its worker runs from a blob, its tables of characters and fonts come from our static files. */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerAddress from "pdfjs-dist/legacy/build/pdf.worker.mjs?worker&url";

type Addresses = Record<string, () => Promise<string>>;
const FOLDER = "/node_modules/pdfjs-dist/";
const CMAPS = import.meta.glob("/node_modules/pdfjs-dist/cmaps/*.bcmap", { query: "?url&no-inline", import: "default", exhaustive: true }) as Addresses;
const FONTS = import.meta.glob("/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", { query: "?url&no-inline", import: "default", exhaustive: true }) as Addresses;
const WASM = import.meta.glob("/node_modules/pdfjs-dist/wasm/*.wasm", { query: "?url&no-inline", import: "default", exhaustive: true }) as Addresses;

class CMaps {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    return { cMapData: await bytesOf(CMAPS, `cmaps/${name}.bcmap`), isCompressed: true };
  }
}

class Fonts {
  fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    return bytesOf(FONTS, `standard_fonts/${filename}`);
  }
}

class Wasm {
  fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    return bytesOf(WASM, `wasm/${filename}`);
  }
}

export async function openDocument(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
  // A worker must come from the document's own origin; here there is none, so its program is fetched and put into a blob.
  // A plain script, not a module: modules from blobs do not start in a frame without origin.
  const program = await (await fetch(workerAddress)).text();
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  GlobalWorkerOptions.workerPort = new Worker(address);
  return getDocument({
    data: bytes,
    CMapReaderFactory: CMaps,
    StandardFontDataFactory: Fonts,
    WasmFactory: Wasm,
    cMapPacked: true,
    useWorkerFetch: false,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
  }).promise;
}

async function bytesOf(addresses: Addresses, name: string): Promise<Uint8Array> {
  const address = addresses[FOLDER + name];
  if (!address) throw new Error(`pdf.js has no ${name}`);
  const response = await fetch(await address());
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
