"""`check`: format, lint, types, contracts, migrations, words, client types, secrets. Every check runs; all are told."""

import hashlib
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from ontact.config.launch.places import CACHE, PYTHON, ROOT, SOURCE, VENV, State, django_environment
from ontact.config.launch.setting_up import say
from ontact.config.launch.tools import node_environment, set_up


def main(arguments: list[str]) -> int:
    """`bin/check [name …]` runs only the checks of these names."""
    set_up(say)
    failed = []
    for name, command in _checks().items():
        if arguments and name not in arguments:
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env={**django_environment(State(Path(folder))), "PATH": node_environment()["PATH"]},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
        well = done.returncode == 0
        print(f"{'ok  ' if well else 'FAIL'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
        if not well:
            failed.append(name)
            print(done.stdout, flush=True)
    print(f"{len(_checks()) - len(failed)} passed, {len(failed)} failed" if not arguments else "", flush=True)
    return 1 if failed else 0


def _checks() -> dict[str, list[str]]:
    ruff, mypy, django = str(VENV / "bin" / "ruff"), str(VENV / "bin" / "mypy"), [str(PYTHON), "-m", "django"]
    return {
        "format": [ruff, "format", "--check", "--quiet", "."],
        "lint": [ruff, "check", "--quiet", "."],
        "types": [mypy, "--no-error-summary", "--cache-dir", str(_types_cache())],
        "contracts": [str(VENV / "bin" / "lint-imports"), "--cache-dir", str(_cache("imports"))],
        "django": [*django, "check", "--fail-level", "WARNING"],
        "migrations": [*django, "makemigrations", "--check", "--dry-run"],
        "words": [*django, "words", "--check"],
        "client types": ["node", str(ROOT / "node_modules" / "typescript" / "bin" / "tsc"), "--noEmit"],
        "secrets": [str(PYTHON), "-m", "ontact.config.launch.secrecy"],
    }


def _types_cache() -> Path:
    """Another one for each set of tables: mypy's Django plugin does not see that a relation has come to an old model."""
    tables = "\n".join(sorted(str(file) for file in SOURCE.glob("**/migrations/*.py")))
    name = f"mypy-{hashlib.sha256(tables.encode()).hexdigest()[:12]}"
    for old in CACHE.glob("mypy*"):
        if old.name != name:
            shutil.rmtree(old)
    return _cache(name)


def _cache(name: str) -> Path:
    folder = CACHE / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
