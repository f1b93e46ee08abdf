"""`test`: sets up what is missing and runs every test, stage by stage; says plainly what it could not have."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ontact.config.launch import livekit, robots
from ontact.config.launch.chromium import chromium, install_from_debian
from ontact.config.launch.places import PYTHON, ROOT, State, django_environment
from ontact.config.launch.postgres import Cluster, programs
from ontact.config.launch.setting_up import say
from ontact.config.launch.tools import node_environment, set_up
from ontact.config.launch.trouble import Trouble

RESULTS = ROOT / "var" / "test-results"
NO_TESTS = 5  # pytest's word for "nothing to do"


@dataclass
class Stage:
    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def main(arguments: list[str]) -> int:
    wish, for_pytest = _read(arguments)
    began = time.monotonic()
    set_up(say)
    State(RESULTS / "var").make()
    missing: list[str] = []
    with ExitStack() as stack:
        if for_pytest:
            _find_machines(wish.fast, missing)
            return _run(Stage("the tests you named", [*_pytest(), *for_pytest]))[0]
        failed = [stage.name for stage in _stages(wish.fast, missing, stack) if not _went_well(stage)]
    print(f"\nThe whole run took {time.monotonic() - began:.0f} s.")
    for thing in missing:
        print(f"Could not have: {thing}")
    if missing and os.environ.get("CI") == "true":
        failed.append("in CI nothing may be missing")
    print(f"FAILED: {'; '.join(failed)}" if failed else "All stages passed.", flush=True)
    return 1 if failed else 0


def _read(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="bin/test", description="Runs the tests; unknown arguments go to pytest."
    )
    parser.add_argument("--fast", action="store_true", help="without browsers, LiveKit and slow tests (90 s)")
    return parser.parse_known_args(arguments)


def _stages(fast: bool, missing: list[str], stack: ExitStack) -> Iterator[Stage]:
    """In the order in which they tell most, soonest."""
    quick = " and not slow" if fast else ""
    plain = f"not database and not journey and not livekit{quick}"
    yield Stage("unit, property and house tests", [*_pytest(), "-n", "2", "-m", plain])
    yield Stage("client tests", _vitest(), node_environment())
    marked = [*_pytest(), "-m", f"database{quick}"]
    with _sqlite_file() as file:
        yield Stage("database tests on a SQLite file", marked, {"ONTACT_TEST_SQLITE": str(file)})
    postgres = programs() or (install_from_debian(say, "postgresql") and programs())
    if postgres:
        url = stack.enter_context(Cluster(postgres))
        yield Stage("database tests on PostgreSQL", marked, {"ONTACT_DATABASE_URL": url})
    else:
        missing.append("PostgreSQL (initdb on the PATH): the database tests ran on SQLite only.")
    if fast:
        return
    _find_machines(fast, missing)
    yield Stage("media server tests", [*_pytest(), "-m", "livekit and not journey"])
    yield Stage("journeys", [*_pytest(), "-m", "journey"])


def _find_machines(fast: bool, missing: list[str]) -> None:
    if fast:
        return
    if chromium(say) is None:
        missing.append("Chromium: no journey ran.")
    try:
        if livekit.program() is None:
            say("Building the LiveKit server (3-4 minutes, once) …")
        livekit.build()
        if not robots.program().exists():
            say("Building the robots (2-3 minutes, once) …")
        robots.build()
    except Trouble as trouble:
        missing.append(f"LiveKit: {trouble}")


def _pytest() -> list[str]:
    return [str(PYTHON), "-m", "pytest", "-q", "--durations", "10", "--durations-min", "1"]


def _vitest() -> list[str]:
    vitest = ROOT / "node_modules" / "vitest" / "vitest.mjs"
    return ["node", str(vitest), "run", "--passWithNoTests"]


@contextmanager
def _sqlite_file() -> Iterator[Path]:
    """Threads that contend need a file: an in-memory database has one lock for all."""
    file = RESULTS / "contended.sqlite3"
    yield file
    for left in RESULTS.glob("contended*"):
        left.unlink(missing_ok=True)


def _went_well(stage: Stage) -> bool:
    return _run(stage)[0] in (0, NO_TESTS)


def _run(stage: Stage) -> tuple[int, float]:
    print(f"\n== {stage.name} ==", flush=True)
    began = time.monotonic()
    environment = {**os.environ, **django_environment(State(RESULTS / "var")), **stage.environment}
    environment.pop("ONTACT_DEMO", None)
    done = subprocess.run(stage.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False)
    seconds = time.monotonic() - began
    print(f"== {stage.name}: {seconds:.0f} s ==", flush=True)
    sys.stdout.flush()
    return done.returncode, seconds
