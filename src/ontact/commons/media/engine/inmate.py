"""The program inside the jail. It locks itself in before it opens anything, does one job, and writes one answer."""

import codecs
import json
import os
import sys
from collections.abc import Callable
from typing import Any

from ontact.commons.media.engine import documents, pictures, zips
from ontact.commons.media.engine.jail import Refused
from ontact.commons.media.engine.walls import Walls, lock_in

WALLS = Walls(memory_bytes=1536 * 1024**2, cpu_s=45, file_bytes=64 * 1024**2)

JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    "probe_document": documents.probe,
    "draw_pages": documents.draw_pages,
    "clean_picture": pictures.clean,
    "inflate": zips.inflate,
}


# Python loads these when they are first needed, and by then no file outside the cell can be read.
ENCODINGS = ("utf-8", "utf-16-le", "latin-1", "ascii", "cp437")


def serve() -> None:
    order = json.loads(sys.argv[1])
    job, warden = JOBS[order.pop("job")], order.pop("warden")
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    lock_in(warden, WALLS)
    try:
        answer = job(**order)
    except Refused as refusal:
        answer = {"refused": refusal.code, "facts": refusal.facts}
    except (MemoryError, RecursionError):
        answer = {"refused": "too-hard"}
    with open("answer.json", "w") as file:
        json.dump(answer, file)
    os._exit(0)  # skip the libraries' clean-up: a hostile file may have left them in any state
