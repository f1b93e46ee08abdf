/** The closed frame: takes bytes by message, draws them with pdf.js, reports the page. It has no origin, cookies or addresses. */
import "./frame.css";
import type { Sheets } from "./sheets";
import { HELLO, PORT, type Order, type Report } from "./talk";

window.addEventListener("message", onPort);
window.parent.postMessage(HELLO, "*");

function onPort(event: MessageEvent): void {
  const port = event.ports[0];
  if (event.source !== window.parent || event.data !== PORT || !port) return;
  window.removeEventListener("message", onPort);
  const report = (what: Report): void => port.postMessage(what);
  let sheets: Sheets | null = null;
  port.onmessage = async (message: MessageEvent<Order>) => {
    const order = message.data;
    if (order.kind !== "open") {
      sheets?.obey(order);
      return;
    }
    try {
      // pdf.js weighs more than all the rest of the page: it comes with the first document.
      const [{ openDocument }, drawing] = await Promise.all([import("./pdf"), import("./sheets")]);
      const document = await openDocument(order.bytes);
      sheets = new drawing.Sheets(document, (page) => report({ kind: "shown", page, pages: document.numPages }));
      await sheets.begin(order.page);
    } catch (problem) {
      console.warn("The document could not be drawn.", problem);
      report({ kind: "failed" });
    }
  };
  window.addEventListener("keydown", (key) => {
    if (key.ctrlKey || key.metaKey || key.altKey) return;
    if (key.key === "Escape") report({ kind: "left", how: "escape" });
    else if (sheets && !sheets.onKey(key.key)) return;
    else key.preventDefault();
  });
}
