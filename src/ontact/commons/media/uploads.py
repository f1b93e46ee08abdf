"""What comes over the line before any page sees it: a file over the limit is counted, but not kept."""

from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LIMIT_MB = 50
LIMIT_BYTES = LIMIT_MB * 1024**2
REQUEST_BYTES = 200 * 1024**2


class BoundedUpload(FileUploadHandler):
    """Every file goes to a temporary file, at most 50 MB of it (200 MB in one request); its size is what really came.

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

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.came_bytes += len(raw_data)
        if self.came_bytes <= LIMIT_BYTES and self.kept_bytes + len(raw_data) <= REQUEST_BYTES:
            self.kept_bytes += len(raw_data)
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        self.file.seek(0)
        self.file.size = self.came_bytes
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
