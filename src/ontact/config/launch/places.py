"""Where everything lies: the source, the tools under var/tools, and one hall's own state."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src"
TOOLS = Path(os.environ.get("ONTACT_TOOLS") or ROOT / "var" / "tools").resolve()
CACHE = TOOLS / "cache"
STAMPS = TOOLS / "stamps"

VENV = TOOLS / "venv"
PYTHON = VENV / "bin" / "python"
BOOTSTRAP = TOOLS / "bootstrap"
NPM = TOOLS / "npm"
NODE_MODULES = NPM / "node_modules"
CLIENT = TOOLS / "client"
STATIC = TOOLS / "static"
LIVEKIT = TOOLS / "livekit" / "livekit-server"
LIVEKIT_MODULE = ROOT / "deploy" / "livekit"
PINS = ROOT / "deploy" / "setup"


def default_var() -> Path:
    return Path(os.environ.get("ONTACT_VAR") or ROOT / "var").resolve()


@dataclass(frozen=True)
class State:
    """The folder of one hall: its database, files, logs, secrets."""

    var: Path

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def secrets(self) -> Path:
        return self.var / "secrets.env"

    @property
    def facts(self) -> Path:
        """Ports and addresses of the hall as it was last started; bin/manage reads them."""
        return self.run / "hall.env"

    @property
    def preparing(self) -> Path:
        """Exists while the LiveKit server is being built."""
        return self.run / "livekit.preparing"

    def make(self) -> None:
        for folder in (self.run, self.log, self.var / "media", self.var / "outbox"):
            folder.mkdir(parents=True, exist_ok=True)


def django_environment(state: State) -> dict[str, str]:
    """The environment in which the house's own Python runs."""
    environment = dict(os.environ)
    environment.update(
        PYTHONPATH=str(SOURCE),
        PYTHONUNBUFFERED="1",
        # Compiled once for all processes, apart from the source; an empty word switches the other wish off.
        PYTHONPYCACHEPREFIX=str(CACHE / "pycache"),
        PYTHONDONTWRITEBYTECODE="",
        DJANGO_SETTINGS_MODULE="ontact.config.settings",
        ONTACT_VAR=str(state.var),
        ONTACT_TOOLS=str(TOOLS),
    )
    return environment


def python() -> str:
    """The house's Python once it is installed, else the one that runs the launcher."""
    return str(PYTHON) if PYTHON.exists() else sys.executable
