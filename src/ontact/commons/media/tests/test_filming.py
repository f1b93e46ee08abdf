"""From a film of any kind to one that plays everywhere: the jail for real, turns of work, workers that die halfway."""

import io
import json
import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import override
from PIL import Image

from ontact.commons.media import refusals
from ontact.commons.media.actions import check, destroy, filming, look_after, receive, receive_video
from ontact.commons.media.engine import ffmpeg, film, jail, walls
from ontact.commons.media.engine.jail import cell
from ontact.commons.media.models import ATTEMPTS_AT_MOST, LEASE, Asset
from ontact.commons.media.queries import player_of, progress_of
from ontact.commons.media.tests import files, films
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


def arrived(content: bytes, name: str = "lecture.mp4") -> Asset:
    return receive_video(file=files.uploaded(content), name=name, uploaded_by=None, by=SYSTEM)


def checked(content: bytes, name: str = "lecture.mp4") -> Asset:
    asset = arrived(content, name)
    check(str(asset.pk))
    asset.refresh_from_db()
    return asset


def stored(key: str) -> bytes:
    with default_storage.open(key) as file:
        return file.read()


def told_of(content: bytes) -> str:
    """What ffmpeg says of a film."""
    with cell() as folder:
        (folder / "film.mp4").write_bytes(content)
        asked = [str(ffmpeg.program()), "-hide_banner", "-i", "film.mp4", "-map", "0:v", "-f", "null", "-"]
        return subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=True).stderr


def in_store(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("content", "name", "length_s", "lines", "has_sound"),
    [
        (films.film, "강의.mp4", 3, 360, True),
        (films.from_a_browser, "lecture.webm", 2, 720, True),
        (films.silent, "lecture.mov", 2, 240, False),
    ],
)
def test_a_film_becomes_one_that_plays_everywhere(content, name, length_s, lines, has_sound, store_folder):
    asset = checked(content(), name)

    assert (asset.state, asset.length_s, asset.content_type) == (Asset.State.READY, length_s, "video/mp4")
    assert asset.name == f"{name.rpartition('.')[0]}.mp4"
    whole = stored(asset.key)
    said = told_of(whole)
    assert re.search(rf"Video: h264 \(Main\).*yuv420p.*x{lines} .*30 fps", said)
    assert ("Audio: aac" in said) == has_sound
    assert f"frame={length_s * film.RATE:>5}" in said.replace("frame= ", "frame= ")
    assert whole.index(b"moov") < whole.index(b"mdat"), "it must play before it has arrived whole"
    poster = asset.pages.get()
    with Image.open(io.BytesIO(stored(poster.key))) as picture:
        assert (picture.format, picture.height) == ("WEBP", lines)
    kept = [asset.key.rpartition("/")[2], poster.key.rpartition("/")[2]]
    assert [path.rpartition("/")[2] for path in in_store(store_folder)] == kept


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (films.only_sound, "no-picture"),
        (films.playlist, "unplayable"),
        (films.cut_off, "unplayable"),
        (films.reaching_far, "too-long"),
        (lambda: films.film()[:2000] + os.urandom(200_000), "unplayable"),
    ],
)
def test_a_broken_or_hostile_film_is_refused_with_a_sentence(content, code, store_folder):
    asset = checked(content())

    assert (asset.state, asset.refusal) == (Asset.State.REFUSED, code)
    assert asset.name in progress_of(asset).sentence
    assert in_store(store_folder) == []


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"#EXTM3U\nhttp://127.0.0.1/a.ts\n", "a.mp4", "no-video"),
        (b"\0\0\0\x1cftypavif" + b"\0" * 20, "a.mp4", "no-video"),
        (files.pdf(), "a.mp4", "no-video"),
        (b"", "a.mp4", "empty"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", "a.mp4", "other-kind"),
    ],
)
def test_what_is_no_film_is_refused_at_the_door(content, name, code, store_folder):
    with pytest.raises(refusals.FileRefused) as refused:
        arrived(content, name)

    assert refused.value.code == code
    assert in_store(store_folder) == []


def test_a_film_is_no_paper():
    with pytest.raises(refusals.UnknownKind):
        receive(file=files.uploaded(films.film()), name="a.mp4", uploaded_by=None, by=SYSTEM)


def test_a_film_over_its_own_limit_is_refused():
    file = files.uploaded(films.film())
    file.size = 2049 * 1024**2
    with pytest.raises(refusals.VideoTooLarge) as refused:
        receive_video(file=file, name="a.mp4", uploaded_by=None, by=SYSTEM)
    with override("en"):
        assert "up to 2048 MB" in refused.value.sentence


def test_a_hall_without_the_program_says_so(settings, tmp_path):
    settings.TOOLS = tmp_path
    with pytest.raises(refusals.NoFilmProgram):
        arrived(b"\0\0\0\x18ftypisom")


def test_after_its_turn_other_work_comes_first(monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(film, "PIECE_S", 1)
    monkeypatch.setattr(filming, "TURN_S", -1)
    asset = arrived(films.film())
    with django_capture_on_commit_callbacks() as nudges:
        check(str(asset.pk))
    asset.refresh_from_db()

    assert (asset.state, asset.attempts, len(nudges)) == (Asset.State.CHECKED, 1, 1)
    assert not Asset.objects.forsaken(now()).exists(), "the rounds would nudge it a second time"
    check(str(asset.pk), after=1)
    check(str(asset.pk), after=1)
    asset.refresh_from_db()
    assert asset.attempts == 2, "a turn is taken once"
    with override("en"):
        assert progress_of(asset).word == "Being made ready to play"


def test_a_worker_killed_halfway_is_followed_by_another_that_goes_on(monkeypatch):
    monkeypatch.setattr(film, "PIECE_S", 1)
    asset, real, drawn = arrived(films.film()), film.draw_piece, []

    def killed_at_the_second(source, number, *rest):
        drawn.append(number)
        if number == 2:
            raise SystemExit
        return real(source, number, *rest)

    monkeypatch.setattr(film, "draw_piece", killed_at_the_second)
    with pytest.raises(SystemExit):
        check(str(asset.pk))
    asset.refresh_from_db()
    assert 20 < progress_of(asset).percent < 80
    monkeypatch.setattr(film, "draw_piece", lambda *given: drawn.append(given[1]) or real(*given))
    Asset.objects.update(leased_until=now() - LEASE)
    check(str(asset.pk))
    asset.refresh_from_db()

    assert (asset.state, drawn) == (Asset.State.READY, [1, 2, 2, 3])
    assert f"frame={3 * film.RATE:>5}" in told_of(stored(asset.key))


def test_whoever_gets_further_may_be_interrupted_again(monkeypatch):
    """Turns are attempts too; only those that bring nothing count."""
    monkeypatch.setattr(film, "PIECE_S", 1)
    monkeypatch.setattr(filming, "TURN_S", 0)
    real = filming._make_piece
    asset = arrived(films.film(length_s=6))
    for _turn in range(12):
        begun = []
        monkeypatch.setattr(
            filming, "_make_piece", lambda *given, begun=begun: begun.append(given) or real(*given)
        )
        monkeypatch.setattr(filming.time, "monotonic", lambda begun=begun: float(len(begun)))
        check(str(asset.pk), after=asset.attempts)
        asset.refresh_from_db()
    monkeypatch.undo()
    asset.refresh_from_db()

    assert asset.state == Asset.State.READY
    assert asset.attempts > ATTEMPTS_AT_MOST + 2


def test_three_deaths_that_bring_nothing_end_in_a_visible_refusal():
    asset = arrived(films.film())
    Asset.objects.update(attempts=8, headway=5, leased_until=now() - timedelta(seconds=1))
    look_after(now())
    asset.refresh_from_db()

    assert (asset.state, asset.refusal) == (Asset.State.REFUSED, "given-up")


def test_what_takes_too_long_is_refused_and_its_process_ended(monkeypatch):
    content = films.film(length_s=30)
    monkeypatch.setattr(film, "PIECE", ffmpeg.Bounds(cpu_s=1, wall_s=60, file_bytes=64 * 1024**2))
    asset = checked(content)

    assert (asset.state, asset.refusal) == (Asset.State.REFUSED, "unplayable")


def test_a_machine_that_is_too_slow_is_tried_again(monkeypatch):
    monkeypatch.setattr(film, "MEASURING", ffmpeg.Bounds(cpu_s=60, wall_s=0, file_bytes=1024**2))
    asset = checked(films.film())

    assert (asset.state, asset.leased_until, asset.attempts) == (Asset.State.ARRIVED, None, 1)


def test_behind_the_walls_there_is_no_network_and_no_root(tmp_path):
    """What ffmpeg becomes; here a program that tells how it finds itself."""
    os.chmod(tmp_path, 0o755)
    with open(sys.executable, "rb") as program:
        tells = (
            "import os, socket, resource\n"
            "try:\n    socket.create_connection(('127.0.0.1', 9), 1); line = 'open'\n"
            "except OSError as error:\n    line = str(error.errno)\n"
            "print(os.geteuid() != 0, line, resource.getrlimit(resource.RLIMIT_CPU)[0])\n"
        )
        bounds = walls.Walls(memory_bytes=2 * 1024**3, cpu_s=7, file_bytes=1024, threads=64)
        order = {
            "program": program.fileno(),
            "warden": os.getpid(),
            "walls": vars(bounds),
            "arguments": ["python3", "-I", "-S", "-c", tells],
        }
        start = [
            sys.executable,
            "-I",
            "-c",
            ffmpeg.START.format(root=str(jail.SOURCE_ROOT)),
            json.dumps(order),
        ]
        found = subprocess.run(
            start, cwd=tmp_path, capture_output=True, text=True, pass_fds=[program.fileno()], check=False
        )

    is_nobody, line, cpu_s = found.stdout.split() or [found.stderr, "", ""]
    assert (is_nobody, cpu_s) == (str(os.geteuid() == 0), "7"), found.stderr
    # Without any interface, not even the loopback is up (ENETUNREACH); a kernel that forbids it refuses (ECONNREFUSED).
    assert line in ("101", "111")


def test_the_player_has_film_and_poster_and_an_end_begins_anew():
    asset = checked(films.film())
    player = player_of(asset)

    assert player.film.startswith("/media/")
    assert player.poster.endswith("/pages/1.webp")


def test_destroying_a_film_in_the_making_leaves_no_pieces(
    monkeypatch, store_folder, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(film, "PIECE_S", 1)
    monkeypatch.setattr(filming, "_join", lambda *given: (_ for _ in ()).throw(SystemExit))
    asset = arrived(films.film())
    with pytest.raises(SystemExit):
        check(str(asset.pk))
    assert len(in_store(store_folder)) == 5
    with django_capture_on_commit_callbacks(execute=True):
        destroy(asset=asset, by=SYSTEM)

    assert in_store(store_folder) == []
