"""Keeping, approving, disclosing, destroying on the day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from ontact.commons.journal.models import Entry
from ontact.commons.media.models import Asset
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.records.actions import approve, destroy_due, disclose, keep
from ontact.commons.records.models import Destruction, Record
from ontact.commons.records.tests.factories import RecordFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
TITLE = Worded.of("ko", ko="정기 회의", en="Regular meeting")


def kept(**wishes):
    facts = {"kind": Record.Kind.MINUTES, "title": TITLE, "asset": None, "room": None}
    return keep(
        **{**facts, "disclosure": Record.Disclosure.PUBLIC, "by": SYSTEM, "sha256": "a" * 64, **wishes}
    )


def test_a_record_of_a_file_has_the_files_hash_unless_told_otherwise():
    asset = AssetFactory(sha256="b" * 64)

    assert kept(asset=asset, sha256="").sha256 == "b" * 64
    assert kept(asset=asset, sha256="c" * 64, proof="/meetings/1/minutes.json").sha256 == "c" * 64


@pytest.mark.parametrize("with_file", [True, False])
def test_keeping_twice_keeps_once(with_file):
    asset = AssetFactory() if with_file else None

    first = kept(asset=asset, disclosure=Record.Disclosure.ON_REQUEST)
    second = kept(asset=asset)

    assert first.pk == second.pk
    assert second.disclosure == Record.Disclosure.PUBLIC
    assert list(Entry.objects.values_list("verb", flat=True)) == [
        "entered a record",
        "changed the disclosure of a record",
    ]


@pytest.mark.database
def test_the_database_keeps_one_record_for_a_file():
    asset = AssetFactory()
    RecordFactory(asset=asset)

    with pytest.raises(IntegrityError), transaction.atomic():
        RecordFactory(asset=asset)


def test_the_first_approval_stands():
    record, first, second = RecordFactory(approved_at=None), PersonFactory(), PersonFactory()

    approve(record=record, person=first, by=first.actor())
    again = approve(record=record, person=second, by=second.actor())

    assert again.approved_by == first
    assert Entry.objects.filter(verb="approved a record").count() == 1


def test_a_disclosure_is_changed_and_signed_once():
    record = RecordFactory()

    disclose(record=record, disclosure=Record.Disclosure.CLOSED, by=SYSTEM)
    disclose(record=record, disclosure=Record.Disclosure.CLOSED, by=SYSTEM)

    assert Entry.objects.get(verb="changed the disclosure of a record").details["was"] == "public"


SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("moment", "destroyed"),
    [
        (datetime(2031, 1, 31, 23, 59, tzinfo=SEOUL), 0),
        (datetime(2031, 2, 1, 0, 0, tzinfo=SEOUL), 1),
        (datetime(2035, 6, 1, 12, 0, tzinfo=SEOUL), 1),
    ],
)
def test_the_last_day_is_still_a_day_by_the_citys_calendar(moment, destroyed):
    RecordFactory(keep_until=date(2031, 1, 31))

    assert destroy_due(moment) == destroyed


def test_destroying_leaves_proof_and_nothing_else(django_capture_on_commit_callbacks):
    asset = AssetFactory(pages=1)
    default_storage.save(asset.key, ContentFile(b"bytes"))
    record = RecordFactory(asset=asset, keep_until=date(2020, 1, 1), title=TITLE, sha256="d" * 64)
    kept_for_ever = RecordFactory()

    with django_capture_on_commit_callbacks(execute=True):
        apps.get_app_config("records").rounds(now())
        apps.get_app_config("records").rounds(now())

    proof = Destruction.objects.get()
    assert (proof.record_id, str(proof.title), proof.sha256) == (record.pk, str(TITLE), "d" * 64)
    assert (proof.kind, proof.was_public, proof.rule) == ("minutes", True, "keep_until=2020-01-01")
    assert list(Record.objects.all()) == [kept_for_ever]
    asset.refresh_from_db()
    assert (asset.state, asset.name) == (Asset.State.DESTROYED, "")
    assert not default_storage.exists(asset.key)


def test_a_record_that_is_kept_longer_meanwhile_is_spared():
    record = RecordFactory(keep_until=date(2020, 1, 1))
    Record.objects.filter(pk=record.pk).update(keep_until=None)

    assert destroy_due(now() + timedelta(days=9999)) == 0


def test_an_approver_finds_what_is_kept_about_them():
    person = PersonFactory()
    RecordFactory(approved_by=person, title=TITLE)
    records = apps.get_app_config("records")

    (data,) = records.personal_data(person)
    records.forget(person)

    assert [label for label, _when in data.rows] == [str(TITLE)]
    assert Record.objects.get().approved_by == person, "an official record keeps its approver"
    assert list(records.personal_data(PersonFactory())) == []
