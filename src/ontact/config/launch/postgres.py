"""A throw-away PostgreSQL for tests: its own folder, its own port, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from ontact.config.launch.keys import free_port
from ontact.config.launch.trouble import Trouble

AT_LEAST = 14


def programs() -> Path | None:
    """The folder with initdb and postgres: on the PATH, or where Debian hides it."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("postgres"):
        return Path(on_path).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return versions[-1].parent if versions and int(versions[-1].parts[-3]) >= AT_LEAST else None


class Cluster:
    """`with Cluster(programs()) as url:` — a server that forgets everything at the end."""

    # Nothing of a test is worth waiting for the disk; a bench says otherwise.
    settings: tuple[str, ...] = ("fsync=off",)

    def __init__(self, bin_folder: Path) -> None:
        self.bin = bin_folder
        self.port = free_port()
        self.user = _unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="ontact-postgres-"))
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://ontact@127.0.0.1:{self.port}/ontact"

    def __enter__(self) -> str:
        if self.user:
            account = pwd.getpwnam(self.user)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        self._make()
        self._start()
        self._wait()
        return self.url

    def _make(self) -> None:
        wishes = ["-U", "ontact", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(
            [str(self.bin / "initdb"), "-D", str(self.folder / "data"), *wishes],
            cwd=self.folder,
            user=self.user,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise Trouble(f"initdb failed: {(made.stderr or made.stdout).strip().splitlines()[-1]}")

    def _start(self) -> None:
        place = [
            "-D",
            str(self.folder / "data"),
            "-k",
            str(self.folder),
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
        ]
        wishes = (*self.settings, "max_connections=100", "log_destination=stderr")
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [str(self.bin / "postgres"), *place, *(word for wish in wishes for word in ("-c", wish))],
                cwd=self.folder,
                user=self.user,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def _wait(self) -> None:
        until = time.monotonic() + 30
        ask = [str(self.bin / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "ontact", "postgres"]
        while time.monotonic() < until:
            asked = subprocess.run([*ask, "-c", "CREATE DATABASE ontact"], capture_output=True, check=False)
            if asked.returncode == 0 or b"already exists" in asked.stderr:
                return
            time.sleep(0.2)
        raise Trouble(f"PostgreSQL did not start: {(self.folder / 'log').read_text()[-300:]}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process:
            self.process.send_signal(signal.SIGQUIT)  # at once: nothing here is worth keeping
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root; whom to be instead."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise Trouble("PostgreSQL does not run as root, and this machine knows neither postgres nor nobody.")
