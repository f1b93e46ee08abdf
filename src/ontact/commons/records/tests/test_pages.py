"""Who sees which record, and how the register and its pages read."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.records.models import Destruction, Record
from ontact.commons.records.tests.factories import RecordFactory
from ontact.commons.rooms.models import Role
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory, enter_as
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
PUBLIC, ON_REQUEST, CLOSED = Record.Disclosure.PUBLIC, Record.Disclosure.ON_REQUEST, Record.Disclosure.CLOSED
REGISTER = "/records/"


def arrive(client, who, room):
    """The cast of a room's record."""
    if who in ("guest", "clerk"):
        enter_as(client, SeatFactory(room=room, role=Role.CLERK if who == "clerk" else Role.LISTENER))
    elif who == "other guest":
        enter_as(client, SeatFactory(room=RoomFactory()))
    elif who == "taken back":
        seat = SeatFactory(room=room)
        enter_as(client, seat)
        seat.taken_back_at = seat.created_at
        seat.save()
    elif who in ("sat there", "citizen"):
        person = PersonFactory()
        client.force_login(person)
        if who == "sat there":
            SeatFactory(room=room, person=PersonFactory(claimed_at=None, same_as=person))


@pytest.mark.parametrize(
    ("disclosure", "who", "status"),
    [
        (PUBLIC, "nobody", 200),
        (PUBLIC, "guest", 200),
        (ON_REQUEST, "nobody", 404),
        (ON_REQUEST, "citizen", 404),
        (ON_REQUEST, "other guest", 404),
        (ON_REQUEST, "taken back", 404),
        (ON_REQUEST, "guest", 200),
        (ON_REQUEST, "sat there", 200),
        (CLOSED, "guest", 404),
        (CLOSED, "sat there", 404),
        (CLOSED, "clerk", 200),
    ],
)
def test_who_sees_a_record(client, disclosure, who, status):
    room = RoomFactory()
    record = RecordFactory(room=room, disclosure=disclosure)
    arrive(client, who, room)

    assert client.get(record.get_absolute_url()).status_code == status


@pytest.mark.parametrize(("who", "status"), [("nobody", 404), ("guest", 404), ("clerk", 200)])
def test_what_is_not_approved_is_seen_by_the_desk_only(client, who, status):
    room = RoomFactory()
    record = RecordFactory(room=room, approved_at=None)
    arrive(client, who, room)

    assert client.get(record.get_absolute_url()).status_code == status


def test_the_approver_sees_what_they_approved(client):
    approver = PersonFactory()
    record = RecordFactory(disclosure=CLOSED, approved_by=approver)
    client.force_login(approver)

    assert client.get(record.get_absolute_url()).status_code == 200


def test_the_register_lists_what_one_may_see_newest_first(client):
    RecordFactory(disclosure=ON_REQUEST, title=Worded.of("ko", ko="비밀"))
    RecordFactory(approved_at=None, title=Worded.of("ko", ko="초안"))
    RecordFactory(title=Worded.of("ko", ko="공개된 회의"))

    page = client.get(REGISTER).content.decode()

    assert "공개된 회의" in page
    assert "비밀" not in page
    assert "초안" not in page


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("민간위탁", True),
        ("민간 위탁", True),
        ("중간보고", True),
        ("PRIVATE", True),
        ("예산", False),
        ("100%", False),
        ("_", False),
    ],
)
def test_the_register_is_searched_by_words_of_the_title(client, words, found):
    title = {"ko": "민간위탁 중간보고회", "en": "Private contractors"}
    RecordFactory(title=Worded.of("ko", **title), search_text="민간위탁중간보고회\nprivatecontractors")

    page = client.get(REGISTER, {"q": words}).content.decode()

    assert ("민간위탁 중간보고회" in page) is found


def test_the_register_can_be_narrowed_to_a_kind(client):
    RecordFactory(kind=Record.Kind.RECORDING, title=Worded.of("ko", ko="녹음된 것"))
    RecordFactory(title=Worded.of("ko", ko="적힌 것"))

    page = client.get(REGISTER, {"kind": "minutes"}).content.decode()

    assert "적힌 것" in page
    assert "녹음된 것" not in page
    assert client.get(REGISTER, {"kind": "nonsense"}).status_code == 200


def test_an_empty_register_says_what_will_be_here(client):
    assert "empty" in client.get(REGISTER).content.decode()
    assert "empty" in client.get(REGISTER, {"q": "없는 낱말"}).content.decode()


@pytest.mark.parametrize("rows", [2, 40])
def test_the_register_costs_the_same_for_many_records(client, django_assert_max_num_queries, rows):
    RecordFactory.create_batch(rows, asset=None)
    with django_assert_max_num_queries(8):
        client.get(REGISTER)


def test_a_record_shows_its_hash_and_how_to_check_it(client):
    asset = AssetFactory(name="회의록.pdf", sha256="e" * 64, size_bytes=5)
    default_storage.save(asset.key, ContentFile(b"12345"))
    record = RecordFactory(asset=asset, sha256="e" * 64)

    page = client.get(record.get_absolute_url()).content.decode()

    assert "e" * 64 in page
    assert "sha256sum &quot;회의록.pdf&quot;" in page or 'sha256sum "회의록.pdf"' in page
    assert "/media/" in page


def test_a_hash_of_another_form_names_that_file(client):
    record = RecordFactory(proof="/meetings/1/minutes.json", page="/meetings/1/minutes/")

    page = client.get(record.get_absolute_url()).content.decode()

    assert "/meetings/1/minutes.json" in page
    assert "sha256sum" in page
    assert 'href="/meetings/1/minutes/"' in page


def test_a_destroyed_public_record_says_so_and_others_never_were(client):
    public, closed = uuid4(), uuid4()
    title = Worded.of("ko", ko="파기된 회의")
    Destruction.objects.create(
        record_id=public, title=title, kind="minutes", was_public=True, rule="keep_until=2020-01-01"
    )
    Destruction.objects.create(
        record_id=closed, title=title, kind="minutes", was_public=False, rule="keep_until=2020-01-01"
    )

    assert client.get(reverse("records:record", args=[public])).status_code == 410
    assert "파기된 회의" in client.get(reverse("records:record", args=[public])).content.decode()
    assert client.get(reverse("records:record", args=[closed])).status_code == 404


def test_the_pages_are_in_the_readers_language(client):
    RecordFactory(title=Worded.of("ko", ko="회의", en="Meeting of the board"))

    english = client.get(REGISTER, headers={"Accept-Language": "en"}).content.decode()

    assert "Meeting of the board" in english
