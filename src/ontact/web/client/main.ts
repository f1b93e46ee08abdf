/** On every page. Everything works without it; it listens by delegation, so content that comes later is served too. */
import "./styles/index.css";
import { enhanceDialogs } from "./dialogs";
import { enhanceDrafts } from "./drafts";
import { enhanceLook, enhanceMenus } from "./look";
import { enhancePasting } from "./pasting";
import { enhanceSorting } from "./sorting";
import { enhanceTables } from "./tables";
import { enhanceTabs } from "./tabs";
import { enhanceTimes, tellZone } from "./times";
import { enhanceToasts } from "./toasts";
import { enhanceCopying, enhanceTyping } from "./typing";
import { enhanceUploads } from "./uploads";

enhanceDialogs();
enhanceTables();
enhanceTabs();
enhanceToasts();
enhanceDrafts();
enhanceTyping();
enhanceCopying();
enhanceTimes();
enhanceLook();
enhanceMenus();
enhanceSorting();
enhanceUploads();
enhancePasting();
tellZone();
