"""A throw-away copy of the house, in which rules are broken and folders deleted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Put before a script that needs tables but is not about migrations: they are made at once instead of step by step.
TABLES = """
import django
django.setup()
from django.conf import settings
from django.core.management import call_command


class NoSteps:
    def __contains__(self, label):
        return True

    def __getitem__(self, label):
        return None


call_command("makemigrations", check=True, dry_run=True, verbosity=0)
settings.MIGRATION_MODULES = NoSteps()
settings.ALLOWED_HOSTS = ["*"]
call_command("migrate", run_syncdb=True, skip_checks=True, verbosity=0)
"""
IGNORED = shutil.ignore_patterns("__pycache__", "node_modules", "*.pyc", ".mypy_cache")


def copy_of_the_house(to: Path) -> Path:
    """Source and pyproject only; no tools, no state."""
    shutil.copytree(ROOT / "src", to / "src", ignore=IGNORED)
    shutil.copy(ROOT / "pyproject.toml", to / "pyproject.toml")
    return to


def run(house: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, with a state of its own and the tools of this machine."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(house / "src"), str(house)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "DJANGO_SETTINGS_MODULE": "ontact.config.settings",
        "ONTACT_VAR": str(house / "var"),
        "ONTACT_TOOLS": os.environ.get("ONTACT_TOOLS") or str(ROOT / "var" / "tools"),
        "ONTACT_DATABASE_URL": f"sqlite://{house / 'var' / 'db.sqlite3'}",
        **more,
    }
    (house / "var").mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, *command],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def contracts(house: Path) -> subprocess.CompletedProcess[str]:
    script = "from importlinter.cli import lint_imports_command as c; c()"
    return run(house, "-c", script, "--no-cache")
