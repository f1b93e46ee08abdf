"""The yearly register: numbers that stay, editions, what is closed on what ground, and no more of closed meetings."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ontact.capabilities.meetings.actions.minutes import (
    Edits,
    approve_minutes,
    begin_correction,
    lay_before_chair,
    publish_minutes,
    save_minutes,
)
from ontact.capabilities.meetings.actions.registering import name_ground
from ontact.capabilities.meetings.models import Minutes
from ontact.capabilities.meetings.tests.factories import a_closed_meeting
from ontact.commons.people.tests.factories import OrganisationFactory, enter_as
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


def published(meeting, *, closed=(), text="김대리가 보고하였다"):
    minutes = Minutes.objects.get(meeting=meeting)
    edits = Edits(notes={"outside": text}, names={}, chat=[], closed=list(closed))
    minutes = save_minutes(minutes, edits, version=minutes.version, by=SYSTEM)
    minutes = lay_before_chair(minutes, by=SYSTEM)
    approve_minutes(minutes, version=minutes.version, title="의장", by=meeting.convened_by)
    if not meeting.is_public:
        name_ground(minutes, ground="7", hides_title=False, by=SYSTEM)
    return publish_minutes(minutes, by=SYSTEM)


def rows_of(client, **wanted):
    return client.get(reverse("meetings:register"), wanted).context["rows"]


CLOSED = {"kind": "text", "key": "김대리", "ground": "6", "words": ""}


def test_each_office_counts_its_own_minutes_and_a_correction_keeps_the_number(client):
    host = OrganisationFactory()
    first, second = (published(a_closed_meeting(host=host)) for _n in range(2))
    other = published(a_closed_meeting())
    assert [one.number for one in (first, second, other)] == [1, 2, 1]

    begin_correction(first, reason="오기", by=SYSTEM)
    again = published(first.meeting, text="고친 글")
    assert (again.number, [row.edition for row in rows_of(client, host=host.pk)]) == (1, [1, 2])


def test_what_is_closed_in_part_says_on_what_ground(client):
    meeting = a_closed_meeting(title="김대리 징계")
    minutes = published(meeting, closed=[CLOSED])
    (row,) = rows_of(client)
    assert (row.kind, [word[:4] for word in row.grounds]) == ("warning", ["제6호 "])
    assert "김대리" not in row.title
    assert row.sha256 == minutes.editions.get().sha256


def test_of_a_closed_meeting_stand_title_and_ground_but_neither_hash_nor_page(client):
    meeting = a_closed_meeting(is_public=False)
    minutes = published(meeting)
    (row,) = rows_of(client)
    assert (row.title, [word[:4] for word in row.grounds], row.sha256, row.page) == (
        "중간보고회",
        ["제7호 "],
        "",
        "",
    )
    enter_as(client, meeting.convened_by)
    listing = reverse("meetings:minutes_listing", args=[meeting.pk])
    assert client.post(listing, {"ground": "9"}).status_code == 422
    assert client.post(listing, {"ground": "5", "hides_title": "on"}).status_code == 302
    (row,) = rows_of(type(client)())
    assert (row.title, [word[:4] for word in row.grounds]) == ("비공개 회의", ["제5호 "])
    assert (
        minutes.editions.get().sha256 not in type(client)().get(reverse("meetings:register")).content.decode()
    )


def test_a_ground_that_stays_is_named_once():
    minutes = a_closed_meeting(is_public=False).minutes
    for _press in range(2):
        named = name_ground(minutes, ground="5", hides_title=False, by=SYSTEM)
    assert named.ground == "5"


def test_drafts_and_approved_minutes_are_not_listed(client):
    meeting = a_closed_meeting()
    lay_before_chair(meeting.minutes, by=SYSTEM)
    assert rows_of(client) == []


def test_the_files_say_what_the_page_says(client):
    published(a_closed_meeting(title="=1+1"), closed=[CLOSED])
    (row,) = rows_of(client)
    text = client.get(reverse("meetings:register_file", args=["csv"])).content.decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(text)))[1]
    assert cells == [row.label, row.day, row.host, "'=1+1", "1", row.disclosure_words, row.sha256, cells[7]]
    book = load_workbook(io.BytesIO(client.get(reverse("meetings:register_file", args=["xlsx"])).content))
    assert [cell.value for cell in book.active[2]][:7] == cells[:7]
    pdf = client.get(reverse("meetings:register_file", args=["pdf"]), {"year": row.label[:4]})
    assert pdf.content.startswith(b"%PDF-")
    assert client.get(reverse("meetings:register_file", args=["exe"])).status_code == 404


def test_a_year_or_an_office_that_is_none_shows_everything(client):
    published(a_closed_meeting())
    assert len(rows_of(client, year="x", host="x")) == 1
    assert client.get(reverse("meetings:register"), {"year": "1999"}).status_code == 200


@pytest.mark.parametrize("number", [1, 4])
def test_the_register_costs_the_same_for_one_and_four(client, number, django_assert_max_num_queries):
    for _n in range(number):
        published(a_closed_meeting())
    with django_assert_max_num_queries(12):
        client.get(reverse("meetings:register"))
