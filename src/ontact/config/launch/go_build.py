"""What is built with Go, once, from our own module in deploy/livekit: the LiveKit server, and the robots that rehearse."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ontact.config.launch.found import found
from ontact.config.launch.places import LIVEKIT, LIVEKIT_MODULE, TOOLS
from ontact.config.launch.steps import call
from ontact.config.launch.tools import install_apart

GO_AT_LEAST = (1, 26)


def build(programs: Mapping[Path, str], *, why: str) -> None:
    """Build each package into its file, one after the other; Go comes with it where the machine has none.

    Raises:
        Trouble: it failed; the cause in one sentence.
    """
    go = _go()
    for file, package in programs.items():
        half = file.with_suffix(".half")
        file.parent.mkdir(parents=True, exist_ok=True)
        command = [str(go), "build", "-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags", "-s -w"]
        command += ["-o", str(half), package]
        call(command, why=why, cwd=LIVEKIT_MODULE, environment=_environment())
        half.replace(file)
    shutil.rmtree(TOOLS / "go" / "cache", ignore_errors=True)


@contextmanager
def one_builder() -> Iterator[None]:
    """Two builds at once wait for each other."""
    LIVEKIT.parent.mkdir(parents=True, exist_ok=True)
    with (LIVEKIT.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _go() -> Path:
    go = found("go", GO_AT_LEAST, ask=("version",))
    if go is None:
        # Apart from the other steps: the hall opens meanwhile.
        sdk = TOOLS / "go" / "sdk"
        go = sdk / "go" / "bin" / "go"
        if not go.exists():
            install_apart("go", sdk, "Installing Go")
    return go


def _environment() -> dict[str, str]:
    return dict(
        os.environ,
        CGO_ENABLED="0",
        GOFLAGS="",
        GOTOOLCHAIN="local",
        GOPATH=str(TOOLS / "go" / "path"),
        GOMODCACHE=str(TOOLS / "go" / "path" / "pkg" / "mod"),
        GOCACHE=str(TOOLS / "go" / "cache"),
        HOME=os.environ.get("HOME") or str(TOOLS / "go"),
    )
