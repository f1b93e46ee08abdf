"""A hall beside the operator's own, which it can neither see nor touch: for rehearsals and pictures."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontact.config.launch.hall import Hall

# What it may take over from the operator's environment; anything else, the database above all, stays theirs.
KEPT = frozenset({"ONTACT_TOOLS", "ONTACT_WEB_WORKERS"})


@contextmanager
def hall_of_its_own(var: Path, *, demo: bool, livekit: bool = True) -> Iterator[Hall]:
    """On free ports, with LiveKit up, and with a database of its own in a folder below `var` that is gone afterwards."""
    for name in [name for name in os.environ if name.startswith("ONTACT_") and name not in KEPT]:
        del os.environ[name]
    var.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="apart-", dir=var) as place,
        Hall(Path(place), demo=demo, livekit=livekit) as hall,
    ):
        if livekit:
            hall.wait_livekit()
        yield hall
