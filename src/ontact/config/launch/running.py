"""`run`: sets up what is missing, then opens the hall and keeps it open until Ctrl-C or SIGTERM."""

import argparse
import os
import signal
import threading
from pathlib import Path

from ontact.config.launch import keys, livekit
from ontact.config.launch.hall import Hall
from ontact.config.launch.places import ROOT, default_var
from ontact.config.launch.progress import Progress
from ontact.config.launch.tools import set_up
from ontact.config.launch.trouble import Trouble


def main(arguments: list[str]) -> int:
    wish = _read(arguments)
    enough = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_signal: _interrupt(enough))
    progress = Progress()
    var = _folder(empty=wish.empty)
    _check_port(wish.port)
    progress.open(wish.port)
    hall = None
    try:
        progress.say(f"Progress is shown at http://localhost:{wish.port}")
        set_up(progress.say)
        hall = Hall(
            var, demo=not wish.empty, port=wish.port, ports=keys.livekit_ports(), environment=_own_words()
        )
        hall.prepare(progress.say)
        _remember(var)
        progress.close()
        hall.open()
        hall.wait_ready()
        _tell(hall, progress)
        _keep_open(hall, enough)
    except KeyboardInterrupt:
        pass
    finally:
        progress.close()
        if hall:
            hall.stop()
            progress.say("The hall is closed.")
    return 0


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/run", description="Opens the hall.")
    parser.add_argument("--empty", action="store_true", help="a bare city, to be set up in the browser")
    parser.add_argument("--port", type=int, default=8000, help="where pages are served (default 8000)")
    return parser.parse_args(arguments)


def _interrupt(enough: threading.Event) -> None:
    """The first signal ends what is going on; while closing, further ones change nothing."""
    if not enough.is_set():
        enough.set()
        raise KeyboardInterrupt


def _folder(*, empty: bool) -> Path:
    """The demo lies in var/, a city of one's own in var/city/, unless ONTACT_VAR says where."""
    var = default_var()
    if empty and not os.environ.get("ONTACT_VAR"):
        var = var / "city"
    mark = var / "city-kind"
    kind = "own" if empty else "demo"
    if mark.exists() and mark.read_text().strip() != kind:
        other = "the demo city" if empty else "a city of your own"
        raise Trouble(
            f"{var} already holds {other}. Give another folder in ONTACT_VAR, or open it as what it is."
        )
    var.mkdir(parents=True, exist_ok=True)
    mark.write_text(f"{kind}\n")
    return var


def _check_port(port: int) -> None:
    if not 1 <= port <= 65535:
        raise Trouble(f"Port {port} does not exist; choose one between 1024 and 65535.")
    if not keys.is_free(port):
        raise Trouble(
            f"Port {port} is taken by another program. Stop it, or open the hall elsewhere: bin/run --port {port + 1}"
        )


def _own_words() -> dict[str, str]:
    """Variables that the operator set himself win over what the launcher would choose."""
    names = ("ONTACT_BASE_URL", "ONTACT_DATABASE_URL", "ONTACT_LIVEKIT_PUBLIC_URL", "ONTACT_MAIL_URL")
    return {name: os.environ[name] for name in names if os.environ.get(name)}


def _remember(var: Path) -> None:
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var" / "last-hall").write_text(f"{var}\n")


def _tell(hall: Hall, progress: Progress) -> None:
    progress.say(f"The hall is open: {hall.url}")
    code = "" if hall.demo else hall.manage("set_up_code").strip()
    if code:
        progress.say(f"Set up your city: {hall.url}/people/setup/  with this code: {code}")
    if not hall.demo and not hall.more.get("ONTACT_MAIL_URL"):
        progress.say(f"Mails lie in {hall.state.var / 'outbox'} until ONTACT_MAIL_URL names a mail server.")
    if livekit.program() is None:
        progress.say(
            "The media server is being built (3-4 minutes); live rooms open by themselves when it is ready."
        )
    progress.say(f"Logs: {hall.state.log}   Close it with Ctrl-C.")


def _keep_open(hall: Hall, enough: threading.Event) -> None:
    """Raises Trouble if even the supervisor dies."""
    while not enough.wait(1.0):
        if hall.supervisor and hall.supervisor.poll() is not None:
            raise Trouble(f"The supervisor ended. Read {hall.state.log / 'supervisor.err'}.")
