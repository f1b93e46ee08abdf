"""Whoever trusts nobody: the scripts of docs/verify run by a Python of their own, without this program."""

import subprocess
import sys
from pathlib import Path

from ontact.config.launch.places import ROOT


def checked(script: str, file: Path, *more: str) -> str:
    """What the script prints; it must find everything right."""
    program = ROOT / "docs" / "verify" / script
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(program), str(file), *more],
        cwd=file.parent,
        env={"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
