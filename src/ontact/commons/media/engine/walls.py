"""The walls of the jail: a process that has put them up opens no network, gains no rights, and dies with its warden."""

import ctypes
import json
import os
import resource
import signal
import sys
from dataclasses import dataclass

NOBODY = 65534
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 0x08000000, 0x10000000, 0x40000000


@dataclass(frozen=True)
class Walls:
    """How much a job may take. `threads`: 0 where the program needs none of its own; children are threads here."""

    memory_bytes: int
    cpu_s: int
    file_bytes: int
    threads: int = 0


def lock_in(warden: int, walls: Walls) -> None:
    """No network, no privileges, bounded everything, and death when the warden dies."""
    libc = ctypes.CDLL(None, use_errno=True)
    is_root = os.geteuid() == 0
    if is_root:
        libc.unshare(CLONE_NEWNET | CLONE_NEWIPC)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    else:
        # Where the kernel forbids it the other walls still stand.
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC)
    for limit, value in (
        (resource.RLIMIT_AS, walls.memory_bytes),
        (resource.RLIMIT_FSIZE, walls.file_bytes),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    # The kernel counts a user's threads everywhere: beside the hall's own, a number would mean nothing.
    if is_root or not walls.threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (walls.threads, walls.threads))
    # The first limit speaks (SIGXCPU, which tells the warden why), the second one kills.
    resource.setrlimit(resource.RLIMIT_CPU, (walls.cpu_s, walls.cpu_s + 5))
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # After the change of user, which would have cleared it.
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != warden:
        os._exit(1)


def become() -> None:
    """Lock in, then become another program, given as an open file: nobody's user may not walk the way to it."""
    order = json.loads(sys.argv[1])
    program = order["program"]
    lock_in(order["warden"], Walls(**order["walls"]))
    os.set_inheritable(program, False)
    os.execve(program, order["arguments"], {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})  # noqa: S606 (no shell)
