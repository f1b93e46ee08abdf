"""Minutes in editions: versions that come back, passages that are closed, corrections that name what they replace."""

import hashlib
import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from ontact.capabilities.meetings.actions.closing import close_passage, open_passage
from ontact.capabilities.meetings.actions.forgetting import forget_person
from ontact.capabilities.meetings.actions.minutes import (
    begin_correction,
    publish_minutes,
    restore_version,
    save_minutes,
)
from ontact.capabilities.meetings.documents.closing import Closing
from ontact.capabilities.meetings.errors import (
    EditedMeanwhile,
    MinutesNotPublished,
    PassageInMarker,
    PassageMissing,
    PassageTooShort,
)
from ontact.capabilities.meetings.models import Meeting, Minutes, RegisteredDecision
from ontact.capabilities.meetings.queries.mine import personal_data
from ontact.capabilities.meetings.queries.versions import changes
from ontact.capabilities.meetings.tests.factories import a_closed_meeting, go_inside
from ontact.capabilities.meetings.tests.test_minutes import a_full_meeting, approved, edits
from ontact.commons.people.tests.factories import enter_as
from ontact.commons.records.models import Record
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db

SECRET = "홍길동 과장의 병가"


def written(meeting, text):
    minutes = Minutes.objects.get(meeting=meeting)
    return save_minutes(
        minutes, edits(text, closed=minutes.edits.get("closed")), version=minutes.version, by=SYSTEM
    )


def closed(minutes, key, kind="text", ground="6", words=""):
    return close_passage(minutes, Closing(kind, key, ground, words), version=minutes.version, by=SYSTEM)


def published(meeting):
    meeting = Meeting.objects.with_frame().get(pk=meeting.pk)
    return publish_minutes(approved(meeting), by=SYSTEM)


def page(client, meeting, name, *more):
    return client.get(reverse(f"meetings:{name}", args=[meeting.pk, *more]))


def test_every_saved_text_is_a_version_with_who_and_when():
    meeting = a_closed_meeting()
    clerk = meeting.convened_by
    save_minutes(meeting.minutes, edits("처음"), version=1, by=clerk.actor())
    written(meeting, "나중")
    rows = meeting.minutes.versions.values_list("number", "name", "person")
    assert list(rows) == [(3, "Ontact", None), (2, clerk.name, clerk.pk), (1, "Ontact", None)]


def test_the_differences_name_the_words():
    meeting = a_closed_meeting()
    written(meeting, "예산은 3억 원으로 한다")
    minutes = written(meeting, "예산은 5억 원으로 한다")
    second, third = minutes.versions.get(number=2), minutes.versions.get(number=3)
    (change,) = changes(minutes, second, third)
    assert [(piece.kind, piece.text) for piece in change.pieces] == [
        ("same", "예산은 "),
        ("gone", "3억"),
        ("new", "5억"),
        ("same", " 원으로 한다"),
    ]


def test_an_earlier_version_is_restored_as_a_new_one():
    meeting = a_closed_meeting()
    written(meeting, "처음")
    minutes = written(meeting, "나중")
    with pytest.raises(EditedMeanwhile):
        restore_version(minutes, 2, version=2, by=SYSTEM)
    minutes = restore_version(minutes, 2, version=3, by=SYSTEM)
    assert (minutes.version, minutes.edits["notes"]["outside"]) == (4, "처음")
    assert restore_version(minutes, 2, version=4, by=SYSTEM).version == 4


def test_what_is_closed_appears_in_no_public_output(client, django_capture_on_commit_callbacks):
    meeting = a_full_meeting(client, is_public=True)
    minutes = written(meeting, f"{SECRET} 때문에 미루었다. 다시 {SECRET}!")
    closed(minutes, SECRET, words="직원의 건강")
    with django_capture_on_commit_callbacks(execute=True):
        minutes = published(meeting)

    stranger = type(client)()
    edition = minutes.editions.get()
    names = ("minutes", "minutes_json", "meeting", "votes_json")
    outputs = [page(stranger, meeting, name).content for name in names]
    assert edition.files.count() == 4
    assert all(SECRET.encode() not in output for output in outputs)
    assert "[비공개: 개인정보(제6호)] 때문에" in outputs[0].decode()
    assert "직원의 건강" in outputs[0].decode()
    assert json.loads(outputs[1])["closed"][0]["law"] == "공공기관의 정보공개에 관한 법률 제9조 제1항 제6호"


def test_the_full_text_is_kept_with_its_own_hash_for_those_who_may(client):
    meeting = a_full_meeting(client, is_public=True)
    closed(written(meeting, SECRET), SECRET)
    edition = published(meeting).editions.get()

    assert page(type(client)(), meeting, "minutes_full_json").status_code == 302
    guest = type(client)()
    go_inside(guest, meeting)
    assert page(guest, meeting, "minutes_full").status_code == 302
    enter_as(client, meeting.convened_by)
    full = page(client, meeting, "minutes_full_json").content
    assert SECRET in full.decode()
    assert hashlib.sha256(full).hexdigest() == edition.full_sha256
    assert json.loads(edition.canonical)["full_sha256"] == edition.full_sha256
    assert json.loads(edition.canonical)["salt"] == ""
    assert len(json.loads(full)["salt"]) == 64
    assert SECRET in page(client, meeting, "minutes_full").content.decode()
    assert SECRET not in page(client, meeting, "minutes").content.decode()


def test_a_closed_item_takes_its_vote_and_decision_from_every_page(client):
    meeting = a_full_meeting(client, is_public=True)
    minutes = Minutes.objects.get(meeting=meeting)
    closed(minutes, str(meeting.items.first().number), kind="item", ground="5")
    published(meeting)
    entry = RegisteredDecision.objects.get()

    stranger = type(client)()
    texts = [
        page(stranger, meeting, name).content.decode() for name in ("minutes", "meeting", "minutes_json")
    ]
    texts.append(stranger.get(entry.get_absolute_url()).content.decode())
    texts.append(stranger.get(reverse("meetings:decisions")).content.decode())
    texts.append(stranger.get(reverse("meetings:decisions_csv")).content.decode())
    assert all("원안을 가결한다" not in text and "원안 가결" not in text for text in texts)
    votes = page(stranger, meeting, "votes_json").json()
    assert (votes["votes"], votes["left_out"]) == ([], 1)
    assert stranger.get(reverse("meetings:decisions"), {"words": "가결한다"}).context["leaf"].total == 0


def test_only_words_of_the_draft_can_be_closed():
    meeting = a_closed_meeting()
    minutes = written(meeting, "가 [비공개: 개인정보(제6호)]")
    for words, error in (("없는 말", PassageMissing), ("가", PassageTooShort), ("비공개", PassageInMarker)):
        with pytest.raises(error):
            closed(minutes, words)
    assert Minutes.objects.get(meeting=meeting).version == minutes.version


def test_closing_twice_changes_the_ground_and_opening_twice_is_harmless():
    meeting = a_closed_meeting()
    minutes = closed(closed(written(meeting, SECRET), SECRET), SECRET, ground="5")
    assert [one["ground"] for one in minutes.edits["closed"]] == ["5"]
    minutes = open_passage(minutes, kind="text", key=SECRET, version=minutes.version, by=SYSTEM)
    again = open_passage(minutes, kind="text", key=SECRET, version=minutes.version, by=SYSTEM)
    assert (again.edits["closed"], again.version) == ([], minutes.version)


def test_a_correction_names_the_edition_it_replaces_and_both_can_be_checked(client):
    meeting = a_full_meeting(client, is_public=True)
    written(meeting, "예산은 3억 원")
    minutes = published(meeting)
    begin_correction(minutes, reason="금액의 오기", by=SYSTEM)
    begin_correction(minutes, reason="두 번째 누름", by=SYSTEM)
    written(meeting, "예산은 5억 원")

    stranger = type(client)()
    assert "3억" in page(stranger, meeting, "minutes").content.decode()
    minutes = published(meeting)
    first, second = minutes.editions.all()
    text = page(stranger, meeting, "minutes").content.decode()
    assert "5억" in text
    assert "금액의 오기" in text
    assert first.sha256 in text
    assert json.loads(second.canonical)["replaces"] == first.sha256
    assert json.loads(second.canonical)["version"] == 2
    for edition in (first, second):
        body = page(stranger, meeting, "minutes_edition_json", edition.number).content
        assert hashlib.sha256(body).hexdigest() == edition.sha256
    assert "3억" in page(stranger, meeting, "minutes_edition", 1).content.decode()
    assert page(stranger, meeting, "minutes_edition", 3).status_code == 302


def test_each_edition_is_a_record(client, django_capture_on_commit_callbacks):
    meeting = a_closed_meeting(is_public=True)
    with django_capture_on_commit_callbacks(execute=True):
        minutes = published(meeting)
        begin_correction(minutes, reason="이름의 오기", by=SYSTEM)
        minutes = published(meeting)
    hashes = set(minutes.editions.values_list("sha256", flat=True))
    assert set(Record.objects.values_list("sha256", flat=True)) == hashes
    assert len(hashes) == 2


def test_an_edition_approved_but_not_published_is_nobody_elses(client):
    meeting = a_closed_meeting(is_public=True)
    begin_correction(published(meeting), reason="오기", by=SYSTEM)
    approved(Meeting.objects.with_frame().get(pk=meeting.pk))
    assert page(client, meeting, "minutes_edition", 2).status_code == 302
    enter_as(client, meeting.convened_by)
    assert page(client, meeting, "minutes_edition", 2).status_code == 200


def test_only_published_minutes_are_corrected():
    with pytest.raises(MinutesNotPublished):
        begin_correction(a_closed_meeting().minutes, reason="오기", by=SYSTEM)


def test_the_database_refuses_to_change_an_edition():
    meeting = a_closed_meeting()
    edition = published(meeting).editions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(edition).objects.filter(pk=edition.pk).update(correction="나중에 고침")


def test_the_clerk_closes_compares_and_restores_on_the_pages(client):
    meeting = a_closed_meeting()
    minutes = written(meeting, f"{SECRET} 논의")
    enter_as(client, meeting.convened_by)
    address = reverse("meetings:minutes_closing", args=[meeting.pk])
    refused = client.post(address, {"version": minutes.version, "what": "text:", "ground": "6"})
    assert refused.status_code == 422
    facts = {"version": minutes.version, "what": "text:", "passage": SECRET, "ground": "6"}
    assert client.post(address, facts).status_code == 302
    assert "[비공개: 개인정보(제6호)] 논의" in client.get(address).content.decode()
    client.post(reverse("meetings:minutes_opening", args=[meeting.pk]), {"kind": "text", "key": SECRET})
    assert page(client, meeting, "minutes_versions").status_code == 200
    client.post(reverse("meetings:minutes_restoration", args=[meeting.pk, 3]))
    assert Minutes.objects.get(meeting=meeting).edits["closed"][0]["key"] == SECRET


def test_an_english_reader_gets_english_grounds(client):
    meeting = a_closed_meeting(is_public=True)
    closed(written(meeting, SECRET), SECRET)
    published(meeting)
    text = client.get(reverse("meetings:minutes", args=[meeting.pk]), headers={"accept-language": "en"})
    assert "[closed: personal data (no. 6)]" in text.content.decode()


def test_whoever_is_forgotten_leaves_no_name_beside_a_version():
    meeting = a_closed_meeting()
    clerk = meeting.convened_by
    save_minutes(meeting.minutes, edits("처음"), version=1, by=clerk.actor())
    with translation.override("en"):
        kept = {data.heading: data.rows for data in personal_data(clerk)}
    assert kept["Minutes"] == [("Versions you saved", "1"), ("Editions you approved", "0")]
    forget_person(clerk)
    assert set(meeting.minutes.versions.values_list("name", "person")) == {("Ontact", None), ("", None)}


def test_any_two_versions_are_compared_and_unknown_ones_are_the_last_two(client):
    meeting = a_closed_meeting()
    for text in ("가", "나", "다"):
        written(meeting, text)
    enter_as(client, meeting.convened_by)
    address = reverse("meetings:minutes_versions", args=[meeting.pk])
    for asked, shown in (({"before": 2, "after": 4}, (2, 4)), ({}, (3, 4)), ({"before": "x"}, (3, 4))):
        context = client.get(address, asked).context
        assert (context["before"].number, context["after"].number) == shown
