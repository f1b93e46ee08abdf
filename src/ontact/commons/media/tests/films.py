"""Small films, honest and hostile, made by ffmpeg once for all tests."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ontact.commons.media.actions import pattern
from ontact.commons.media.engine.ffmpeg import program


@cache
def film(length_s: int = 3) -> bytes:
    return pattern(length_s)


@cache
def made(words: str, ending: str) -> bytes:
    """By ffmpeg's own words, outside the jail."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / f"film.{ending}"
        subprocess.run([str(program()), "-loglevel", "error", *words.split(), str(out)], check=True)
        return out.read_bytes()


def from_a_browser() -> bytes:
    """VP8 and Opus, as a browser records them: larger than 720 lines."""
    picture = "-f lavfi -i testsrc2=size=1600x900:rate=5:duration=2"
    sound = "-f lavfi -i sine=duration=2"
    return made(f"{picture} {sound} -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus", "webm")


def silent() -> bytes:
    return made("-f lavfi -i testsrc2=size=320x240:rate=15:duration=2 -c:v libx264", "mp4")


def only_sound() -> bytes:
    return made("-f lavfi -i sine=duration=2 -c:a aac", "mp4")


def playlist() -> bytes:
    """Begins like an MP4 and goes on as a list of other files, in the hope that somebody opens them."""
    return b"\0\0\0\x18ftypisom\n#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"


def cut_off() -> bytes:
    """Its table of contents, at the end, has not arrived."""
    whole = made("-f lavfi -i testsrc2=size=320x240:rate=15:duration=4 -c:v libx264", "mp4")
    return whole[: whole.index(b"moov") - 8]


def reaching_far(length_s: int = 5 * 3600) -> bytes:
    """Two pictures hours apart: a small file, a long film."""
    return made(
        f"-f lavfi -i testsrc2=size=64x48:rate=1/{length_s // 2}:duration={length_s} -c:v libx264", "mp4"
    )
