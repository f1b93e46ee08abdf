"""The supervisor's configuration: which programs make a hall, and how each is ended."""

import hashlib
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ontact.config.launch.places import PYTHON, VENV, State


@dataclass(frozen=True)
class Program:
    name: str
    command: tuple[str, ...]
    stop_signal: str = "TERM"
    stop_wait_s: int = 10


# In a rush those who wait together share a commit; on one core more threads than that only take turns.
THREADS = "16"


def programs(port: int, host: str, *, with_livekit: bool, workers: int = 1) -> list[Program]:
    django = (str(PYTHON), "-m", "django")
    granian = (
        *(str(VENV / "bin" / "granian"), "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", THREADS, "--respawn-failed-workers"),
        *(
            "--no-ws",
            "--log-level",
            "warning",
            "--workers-kill-timeout",
            "5",
            "ontact.config.wsgi:application",
        ),
    )
    hall = [
        Program("web", granian),
        Program("worker", (*django, "worker")),
        Program("usher", (*django, "usher")),
    ]
    if with_livekit:
        # The server ends for people in rooms only at a second signal; two seconds are enough to say goodbye.
        hall.append(Program("livekit", (), stop_signal="INT", stop_wait_s=2))
    return hall


def write_configuration(state: State, hall: list[Program]) -> Path:
    file = state.run / "supervisord.conf"
    file.write_text("\n".join([_head(state), *(_section(program, state) for program in hall)]))
    return file


def command(file: Path) -> list[str]:
    """The supervisor in the foreground, tied to the life of whoever starts it."""
    return [
        sys.executable,
        "-m",
        "ontact.config.launch.supervisor",
        str(VENV / "bin" / "supervisord"),
        str(file),
    ]


def _head(state: State) -> str:
    return f"""; written at each start; do not edit
[supervisord]
nodaemon=true
silent=true
logfile={_escaped(state.log / "supervisor.log")}
logfile_maxbytes=5MB
logfile_backups=2
loglevel=info
pidfile={_escaped(state.run / "supervisord.pid")}
minfds=1024
strip_ansi=true

[unix_http_server]
file={_escaped(_socket(state))}
chmod=0600

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

[supervisorctl]
serverurl=unix://{_escaped(_socket(state))}
"""


def _socket(state: State) -> Path:
    """Unix socket paths hold about 100 letters; deep folders get a place in the temporary folder."""
    near = state.run / "supervisor.sock"
    if len(str(near)) < 90:
        return near
    short = hashlib.sha256(str(state.var).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"ontact-{os.getuid()}-{short}.sock"


def _section(program: Program, state: State) -> str:
    serve = [sys.executable, "-m", "ontact.config.launch", "serve", program.name, *program.command]
    return f"""[program:{program.name}]
command={_escaped(" ".join(_quoted(word) for word in serve))}
autorestart=true
startsecs=0
stopsignal={program.stop_signal}
stopwaitsecs={program.stop_wait_s}
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={_escaped(state.log / f"{program.name}.log")}
stdout_logfile_maxbytes=20MB
stdout_logfile_backups=3
"""


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _escaped(value: object) -> str:
    """Percent signs are the configuration language's own."""
    return str(value).replace("%", "%%")
