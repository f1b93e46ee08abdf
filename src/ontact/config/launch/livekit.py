"""The LiveKit server: built once from our own Go module, configured for this hall, then run."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontact.config.launch import go_build, robots
from ontact.config.launch.found import version_of
from ontact.config.launch.keys import write_private
from ontact.config.launch.places import LIVEKIT, State
from ontact.config.launch.relay import Relay, relay_words
from ontact.config.launch.trouble import Trouble

WANTED = (1, 13)
ROOM = {
    "auto_create": True,
    "empty_timeout": 600,  # seconds; a room waits for its first guest
    "departure_timeout": 60,  # seconds; long enough for a whole town to lose its line and return
    "enable_remote_unmute": False,
}
WEBHOOK = {
    "filter_params": {"exclude_events": ["track_published", "track_unpublished"]},
    # One queue for each room: 220 people joining at once must fit, and a restart of the web process.
    "resource_url_notifier": {"max_age": "2m", "max_depth": 2000},
}
# Percent of growth between two collections (Go's own: 100): with 220 seats 200 MB more, for less waiting at each change of
# speaker, when two hundred lines are negotiated at once.
COLLECTS_AT = "200"
PACKAGE = "github.com/livekit/livekit-server/cmd/server"


def program() -> Path | None:
    """A LiveKit server 1.13.x: ours once built, else the PATH's."""
    if LIVEKIT.exists():
        return LIVEKIT
    on_path = shutil.which("livekit-server")
    return Path(on_path) if on_path and version_of(on_path)[:2] == WANTED else None


def build(state: State | None = None) -> Path:
    """Build the server if it is missing: 3-4 minutes on two cores.

    While it lasts, `run/livekit.preparing` lies in the hall's folder, so that pages can say so.
    """
    ready = program()
    if ready:
        return ready
    with _preparing(state), go_build.one_builder():
        if not LIVEKIT.exists():
            # The robots of a rehearsal are made of the same parts: ten seconds now, two minutes later.
            programs = {LIVEKIT: PACKAGE, robots.program(): robots.PACKAGE}
            go_build.build(programs, why="Building the LiveKit server")
    return LIVEKIT


@contextmanager
def _preparing(state: State | None) -> Iterator[None]:
    if state is None:
        yield
        return
    state.run.mkdir(parents=True, exist_ok=True)
    state.preparing.write_text(f"{os.getpid()}\n")
    try:
        yield
    finally:
        state.preparing.unlink(missing_ok=True)


def serve(state: State, config: Path) -> None:
    """Build if needed, then become the server. Never returns."""
    try:
        server = build(state)
    except Trouble as trouble:
        print(
            f"LiveKit: {trouble} Live rooms wait; the next try is in a minute.", file=sys.stderr, flush=True
        )
        time.sleep(60)
        raise SystemExit(1) from trouble
    os.environ.setdefault("GOGC", COLLECTS_AT)
    os.execv(server, [str(server), "--config", str(config)])


def write_config(
    file: Path,
    *,
    key: str,
    secret: str,
    ports: dict[str, int],
    webhook: str,
    node_ip: str,
    proxied: bool = False,
    relay: Relay | None = None,
) -> None:
    """The server's own configuration. JSON is YAML, so nothing needs quoting by hand.

    `webhook` is where events go; nowhere when empty.
    `proxied`: browsers reach the signalling through a proxy on this machine.
    `node_ip` is the address told to browsers: 127.0.0.1 while the hall only answers on this machine.
    """
    local = node_ip.startswith("127.")
    rtc = {
        "tcp_port": ports["livekit_tcp"],
        "udp_port": ports["livekit_udp"],
        "node_ip": node_ip,
        "use_external_ip": False,
        "enable_loopback_candidate": local,
    }
    config: dict[str, object] = {
        "port": ports["livekit"],
        "bind_addresses": ["127.0.0.1"] if local or proxied else ["0.0.0.0"],
        "log_level": "info",
        "rtc": rtc,
        "turn": relay_words(relay or Relay(), ports["livekit_turn"], node_ip),
        "room": ROOM,
        "keys": {key: secret},
    }
    if local:
        # Else LiveKit may answer from the address of a network card, which its own relay does not let through.
        config["rtc"] = {**rtc, "ips": {"includes": [f"{node_ip}/32"]}}
    if webhook:
        config["webhook"] = {"api_key": key, "urls": [webhook], **WEBHOOK}
    write_private(file, json.dumps(config, indent=2) + "\n")


def own_address() -> str:
    """The address this machine has towards the outside; no packet is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def answers(port: int) -> bool:
    """True once the server listens."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def stop(process: "subprocess.Popen[bytes]") -> None:
    """The server ends for people in rooms only at the second signal."""
    for _attempt in range(2):
        process.send_signal(2)
        try:
            process.wait(timeout=2)
            return
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    process.wait()
