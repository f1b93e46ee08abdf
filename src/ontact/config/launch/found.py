"""Programs that the machine already has and that are new enough."""

import re
import shutil
import subprocess
from pathlib import Path

Version = tuple[int, ...]


def found(name: str, at_least: Version, *, ask: tuple[str, ...] = ("--version",)) -> Path | None:
    """The program on the PATH, if it runs and is new enough."""
    path = shutil.which(name)
    if path is None or version_of(path, ask) < at_least:
        return None
    return Path(path)


def version_of(program: str | Path, ask: tuple[str, ...] = ("--version",)) -> Version:
    """(0,) when it does not run or names no version."""
    try:
        said = subprocess.run(
            [str(program), *ask],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=30,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return (0,)
    number = re.search(r"(\d+(?:\.\d+)+)", said.stdout + said.stderr)
    return (
        tuple(int(part) for part in number.group(1).split(".")) if number and said.returncode == 0 else (0,)
    )
