/** Pages of classes: they all work without this; it sends files at once and says what was refused. */
import "./styles/pages.css";
import { enhanceUploading } from "../../../commons/media/client/uploading";

enhanceUploading();
