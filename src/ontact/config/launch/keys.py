"""Fresh secrets and free ports for a hall."""

import os
import secrets
import socket
from pathlib import Path

from ontact.config.launch.trouble import Trouble

LIVEKIT_PORTS = ("livekit", "livekit_tcp", "livekit_udp", "livekit_turn")


def ensure_secrets(file: Path) -> dict[str, str]:
    """Read the hall's secrets, making them at the first start (mode 600)."""
    kept = read_lines(file)
    fresh = {
        "ONTACT_SECRET_KEY": secrets.token_urlsafe(50),
        "ONTACT_LIVEKIT_KEY": "hall-" + secrets.token_hex(6),
        "ONTACT_LIVEKIT_SECRET": secrets.token_urlsafe(48),
    }
    missing = {name: value for name, value in fresh.items() if not kept.get(name)}
    if missing:
        kept.update(missing)
        write_lines(file, kept)
    return kept


def read_lines(file: Path) -> dict[str, str]:
    """KEY=value lines; nothing when the file does not exist."""
    if not file.exists():
        return {}
    pairs = (line.partition("=") for line in file.read_text().splitlines() if not line.startswith("#"))
    return {key.strip(): value.strip() for key, equals, value in pairs if equals}


def write_lines(file: Path, values: dict[str, str]) -> None:
    write_private(file, "".join(f"{key}={value}\n" for key, value in values.items()))


def write_private(file: Path, words: str) -> None:
    """Written whole or not at all, readable by its owner only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(words)
        out.flush()
        os.fsync(out.fileno())
    half.replace(file)


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int, kind: socket.SocketKind = socket.SOCK_STREAM) -> bool:
    with socket.socket(socket.AF_INET, kind) as probe:
        if kind == socket.SOCK_STREAM:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def livekit_ports(first: int = 7880) -> dict[str, int]:
    """Four neighbouring free ports, from 7880 on: signalling, media over TCP, media over UDP, relay over UDP."""
    for port in range(first, first + 300, 10):
        by_udp = (is_free(port + further, socket.SOCK_DGRAM) for further in (2, 3))
        if is_free(port) and is_free(port + 1) and all(by_udp):
            return dict(zip(LIVEKIT_PORTS, range(port, port + 4), strict=True))
    raise Trouble(
        f"Ports {first} to {first + 300} are all taken; the media server needs four. Stop what uses them."
    )


def any_livekit_ports() -> dict[str, int]:
    """Four free ports anywhere, for halls that live beside others."""
    kinds = (socket.SOCK_STREAM, socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_DGRAM)
    return {name: free_port(kind) for name, kind in zip(LIVEKIT_PORTS, kinds, strict=True)}
