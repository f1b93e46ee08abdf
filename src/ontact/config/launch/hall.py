"""A hall: real processes on one folder and its own ports. bin/run, tests, drills and benches open it the same way."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from ontact.config.launch import keys, livekit, supervising
from ontact.config.launch.places import PYTHON, ROOT, State, django_environment
from ontact.config.launch.relay import Relay
from ontact.config.launch.serving import belongs_to, end_group
from ontact.config.launch.steps import Say
from ontact.config.launch.trouble import Trouble, cause_of


class Hall:
    """`start()` migrates, fills (demo) and opens; `stop()` ends everything; both may be repeated.

    Arguments:
        demo: load the demo city and its "sign in as" page; otherwise the city is bare.
        livekit: False leaves the media server out (rooms then say that it is away).
        database_url: SQLite in the folder unless given.
        port: any free one unless given.
        environment: further variables for the hall's processes.
    """

    def __init__(
        self,
        var: Path,
        *,
        demo: bool = True,
        database_url: str | None = None,
        livekit: bool = True,
        port: int | None = None,
        ports: dict[str, int] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.state = State(Path(var).resolve())
        self.demo = demo
        self.database_url = database_url
        self.with_livekit = livekit
        self.port = port or keys.free_port()
        self.ports = ports or keys.any_livekit_ports()
        self.more = dict(environment or {})
        self.supervisor: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.more.get("ONTACT_BASE_URL") or f"http://localhost:{self.port}"

    @property
    def host(self) -> str:
        """The address listened at: this machine's own, unless the operator says otherwise."""
        return os.environ.get("ONTACT_BIND", "127.0.0.1") if not self.demo else "127.0.0.1"

    @property
    def livekit_url(self) -> str:
        return f"http://127.0.0.1:{self.ports['livekit']}"

    @property
    def facts(self) -> dict[str, str]:
        """What the hall's processes and bin/manage must agree on (mode 600: a database URL holds a password)."""
        facts = {
            "ONTACT_DEMO": "1" if self.demo else "0",
            "ONTACT_BASE_URL": self.url,
            "ONTACT_LIVEKIT_URL": self.livekit_url,
            **self.more,
        }
        if self.database_url:
            facts["ONTACT_DATABASE_URL"] = self.database_url
        return facts

    @property
    def environment(self) -> dict[str, str]:
        return {**django_environment(self.state), **self.facts}

    def prepare(self, say: Say = lambda line: None) -> None:
        """Folders, secrets, configuration, tables, demo city."""
        self._refuse_a_second_one()
        self.state.make()
        self._sweep()
        secrets = keys.ensure_secrets(self.state.secrets)
        keys.write_lines(self.state.facts, self.facts)
        self.state.preparing.unlink(missing_ok=True)
        livekit.write_config(
            self.state.run / "livekit.yaml",
            key=secrets["ONTACT_LIVEKIT_KEY"],
            secret=secrets["ONTACT_LIVEKIT_SECRET"],
            ports=self.ports,
            webhook=f"http://127.0.0.1:{self.port}/api/rooms/livekit-events",
            node_ip=os.environ.get("ONTACT_NODE_IP")
            or ("127.0.0.1" if self._is_local else livekit.own_address()),
            proxied=bool(self.more.get("ONTACT_LIVEKIT_PUBLIC_URL")),
            relay=Relay() if self.demo else Relay.from_environment(),
        )
        say("Bringing the tables up to date …")
        self.manage("migrate", "--noinput", "--verbosity", "0", "--skip-checks")
        if self.demo:
            say("Filling the demo city …")
            self.manage("demo")

    def start(self, say: Say = lambda line: None) -> "Hall":
        self.prepare(say)
        self.open()
        self.wait_ready()
        return self

    def open(self) -> None:
        """Start the supervisor, which starts the programs."""
        hall = supervising.programs(
            self.port, self.host, with_livekit=self.with_livekit, workers=self._workers
        )
        file = supervising.write_configuration(self.state, hall)
        with (self.state.log / "supervisor.err").open("ab") as complaints:
            self.supervisor = subprocess.Popen(
                supervising.command(file),
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                start_new_session=True,  # Ctrl-C reaches the launcher only, which then ends all in order
            )

    def wait_ready(self, timeout_s: float = 120) -> None:
        """Until pages are served.

        Raises:
            Trouble: it did not happen in time; says which log to read.
        """
        until = time.monotonic() + timeout_s
        while time.monotonic() < until:
            if self.supervisor and self.supervisor.poll() is not None:
                raise Trouble(f"The supervisor ended. Read {self.state.log / 'supervisor.err'}.")
            if self.is_ready():
                return
            time.sleep(0.1)
        raise Trouble(f"The hall did not answer within {timeout_s:.0f} s. Read {self.state.log / 'web.log'}.")

    def wait_livekit(self, timeout_s: float = 120) -> None:
        """Until the media server listens (it may have to be built first)."""
        until = time.monotonic() + timeout_s
        while not livekit.answers(self.ports["livekit"]):
            if time.monotonic() > until:
                raise Trouble(
                    f"LiveKit did not answer within {timeout_s:.0f} s. Read {self.state.log / 'livekit.log'}."
                )
            time.sleep(0.1)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def pid_of(self, program: str) -> int:
        """The process (and process group) of web, worker, usher or livekit.

        Raises:
            Trouble: it is not running at this moment.
        """
        note = self.state.run / f"{program}.group"
        word = note.read_text().strip() if note.exists() else ""
        pid = int(word) if word.isdigit() else 0  # empty for the moment in which it is written
        if pid and belongs_to(pid, self.state):
            return pid
        raise Trouble(f"{program} is not running.")

    def manage(self, *arguments: str) -> str:
        """Run one of the house's commands in this hall; returns what it printed.

        Raises:
            Trouble: it failed; the last thing it said.
        """
        done = subprocess.run(
            [str(PYTHON), "-m", "django", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            (self.state.log / "manage.log").write_text(done.stdout + done.stderr)
            last = (done.stderr or done.stdout).strip().splitlines()[-1:]
            cause = cause_of(done.stderr) or "".join(last)
            raise Trouble(f"{arguments[0]}: {cause} (All it said: {self.state.log / 'manage.log'})")
        return done.stdout

    def stop(self, timeout_s: float = 20) -> None:
        """End all programs; whoever does not go is killed."""
        if self.supervisor is None:
            return
        self.supervisor.terminate()
        try:
            self.supervisor.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.supervisor.kill()
            self.supervisor.wait()
        self.supervisor = None
        self._sweep()

    def _sweep(self) -> None:
        """Nothing of an earlier run may answer in this one's place."""
        swept = [end_group(note, self.state) for note in self.state.run.glob("*.group")]
        if any(swept):
            time.sleep(0.2)

    def _refuse_a_second_one(self) -> None:
        note = self.state.run / "supervisord.pid"
        word = note.read_text().strip() if note.exists() else ""
        if word.isdigit() and _group_lives(int(word), self.state):
            raise Trouble(
                f"A hall is already open on {self.state.var} (process {word}). Stop it first, with Ctrl-C there."
            )

    @property
    def _is_local(self) -> bool:
        return self.demo or any(name in self.url for name in ("//localhost", "//127.", "//[::1]"))

    @property
    def _workers(self) -> int:
        return int(os.environ.get("ONTACT_WEB_WORKERS", "1"))

    def __enter__(self) -> "Hall":
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.stop()


def _group_lives(process: int, state: State) -> bool:
    try:
        return belongs_to(os.getpgid(process), state)
    except OSError:
        return False


def open_halls_var(root: Path = ROOT) -> Path | None:
    """The folder of the hall that bin/run opened last; bin/manage works on it."""
    note = root / "var" / "last-hall"
    place = Path(note.read_text().strip()) if note.exists() else None
    return place if place and place.exists() else None


if sys.platform == "win32":  # pragma: no cover
    raise Trouble("Ontact runs on Linux and macOS. On Windows, use WSL 2.")
