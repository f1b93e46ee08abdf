/** The front door: the month is walked with arrow keys. Everything works without it. */
import "./portal.css";
import { enhanceMonth } from "./month";

for (const month of document.querySelectorAll<HTMLTableElement>("[data-month]")) enhanceMonth(month);
