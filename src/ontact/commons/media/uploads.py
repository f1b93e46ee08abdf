"""What comes over the line before any page sees it: a file over the limit is counted, but not kept."""

import shutil
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

LIMIT_MB = 50
LIMIT_BYTES = LIMIT_MB * 1024**2
REQUEST_BYTES = 200 * 1024**2
VIDEO_LIMIT_MB = 2048
VIDEO_LIMIT_BYTES = VIDEO_LIMIT_MB * 1024**2
# While a film comes in the disk is looked at each time so much more is there; this much stays free.
LOOKS_EACH_BYTES = 32 * 1024**2
FREE_BYTES_AT_LEAST = 512 * 1024**2

View = Callable[..., Any]


def takes_videos(view: View) -> View:
    """Let the city's staff send a film to this page. Stands above `@access`; for everybody else the usual limit holds."""
    view.takes_videos = True  # type: ignore[attr-defined]  # read below, before the view is called
    return view


class BoundedUpload(FileUploadHandler):
    """Every file goes to a temporary file, at most 50 MB of it (200 MB in one request), of a film at most 2 GB; its
    size is what really came.

    Whoever asks for `file.size` then says no with a sentence, and the disk has not been filled meanwhile.
    """

    file: TemporaryUploadedFile
    came_bytes: int
    kept_bytes = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = TemporaryUploadedFile(
            self.file_name or "file", self.content_type, 0, self.charset, self.content_type_extra
        )
        self.came_bytes = 0
        self.limits = _limits_for(self.request)
        self.looks_at_bytes = LIMIT_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        of_file, of_request = self.limits
        self.came_bytes += len(raw_data)
        if self.came_bytes <= of_file and self.kept_bytes + len(raw_data) <= of_request and self._has_room():
            self.kept_bytes += len(raw_data)
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        self.file.seek(0)
        self.file.size = self.came_bytes
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()

    def _has_room(self) -> bool:
        """Within the usual limit there always is. What ends early is told apart by its size."""
        if self.came_bytes < self.looks_at_bytes:
            return True
        if shutil.disk_usage(self.file.temporary_file_path()).free < FREE_BYTES_AT_LEAST:
            return False
        self.looks_at_bytes = self.came_bytes + LOOKS_EACH_BYTES
        return True


def _limits_for(request: HttpRequest | None) -> tuple[int, int]:
    """Bytes of one file, bytes of one request. Asked before the fence of the view is, so the staff is looked for here."""
    view = getattr(getattr(request, "resolver_match", None), "func", None)
    is_staff = getattr(getattr(request, "user", None), "is_staff_member", False)
    if getattr(view, "takes_videos", False) and is_staff:
        return VIDEO_LIMIT_BYTES, VIDEO_LIMIT_BYTES
    return LIMIT_BYTES, REQUEST_BYTES
