"""Pages and bytes of files, re-exported."""

from ontact.commons.media.views.bytes import download, file, page
from ontact.commons.media.views.reading import frame, view

__all__ = ["download", "file", "frame", "page", "view"]
