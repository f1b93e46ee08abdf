"""The program inside the jail. It locks itself in before it opens anything, does one job, and writes one answer."""

import codecs
import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any

from ontact.commons.media.engine import documents, pictures, zips
from ontact.commons.media.engine.jail import NOBODY, Refused

MEMORY_BYTES = 1536 * 1024**2
CPU_S = 45
FILE_BYTES = 64 * 1024**2

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 0x08000000, 0x10000000, 0x40000000

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
    lock_in(warden)
    try:
        answer = job(**order)
    except Refused as refusal:
        answer = {"refused": refusal.code, "facts": refusal.facts}
    except (MemoryError, RecursionError):
        answer = {"refused": "too-hard"}
    with open("answer.json", "w") as file:
        json.dump(answer, file)
    os._exit(0)  # skip the libraries' clean-up: a hostile file may have left them in any state


def lock_in(warden: int) -> None:
    """No network, no privileges, no children, and death when the warden dies."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        libc.unshare(CLONE_NEWNET | CLONE_NEWIPC)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    else:
        # Where the kernel forbids it the other walls still stand.
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC)
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    # The first limit speaks (SIGXCPU, which tells the warden why), the second one kills.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S + 5))
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # After the change of user, which would have cleared it.
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != warden:
        os._exit(1)
