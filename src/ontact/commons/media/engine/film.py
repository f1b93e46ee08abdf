"""What is asked of ffmpeg: how long a film is, its picture piece by piece, its sound, and the whole of them.

Every film comes out the same: H.264 (main) of at most 720 lines, thirty pictures a second, AAC, ready to play before it
has arrived whole. Pieces are cut by counted pictures, so that they join without a seam.
"""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from shlex import split
from typing import IO

from ontact.commons.media.engine.ffmpeg import SOURCE_FD, Bounds, run
from ontact.commons.media.engine.jail import Refused

LONGEST_S = 4 * 3600
PIECE_S = 30
RATE = 30
PIXELS_AT_MOST = 34_000_000  # 8K
MB = 1024**2

# Only what cameras, phones, browsers and meeting programs write: each decoder left out is one that cannot be attacked.
CODECS = "h264,hevc,vp8,vp9,libdav1d,av1,mpeg4,aac,opus,vorbis,mp3float,mp3,ac3,flac,alac,pcm_s16le,pcm_s16be"
DEMUXERS = {"video/mp4": "mov", "video/x-matroska": "matroska"}
STREAM = re.compile(r"^\s*Stream #0:\d+\S*: (Video|Audio): ", re.MULTILINE)
REACHED = re.compile(r"^out_time_us=(\d+)$", re.MULTILINE)

MEASURING = Bounds(cpu_s=120, wall_s=240, file_bytes=16 * MB)
PIECE = Bounds(cpu_s=420, wall_s=280, file_bytes=64 * MB)
SOUND = Bounds(cpu_s=900, wall_s=1800, file_bytes=400 * MB)
JOINING = Bounds(cpu_s=300, wall_s=900, file_bytes=6 * 1024 * MB)
POSTER = Bounds(cpu_s=60, wall_s=120, file_bytes=16 * MB)

PICTURE = (
    f"fps={RATE}:start_time=0,"
    "scale=w='min(1280,iw)':h='min(720,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2,"
    "format=yuv420p,tpad=stop=-1:stop_mode=clone"
)
H264 = split(
    "-c:v libx264 -profile:v main -preset veryfast -crf 23 -maxrate 2500k -bufsize 5000k -bf 0 -g 60 -threads 2 "
    f"-video_track_timescale {RATE * 1000}"
)
PLAIN = split("-map_metadata -1 -map_chapters -1 -fflags +bitexact -y")
QUIET = split("-hide_banner -nostdin -nostats -loglevel error")
Pulse = Callable[[], None] | None


@dataclass(frozen=True)
class Measured:
    length_s: int
    has_sound: bool


@dataclass(frozen=True)
class Source:
    """A film as it came: an open file, and what kind its content says it is."""

    file: IO[bytes]
    content_type: str

    def before(self, *more: str, loudness: str = "error") -> list[str]:
        """The arguments that open it: as this kind and no other, by these decoders and no others, from this file only."""
        return [
            *(*QUIET, "-loglevel", loudness, *more),
            *("-f", DEMUXERS[self.content_type], "-protocol_whitelist", "fd", "-codec_whitelist", CODECS),
            *("-max_pixels", str(PIXELS_AT_MOST), "-threads", "2", "-fd", SOURCE_FD, "-i", "fd:"),
        ]


def measure(source: Source, folder: Path, pulse: Pulse = None) -> Measured:
    """Walked through from end to end without looking at a picture: what a file says of its length is only a claim.

    Raises:
        Refused: no picture, too long, or no film at all.
    """
    walk = split("-map 0:V:0 -c copy -progress progress -f null -")
    try:
        wish = [*source.before(loudness="info"), *walk]
        said = run(wish, MEASURING, folder=folder, source=source.file, pulse=pulse)
    except Refused:
        said = (folder / "last-words").read_text(errors="replace")
        raise Refused("no-picture" if "Audio: " in said and "Video: " not in said else "unplayable") from None
    reached = [int(found) for found in REACHED.findall((folder / "progress").read_text())]
    length_s = -(-max(reached, default=0) // 1_000_000)
    if length_s == 0:
        raise Refused("unplayable")
    if length_s > LONGEST_S:
        raise Refused("too-long", {"minutes": -(-length_s // 60), "limit": LONGEST_S // 60})
    told = said.partition("Output #0")[0]
    return Measured(length_s, "Audio" in STREAM.findall(told))


def piece_count(length_s: int) -> int:
    return -(-length_s // PIECE_S)


def draw_piece(source: Source, number: int, length_s: int, folder: Path) -> Path:
    """The pictures of piece `number` (from 1). Where the film holds still, its last picture stands on."""
    begins_s = (number - 1) * PIECE_S
    count = min(PIECE_S, length_s - begins_s) * RATE
    made = folder / "piece.mp4"
    opened = source.before("-ss", str(begins_s), "-noaccurate_seek") if begins_s else source.before()
    wish = ["-map", "0:V:0", "-vf", PICTURE, "-frames:v", str(count), *H264, *PLAIN, made.name]
    run([*opened, *wish], PIECE, folder=folder, source=source.file)
    return made


def draw_sound(source: Source, length_s: int, folder: Path, pulse: Pulse = None) -> Path:
    made = folder / "sound.m4a"
    wish = split("-map 0:a:0 -af aresample=48000:async=1:first_pts=0 -ac 2 -c:a aac -b:a 96k")
    wish += ["-t", str(length_s), *PLAIN, made.name]
    run([*source.before(), *wish], SOUND, folder=folder, source=source.file, pulse=pulse)
    return made


def join(pieces: Iterable[IO[bytes]], sound: IO[bytes] | None, folder: Path, pulse: Pulse = None) -> Path:
    """One film of all pieces, its table of contents in front, so that it plays while it arrives."""
    made, names = folder / "film.mp4", []
    for number, piece in enumerate(pieces, start=1):
        names.append(_copied(piece, folder / f"{number:04d}.mp4").name)
    (folder / "pieces").write_text("ffconcat version 1.0\n" + "".join(f"file {name}\n" for name in names))
    wish = [*QUIET, *split("-f concat -protocol_whitelist file -i pieces")]
    if sound is not None:
        wish += ["-protocol_whitelist", "file", "-f", "mov", "-i", _copied(sound, folder / "heard.m4a").name]
    wish += ["-map", "0:v:0", *(["-map", "1:a:0"] if sound is not None else []), "-c", "copy"]
    run([*wish, "-movflags", "+faststart", *PLAIN, made.name], JOINING, folder=folder, pulse=pulse)
    return made


def draw_poster(film: Path, length_s: int, folder: Path) -> Path:
    """A picture from its first tenth."""
    made = folder / "poster.jpg"
    wish = [*QUIET, "-ss", str(length_s // 10), *split("-protocol_whitelist file -f mov -i"), film.name]
    wish += split("-frames:v 1 -q:v 3 -y")
    run([*wish, made.name], POSTER, folder=folder)
    return made


def draw_pattern(length_s: int, folder: Path) -> Path:
    """A film of the house's own, with a clock and a tone, for the demo and for tests."""
    made = folder / "pattern.mp4"
    wish = [*QUIET, "-f", "lavfi", "-i", f"testsrc2=size=640x360:rate={RATE}:duration={length_s}"]
    wish += ["-f", "lavfi", "-i", f"sine=frequency=330:sample_rate=48000:duration={length_s}"]
    wish += [*H264, "-c:a", "aac", "-b:a", "64k", *PLAIN, made.name]
    run(wish, PIECE, folder=folder)
    return made


def _copied(file: IO[bytes], path: Path) -> Path:
    with path.open("wb") as copy:
        shutil.copyfileobj(file, copy, MB)
    return path
