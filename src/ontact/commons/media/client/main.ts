/** For every page on which files are handed in. */
import { enhanceUploading } from "./uploading";

enhanceUploading();
