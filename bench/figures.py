"""Where published figures go: blocks between two marks in docs/operating/sizing.md, and plain files under var/bench."""

import json
import os
import platform
import re
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAPER = ROOT / "docs" / "operating" / "sizing.md"
KEPT = ROOT / "var" / "bench"


def share(values: list[float], part: float) -> float:
    """The value below which so much lies; 0 of nothing."""
    return sorted(values)[max(0, -(-int(part * 100) * len(values) // 100) - 1)] if values else 0.0


def keep(name: str, results: Any) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{name}.json").write_text(json.dumps(results, indent=1))


def write_block(name: str, text: str) -> None:
    """Replace what stands between `<!-- name -->` and `<!-- /name -->`."""
    found = _block(name).search(paper := PAPER.read_text())
    assert found, f"{PAPER} has no block {name}"
    PAPER.write_text(paper[: found.start(1)] + f"\n{text.strip()}\n" + paper[found.end(1) :])


def add_row(name: str, row: str) -> None:
    """One more row for the table in a block."""
    found = _block(name).search(PAPER.read_text())
    assert found, f"{PAPER} has no block {name}"
    write_block(name, f"{found[1].strip()}\n{row}")


def today() -> str:
    return time.strftime("%Y-%m-%d")


def machine() -> str:
    words = Path("/proc/cpuinfo").read_text()
    found = re.search(r"model name\s*: (.+)", words)
    return f"{len(os.sched_getaffinity(0))} cores, {found[1].strip() if found else platform.machine()}"


def _block(name: str) -> re.Pattern[str]:
    return re.compile(rf"<!-- {name} -->(.*?)<!-- /{name} -->", re.DOTALL)
