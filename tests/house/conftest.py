"""A tiny house on paper, for planting violations."""

from collections.abc import Callable
from pathlib import Path

import pytest

PYPROJECT = """
[tool.importlinter]
root_package = "ontact"
[[tool.importlinter.contracts]]
name = "Commons stand in one line"
layers = ["rooms | interviews", "people", "journal"]
"""


@pytest.fixture
def plant(tmp_path) -> Callable[[str, str], Path]:
    """plant("capabilities/a/models.py", "…") writes the file into a paper house and returns the house."""
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    for package in (
        "foundation",
        "web",
        "commons/journal",
        "commons/people",
        "commons/rooms",
        "commons/interviews",
    ):
        (tmp_path / "src/ontact" / package).mkdir(parents=True)
    for package in ("capabilities/meetings", "capabilities/kiosk", "portal", "config"):
        (tmp_path / "src/ontact" / package).mkdir(parents=True)

    def write(place: str, text: str) -> Path:
        file = (
            tmp_path / place
            if place.startswith(("docs/", "tests/", "src/"))
            else tmp_path / "src/ontact" / place
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return tmp_path

    return write
