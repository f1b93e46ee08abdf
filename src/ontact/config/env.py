"""The operator's words: environment variables, read once, typed, loud when wrong."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """1, true, yes, on or 0, false, no, off."""
    word = os.environ.get(name, "1" if default else "0").strip().lower()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off", ""):
        return False
    raise ImproperlyConfigured(f"{name} is {word!r}; write 1 or 0.")


def seconds(name: str, *, default: int) -> int:
    word = os.environ.get(name, str(default))
    if not word.isdigit():
        raise ImproperlyConfigured(f"{name} is {word!r}; write a whole number of seconds.")
    return int(word)


def folder(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default).resolve()


def names(name: str, default: str) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def load_secrets(file: Path) -> None:
    """Read KEY=value lines that bin/run has written; what the environment already says wins."""
    if not file.exists():
        return
    for line in file.read_text().splitlines():
        key, equals, value = line.partition("=")
        if equals and not key.startswith("#"):
            os.environ.setdefault(key.strip(), value.strip())


def database(url: str, var: Path) -> Mapping[str, Any]:
    """One URL → Django's database settings. SQLite (a file in var) or postgresql://user:word@host/name."""
    if not url:
        return _sqlite(var / "db.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("ONTACT_DATABASE_URL must begin with sqlite:// or postgresql://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        # Lock and statement limits: a migration or a page that waits longer would stop the city.
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 2},
            "options": "-c lock_timeout=4s -c statement_timeout=5s",
        },
    }


def _sqlite(file: Path) -> Mapping[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        # Deferred transactions fail 34-91 % of the time under contention; IMMEDIATE ones wait their turn.
        # synchronous=FULL: a receipt must survive a power cut.
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
