"""What is told at the door: size, kind by content, names, room on the disk."""

import os
import stat

import pytest
from django.core.files.storage import default_storage

from ontact.commons.journal.models import Entry
from ontact.commons.media import refusals
from ontact.commons.media.actions import destroy, receive, store_own
from ontact.commons.media.actions.receiving import clean_name
from ontact.commons.media.engine import store
from ontact.commons.media.models import Asset
from ontact.commons.media.tests import files
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


def take(content: bytes, name: str) -> Asset:
    return receive(file=files.uploaded(content), name=name, uploaded_by=None, by=SYSTEM)


def content_of(asset: Asset) -> bytes:
    with default_storage.open(asset.key) as file:
        return file.read()


@pytest.mark.parametrize(
    ("content", "name", "kind", "content_type"),
    [
        (files.pdf(), "plan.pdf", "document", "application/pdf"),
        (b"printer" + files.pdf(), "plan.PDF", "document", "application/pdf"),
        (files.picture("PNG"), "map.png", "image", "image/png"),
        (files.picture("JPEG"), "photo.jpeg", "image", "image/jpeg"),
        (files.picture("WEBP"), "photo.webp", "image", "image/webp"),
        (files.office(), "report.docx", "office", f"{files.OOXML}.wordprocessingml.document"),
        (
            files.office("presentationml.presentation"),
            "talk.pptx",
            "office",
            f"{files.OOXML}.presentationml.presentation",
        ),
        (files.office("spreadsheetml.sheet"), "sheet.xlsx", "office", f"{files.OOXML}.spreadsheetml.sheet"),
        (files.open_document(), "letter.odt", "office", "application/vnd.oasis.opendocument.text"),
        (files.open_document("application/hwp+zip"), "공문.hwpx", "office", "application/hwp+zip"),
        (files.compound("FileHeader", "DocInfo"), "공문.hwp", "office", "application/x-hwp"),
    ],
)
def test_every_accepted_kind_is_known_by_its_content(content, name, kind, content_type):
    asset = take(content, name)

    assert (asset.kind, asset.content_type, asset.name) == (kind, content_type, name)
    assert asset.state == Asset.State.ARRIVED
    assert content_of(asset) == content


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "empty.pdf", "empty"),
        (files.pdf(), "plan.docx", "other-kind"),
        (files.picture("PNG"), "photo.jpg", "other-kind"),
        (b"<html><script>alert(1)</script>", "page.pdf", "unknown-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "map.svg", "unknown-kind"),
        (b"MZ\x90\x00", "setup.exe", "unknown-kind"),
        (b"#EXTM3U\nfile:///etc/passwd", "talk.pdf", "unknown-kind"),
        (files.zipped({"a.txt": b"a"}), "all.zip", "unknown-kind"),
        (files.compound("WordDocument"), "old.doc", "old-office"),
        (files.compound("EncryptedPackage"), "secret.docx", "locked"),
        (files.with_macros(), "macro.docx", "has-macros"),
        (files.zip_bomb(), "bomb.docx", "inflates"),
        (files.office()[:80], "cut.docx", "damaged"),
        (b"PK\x03\x04" + b"\0" * 60, "broken.xlsx", "damaged"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",  # zipped bytes carry the clock's second
)
def test_what_is_not_what_it_claims_is_refused_at_the_door(content, name, code, store_folder):
    with pytest.raises(refusals.FileRefused) as refused:
        take(content, name)

    assert refused.value.code == code
    assert name in refused.value.sentence
    assert refused.value.advice
    assert not Asset.objects.exists()
    assert [path for path in store_folder.rglob("*") if path.is_file()] == []


def test_every_reason_has_a_sentence_in_both_languages(settings):
    from django.utils.translation import override

    for code in refusals.REASONS:
        with override("en"):
            english = refusals.reason(code, "a.pdf", {}).sentence
        with override("ko"):
            korean = refusals.reason(code, "a.pdf", {})
            assert korean.sentence != english, code
            assert any("가" <= letter <= "힣" for letter in korean.sentence + korean.advice)


def test_a_file_over_the_limit_is_refused_by_its_announced_size():
    big = files.uploaded(files.pdf())
    big.size = 60 * 1024**2

    with pytest.raises(refusals.TooLarge) as refused:
        receive(file=big, name="film.pdf", uploaded_by=None, by=SYSTEM)

    assert refused.value.status == 413
    assert "60.0" in refused.value.sentence


def test_a_file_that_ends_early_or_late_is_refused():
    for difference in (10, -10):
        file = files.uploaded(files.pdf())
        file.size += difference
        with pytest.raises(refusals.Incomplete):
            receive(file=file, name="plan.pdf", uploaded_by=None, by=SYSTEM)


def test_a_full_disk_is_told_before_the_first_byte(monkeypatch):
    monkeypatch.setattr(store, "FREE_BYTES_AT_LEAST", 10**18)

    with pytest.raises(refusals.NoRoom) as refused:
        take(files.pdf(), "plan.pdf")

    assert refused.value.status == 507


def test_a_disk_that_fills_while_writing_leaves_nothing_behind(monkeypatch, store_folder):
    def full(descriptor: int, start: int, length: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)

    with pytest.raises(refusals.NoRoom):
        take(files.pdf(), "plan.pdf")

    assert [path for path in store_folder.rglob("*") if path.is_file()] == []


def test_bytes_go_again_when_the_row_cannot_be_written(monkeypatch, store_folder):
    monkeypatch.setattr("ontact.commons.media.actions.receiving.sign", lambda *a, **k: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        take(files.pdf(), "plan.pdf")

    assert [path for path in store_folder.rglob("*") if path.is_file()] == []


def test_the_journal_knows_the_hash_but_not_the_name():
    asset = take(files.pdf(), "이력서 김철수.pdf")

    entry = Entry.objects.get(verb="received a file")
    assert entry.details == {"kind": "application/pdf", "bytes": asset.size_bytes, "sha256": asset.sha256}
    assert entry.object_label == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\kim\\plan.pdf", "plan.pdf"),
        ("annex\u202efdp.exe", "annexfdp.exe"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("가.pdf", "가.pdf"),
        ("...", "file"),
        ("", "file"),
        ("긴 이름" * 100 + ".pdf", ("긴 이름" * 100)[:196] + ".pdf"),
    ],
)
def test_names_are_made_clean(typed, kept):
    assert clean_name(typed) == kept


def test_a_name_without_an_ending_gets_the_right_one():
    assert take(files.pdf(), "3. Report").name == "3. Report.pdf"


def test_what_the_house_makes_is_ready_at_once():
    asset = store_own(content=b'{"a":1}', name="minutes.json", content_type="application/json", by=SYSTEM)

    assert asset.is_ready
    assert content_of(asset) == b'{"a":1}'


def test_destroying_removes_bytes_pages_and_name(django_capture_on_commit_callbacks):
    asset = take(files.pdf(), "plan.pdf")

    with django_capture_on_commit_callbacks(execute=True):
        destroy(asset=asset, by=SYSTEM)
        destroy(asset=asset, by=SYSTEM)

    assert (asset.state, asset.name, asset.pages.count()) == (Asset.State.DESTROYED, "", 0)
    assert not default_storage.exists(asset.key)
    assert Entry.objects.filter(verb="destroyed a file").count() == 1


def test_the_stored_file_appears_whole_under_its_name(store_folder):
    with store.arriving(iter([b"ab", b"cd"]), 4) as arrived:
        store.keep(arrived, "assets/x/original")
        store.keep(arrived, "assets/x/original")

    stored = store_folder / "assets/x/original"
    assert stored.read_bytes() == b"abcd"
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert list((store_folder / "arriving").iterdir()) == []


def test_parts_left_by_a_dead_writer_are_swept_after_a_day(store_folder):
    from datetime import timedelta

    from ontact.foundation.clock import now

    part = store_folder / "arriving" / "tmp1.part"
    part.parent.mkdir(parents=True)
    part.touch()

    store.sweep_arrivals(now())
    assert part.exists()
    store.sweep_arrivals(now() + timedelta(days=2))
    assert not part.exists()


def test_a_store_elsewhere_gets_a_copy(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }

    asset = take(files.pdf(), "plan.pdf")

    assert content_of(asset) == files.pdf()
