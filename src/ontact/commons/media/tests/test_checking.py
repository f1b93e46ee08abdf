"""From arrived to ready or refused: the jail for real, and workers that die halfway."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from ontact.commons.media.actions import check, checking, look_after, receive
from ontact.commons.media.engine import jail
from ontact.commons.media.models import ATTEMPTS_AT_MOST, LEASE, Asset
from ontact.commons.media.queries import progress_of
from ontact.commons.media.tests import files
from ontact.commons.media.tests.factories import AssetFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


def arrived(content: bytes, name: str) -> Asset:
    return receive(file=files.uploaded(content), name=name, uploaded_by=None, by=SYSTEM)


def checked(content: bytes, name: str) -> Asset:
    asset = arrived(content, name)
    check(str(asset.pk))
    asset.refresh_from_db()
    return asset


def stored(key: str) -> bytes:
    with default_storage.open(key) as file:
        return file.read()


def test_a_pdf_becomes_pictures_with_their_text():
    asset = checked(files.pdf("The first page", "The second"), "plan.pdf")

    assert (asset.state, asset.page_count, asset.attempts, asset.leased_until) == (
        Asset.State.READY,
        2,
        1,
        None,
    )
    first, second = asset.pages.all()
    assert (first.text, second.text) == ("The first page", "The second")
    with Image.open(io.BytesIO(stored(first.key))) as picture:
        assert (picture.format, picture.size) == ("WEBP", (first.width_px, first.height_px))
    assert 1600 <= first.width_px <= 1601


@pytest.mark.slow
def test_more_pages_than_fit_one_visit_to_the_jail():
    asset = checked(files.pdf_of(checking.PAGES_AT_ONCE + 3), "long.pdf")

    assert [page.number for page in asset.pages.all()] == list(range(1, checking.PAGES_AT_ONCE + 4))


def test_a_photograph_loses_its_notes_and_stands_upright():
    asset = checked(files.photograph_with_place(), "photo.jpg")

    assert asset.state == Asset.State.READY
    content = stored(asset.key)
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (48, 64), {})
    assert b"Kim" not in content
    assert asset.size_bytes == len(content)
    assert not default_storage.exists(f"assets/{asset.pk}/original")
    assert asset.pages.get().width_px == 48


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_pictures_keep_their_kind(form):
    asset = checked(files.picture(form), f"map.{form.lower()}")

    with Image.open(io.BytesIO(stored(asset.key))) as picture:
        assert picture.format == form


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.office(), "report.docx"),
        (files.open_document(), "report.odt"),
        (files.compound("FileHeader", "DocInfo"), "report.hwp"),
    ],
)
def test_office_files_are_kept_as_they_came(content, name):
    asset = checked(content, name)

    assert (asset.state, stored(asset.key)) == (Asset.State.READY, content)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (files.pdf_of(10_000), "endless.pdf", "too-many-pages"),
        (files.locked_pdf(), "secret.pdf", "locked"),
        (files.pdf()[:300], "cut.pdf", "damaged"),
        (b"%PDF-1.7 and nothing", "hollow.pdf", "damaged"),
        (files.pixel_flood(), "flood.png", "too-many-pixels"),
        (files.picture("JPEG")[:200], "cut.jpg", "damaged"),
        (files.lying_zip(), "lying.docx", "damaged"),
        (files.link_zip(), "link.docx", "damaged"),
        (files.office(more={"word/vbaProject.bin": b"x"}), "hidden.docx", "has-macros"),
        (files.office(more={"../../evil": b"x"}), "slip.docx", "damaged"),
    ],
)
def test_hostile_files_are_refused_in_bounded_time(content, name, code):
    begun = time.monotonic()

    asset = checked(content, name)

    assert (asset.state, asset.refusal) == (Asset.State.REFUSED, code)
    assert time.monotonic() - begun < 10
    assert name in progress_of(asset).sentence
    assert not default_storage.exists(asset.key)
    assert asset.attempts == 1


def test_what_takes_too_long_is_refused_and_its_process_ended(monkeypatch):
    monkeypatch.setattr(jail, "WALL_S", 0.01)

    asset = checked(files.pdf(), "slow.pdf")

    assert (asset.state, asset.refusal) == (Asset.State.REFUSED, "too-hard")


@pytest.mark.slow
def test_a_worker_killed_halfway_is_followed_by_another_that_goes_on(monkeypatch):
    asset = arrived(files.pdf_of(checking.PAGES_AT_ONCE + 2), "long.pdf")
    real, visits = checking.keep_pages, []

    def killed_after_one(asset, attempt, findings, wanted):
        if visits:
            raise KeyboardInterrupt  # as far as our code goes, what SIGKILL is
        visits.append(wanted)
        real(asset, attempt, findings, wanted)

    monkeypatch.setattr(checking, "keep_pages", killed_after_one)
    with pytest.raises(KeyboardInterrupt):
        check(str(asset.pk))
    monkeypatch.setattr(checking, "keep_pages", real)

    check(str(asset.pk))
    asset.refresh_from_db()
    assert (asset.state, asset.attempts) == (Asset.State.CHECKED, 1), "the lease still stands"

    Asset.objects.filter(pk=asset.pk).update(leased_until=now() - timedelta(seconds=1))
    check(str(asset.pk))
    asset.refresh_from_db()
    assert (asset.state, asset.attempts) == (Asset.State.READY, 2)
    assert asset.pages.count() == checking.PAGES_AT_ONCE + 2


def test_the_third_death_ends_in_a_visible_refusal(django_capture_on_commit_callbacks):
    asset = arrived(files.pdf(), "plan.pdf")
    Asset.objects.filter(pk=asset.pk).update(
        attempts=ATTEMPTS_AT_MOST, leased_until=now() - timedelta(seconds=1)
    )

    look_after(now())

    asset.refresh_from_db()
    assert (asset.state, asset.refusal) == (Asset.State.REFUSED, "given-up")


def test_rounds_nudge_what_nobody_works_on(django_capture_on_commit_callbacks):
    forgotten, held = arrived(files.pdf(), "a.pdf"), arrived(files.pdf(), "b.pdf")
    Asset.objects.filter(pk=held.pk).update(leased_until=now() + LEASE, attempts=1)

    with django_capture_on_commit_callbacks(execute=True):
        look_after(now())

    forgotten.refresh_from_db()
    held.refresh_from_db()
    assert (forgotten.state, held.state) == (Asset.State.READY, Asset.State.ARRIVED)


def test_a_machine_that_fails_is_tried_again(monkeypatch):
    def broken(job, source, **wishes):
        raise jail.JailBroken("no space for its folder")

    monkeypatch.setattr(checking, "jailed", broken)
    asset = checked(files.pdf(), "plan.pdf")
    assert (asset.state, asset.attempts, asset.leased_until) == (Asset.State.ARRIVED, 1, None)


def test_who_was_overtaken_writes_nothing(monkeypatch):
    asset = arrived(files.pdf(), "plan.pdf")
    real = checking.advance

    def overtaken_first(mine, attempt, **facts):
        Asset.objects.filter(pk=mine.pk).update(attempts=2)
        real(mine, attempt, **facts)

    monkeypatch.setattr(checking, "advance", overtaken_first)
    check(str(asset.pk))

    asset.refresh_from_db()
    assert (asset.state, asset.page_count) == (Asset.State.ARRIVED, 0)


@pytest.mark.database
def test_a_file_is_claimed_once():
    asset = AssetFactory(state=Asset.State.ARRIVED)
    moment = now()

    claims = [Asset.objects.claim(asset.pk, moment) for _ in range(3)]

    assert [claim.attempts if claim else None for claim in claims] == [1, None, None]


def test_progress_counts_the_pages_that_are_done():
    asset = AssetFactory(state=Asset.State.CHECKED, page_count=10)
    assert progress_of(asset).percent == 10
    AssetFactory(pages=0)
    half = AssetFactory(state=Asset.State.CHECKED, pages=5)
    Asset.objects.filter(pk=half.pk).update(page_count=10)
    half.refresh_from_db()
    assert progress_of(half).percent == 55


PROBE = """
import json, os, resource, socket, sys
sys.path.insert(0, {root!r})
from ontact.commons.media.engine import inmate
inmate.lock_in(os.getppid(), inmate.WALLS)
found = {{"cpu": resource.getrlimit(resource.RLIMIT_CPU)[0], "memory": resource.getrlimit(resource.RLIMIT_AS)[0]}}
try:
    found["fork"] = bool(os.fork())
except OSError:
    found["fork"] = False
try:
    socket.socket().connect((b"127.0.0.1", {port}))
    found["network"] = True
except OSError:
    found["network"] = False
found["root"] = os.geteuid() == 0
print(json.dumps(found))
"""


def test_inside_the_jail_there_is_no_network_no_child_and_no_root():
    import json
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        program = PROBE.format(root=str(jail.SOURCE_ROOT), port=server.getsockname()[1])
        answer = subprocess.run(
            [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
        )
    found = json.loads(answer.stdout)

    assert found["fork"] is False
    assert found["root"] is False
    assert found["memory"] == 1536 * 1024**2
    if os.geteuid() == 0:  # an unprivileged user may not always have a name space of its own
        assert found["network"] is False


def test_the_inmate_dies_with_its_warden(tmp_path):
    inmate = (
        f"import sys, os, time; sys.path.insert(0, {str(jail.SOURCE_ROOT)!r});"
        "from ontact.commons.media.engine import inmate;"
        "inmate.lock_in(os.getppid(), inmate.WALLS); print('in', flush=True); time.sleep(60)"
    )
    started = f"subprocess.Popen([sys.executable, '-I', '-c', {inmate!r}])"
    warden = f"import subprocess, sys; p = {started}; print(p.pid, flush=True); p.wait()"
    process = subprocess.Popen([sys.executable, "-c", warden], stdout=subprocess.PIPE, text=True)
    pid = int(process.stdout.readline())
    assert process.stdout.readline() == "in\n"

    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    deadline = time.monotonic() + 10
    while os.path.exists(f"/proc/{pid}") and _is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_alive(pid)


def _is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
