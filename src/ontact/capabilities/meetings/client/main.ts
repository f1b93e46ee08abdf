/** Pages of meetings: they all work without this; it saves by itself, moves without reloading, and keeps the reader in place. */
import "./styles/pages.css";
import { enhanceUploading } from "../../../commons/media/client/uploading";
import { enhanceAutosave } from "./pages/autosave";
import { enhanceLiveFrame } from "./pages/live-frame";
import { enhanceOrdering } from "./pages/ordering";
import { enhancePapers } from "./pages/papers";
import { enhancePassages } from "./pages/passages";
import { enhanceRail } from "./pages/rail";

enhanceAutosave();
enhanceOrdering();
enhanceUploading();
enhancePapers();
enhancePassages();
enhanceRail();
enhanceLiveFrame();
