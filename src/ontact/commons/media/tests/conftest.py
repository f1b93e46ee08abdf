"""A store of its own for each test, on the disk as in a real hall."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def store_folder(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder), "base_url": None},
        },
    }
    return folder
