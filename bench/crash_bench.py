"""200 rushes in which something is killed: half of them on SQLite, half on PostgreSQL. Run by bench/crash."""

import argparse
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

from bench.crashing import Crashes, Verdict
from bench.database import durable
from bench.figures import keep
from ontact.config.launch.hall import Hall


def main() -> int:
    asked = _read()
    os.environ["ONTACT_WEB_WORKERS"] = "2"
    whole = Verdict()
    databases = [asked.only] if asked.only else ["sqlite", "postgresql"]
    for database in databases:
        found = _run(database, asked.trials // len(databases), asked.seed)
        print(f"{database}: {_figures(found)}", flush=True)
        whole.add(found)
    keep(f"crash-{int(time.time())}", {**vars(whole), "seed": asked.seed})
    print(
        f"crash: {_figures(whole)}; seed {asked.seed} "
        f"| goal nobody unanswered, 0 wrong | {'short' if whole.wrong else 'met'}"
    )
    return 1 if whole.wrong else 0


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/crash")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    if asked.quick:
        asked.trials = 4
    return asked


def _run(database: str, trials: int, seed: int) -> Verdict:
    with tempfile.TemporaryDirectory(prefix="ontact-bench-") as place:
        if database == "sqlite":
            with Hall(Path(place), demo=False, livekit=False) as hall:
                return Crashes(hall, None, seed).run(trials)
        with (
            durable() as (server, url),
            Hall(Path(place), demo=False, livekit=False, database_url=url) as hall,
        ):
            return Crashes(hall, server, seed).run(trials)


def _figures(found: Verdict) -> str:
    killed = ", ".join(f"{program} {count}" for program, count in sorted(found.killed.items()))
    return (
        f"{found.trials} rushes (killed: {killed}), {found.acknowledged} answers, {found.unanswered} unanswered, "
        f"{found.missing} not in the book, {found.changed} changed, {found.doubled} doubled, {found.oversold} oversold, "
        f"{found.differing} rows unlike the oracle's; the longest wait {found.longest_s:.1f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
