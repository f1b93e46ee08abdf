"""`serve <program> [command …]`: clears away what an earlier run left behind, then becomes the program.

The supervisor calls it for each program, so that `kill -9` of a parent never leaves children holding a port.
"""

import os
import signal
import sys
import time
from pathlib import Path

from ontact.config.launch import livekit
from ontact.config.launch.places import State, default_var

RESTART_AT_MOST_EACH_S = 1.0


def main(arguments: list[str]) -> int:
    name, *command = arguments
    state = State(default_var())
    note = state.run / f"{name}.group"
    _end_the_earlier(note, state)
    note.write_text(f"{os.getpgrp()}\n")
    os.utime(note)
    if name == "livekit":
        livekit.serve(state, state.run / "livekit.yaml")
    os.execv(command[0], command)


def _end_the_earlier(note: Path, state: State) -> None:
    """Kill what is left of the process group of the last run; wait a moment if it was a second ago."""
    if not note.exists():
        return
    since = time.time() - note.stat().st_mtime
    if since < RESTART_AT_MOST_EACH_S:
        time.sleep(RESTART_AT_MOST_EACH_S - max(since, 0))
    if end_group(note, state):
        time.sleep(0.1)


def end_group(note: Path, state: State) -> bool:
    """Kill the process group that a note names, if it still works for this hall."""
    word = note.read_text().strip()
    group = int(word) if word.isdigit() else 0
    if group <= 1 or group == os.getpgrp() or not belongs_to(group, state):
        return False
    try:
        os.killpg(group, signal.SIGKILL)
    except OSError:
        return False
    return True


def belongs_to(group: int, state: State) -> bool:
    """True if a process of the group works for this hall; ids are reused by the system.

    Where the system does not show environments (macOS), the answer is no: nothing foreign is ever killed.
    """
    ours = f"ONTACT_VAR={state.var}\0".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == group and ours in (process / "environ").read_bytes() + b"\0":
                return True
        except (OSError, ValueError):
            continue
    return False


def tie_to_parent() -> None:
    """End (SIGTERM) when the parent dies. Linux only; elsewhere the parent's own clean-up must do."""
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 (optional: Linux only)

    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
