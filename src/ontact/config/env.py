"""The operator's words: environment variables, read once, typed, loud when wrong."""

import os
import secrets
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


def folders(name: str) -> list[Path]:
    """Paths separated as on PATH (colons); missing ones are refused."""
    found = [Path(word).resolve() for word in os.environ.get(name, "").split(os.pathsep) if word]
    for path in found:
        if not path.is_dir():
            raise ImproperlyConfigured(f"{name} names {path}, which is not a folder.")
    return found


def names(name: str, default: str) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret(name: str) -> str:
    """From the environment or secrets.env; without either a fresh one, so that tools work and nothing is guessable."""
    return os.environ.get(name) or secrets.token_urlsafe(48)


LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


def refuse_open_demo(base_url: str, hosts: list[str], mail_url: str) -> None:
    """In a demo anyone may sign in as anyone: it stays on this machine and writes to nobody."""
    abroad = {str(urlsplit(base_url).hostname), *hosts} - LOCAL_HOSTS
    if abroad:
        raise ImproperlyConfigured(
            f"ONTACT_DEMO=1 lets anyone sign in as anyone, so it answers on this machine only; "
            f"take {', '.join(sorted(abroad))} out of ONTACT_BASE_URL and ONTACT_HOSTS, or switch the demo off."
        )
    if mail_url:
        raise ImproperlyConfigured(
            "ONTACT_DEMO=1 keeps its mail in the outbox; take ONTACT_MAIL_URL away, or switch the demo off."
        )


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
        # A connection for each of the web's threads (config/launch/supervising.py), and two to spare.
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 18, "timeout": 2},
            "options": "-c lock_timeout=4s -c statement_timeout=5s",
        },
    }


def _sqlite(file: Path) -> Mapping[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        # Opening the file and saying the four words below costs as much as a page's queries.
        "CONN_MAX_AGE": 600,
        # Deferred transactions fail 34-91 % of the time under contention; IMMEDIATE ones wait their turn.
        # synchronous=FULL: a receipt must survive a power cut. secure_delete: what is deleted (a name, a secret
        # ballot) is overwritten, not only unlinked.
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON;",
        },
    }
