"""One LiveKit server of its own, for tests and benches that need no whole hall."""

import subprocess
import time
from pathlib import Path

from ontact.config.launch import keys, livekit
from ontact.config.launch.relay import Relay
from ontact.config.launch.trouble import Trouble


class MediaServer:
    """`start()`, `stop()`, `kill()`; ports and keys stay the same over restarts.

    Arguments:
        webhook: where events go; none when empty.
        relay: further ways in by TURN; UDP alone when not given.
    """

    key = "test"

    def __init__(self, folder: Path, *, webhook: str = "", relay: Relay | None = None) -> None:
        self.folder = folder
        self.relay = relay or Relay()
        self.webhook = webhook
        self.secret = "a-secret-only-for-tests-" + "0" * 24
        self.ports = keys.any_livekit_ports()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """For the server's API."""
        return f"http://127.0.0.1:{self.ports['livekit']}"

    @property
    def websocket_url(self) -> str:
        """For participants."""
        return f"ws://127.0.0.1:{self.ports['livekit']}"

    def start(self) -> "MediaServer":
        program = livekit.program()
        if program is None:
            raise Trouble("No LiveKit server; bin/test builds one.")
        config = self.folder / "livekit.yaml"
        livekit.write_config(
            config,
            key=self.key,
            secret=self.secret,
            ports=self.ports,
            webhook=self.webhook,
            node_ip="127.0.0.1",
            relay=self.relay,
        )
        with (self.folder / "livekit.log").open("ab") as log:
            self.process = subprocess.Popen([str(program), "--config", str(config)], stdout=log, stderr=log)
        self._wait(15)
        return self

    def _wait(self, timeout_s: float) -> None:
        until = time.monotonic() + timeout_s
        while not livekit.answers(self.ports["livekit"]):
            if time.monotonic() > until:
                self.kill()
                raise Trouble(
                    f"LiveKit did not listen within {timeout_s} s. Read {self.folder / 'livekit.log'}."
                )
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process:
            livekit.stop(self.process)
            self.process = None

    def kill(self) -> None:
        """As a crash would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
