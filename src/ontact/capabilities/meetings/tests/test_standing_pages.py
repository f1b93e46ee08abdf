"""The pages of the standing list: who keeps what, what is found, and what comes back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ontact.capabilities.meetings.models import StandingSeat
from ontact.capabilities.meetings.tests.factories import a_neighbourhood, a_standing_list, a_standing_seat
from ontact.commons.people.models import Membership
from ontact.commons.people.tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    enter_as,
)

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"meetings:{name}", args=[getattr(one, "pk", one) for one in args])


def test_the_clerk_looks_at_a_sheet_then_carries_it_out(client):
    standing = a_standing_list()
    a_neighbourhood()
    enter_as(client, standing.clerk)
    sheet = "\n".join(["좌석,기관,성명,전자우편", "동장,정자1동,김,kim@example.org", "통장,없는동,이,"])
    file = SimpleUploadedFile("seats.csv", sheet.encode())

    seen = client.post(page("standing_import", standing), {"sheet": file}).content.decode()

    assert "“없는동” 소속을 찾을 수 없습니다." in seen
    assert standing.seats.count() == 0
    client.post(page("standing_imported", standing))
    client.post(page("standing_imported", standing))
    assert list(standing.seats.values_list("title", "holder_name")) == [("동장", "김")]


def test_an_office_writes_holder_and_deputies_of_its_own_seat_and_the_clerk_sees_who_did(client):
    standing = a_standing_list()
    head = MembershipFactory(role=Membership.Role.HEAD)
    seat = a_standing_seat(standing, "동장", office=head.organisation)
    enter_as(client, head.person)
    typed = {
        "holder_name": "김새로",
        "holder_email": "New@Example.org",
        "deputies": "이대리 <deputy@example.org>",
    }

    client.post(page("standing_seat", seat), {**typed, "title": "시장", "has_vote": ""})

    seat.refresh_from_db()
    assert (seat.title, seat.has_vote) == ("동장", True)
    assert (seat.holder_name, seat.holder_email) == ("김새로", "new@example.org")
    enter_as(client, standing.clerk)
    seen = client.get(page("standing_list", standing)).content.decode()
    assert head.person.name in seen
    assert "상설 좌석을 바꿈: 지정 대리 참석자, 보직자 이메일, 보직자" in seen


@pytest.mark.parametrize(
    ("who", "answers"),
    [
        ("clerk", (200, 200)),
        ("head", (404, 200)),
        ("officer", (404, 404)),
        ("other head", (404, 404)),
        ("citizen", (404, 404)),
    ],
)
def test_who_keeps_the_list_and_who_a_seat(client, who, answers):
    standing = a_standing_list()
    head = MembershipFactory(role=Membership.Role.HEAD)
    seat = a_standing_seat(standing, "동장", office=head.organisation)
    people = {
        "clerk": standing.clerk,
        "head": head.person,
        "officer": MembershipFactory(organisation=head.organisation).person,
        "other head": MembershipFactory(role=Membership.Role.HEAD).person,
        "citizen": PersonFactory(),
    }
    enter_as(client, people[who])

    pages = (page("standing_list", standing), page("standing_seat", seat))
    assert tuple(client.get(one).status_code for one in pages) == answers


def test_a_refused_seat_keeps_what_was_typed(client):
    standing = a_standing_list()
    seat = a_standing_seat(standing, "동장", holder=("김", "kim@example.org"))
    enter_as(client, standing.clerk)
    typed = {
        "title": "통장",
        "office": seat.office_id,
        "part": "member",
        "holder_name": "이",
        "holder_email": "kim@example.org",
    }

    answer = client.post(page("standing_seat_new", standing), typed)

    assert answer.status_code == 422
    assert 'value="통장"' in answer.content.decode()
    assert "동장" in answer.content.decode()


def test_taking_a_seat_off_can_be_undone(client):
    standing = a_standing_list()
    seat = a_standing_seat(standing, "동장")
    enter_as(client, standing.clerk)

    client.post(page("standing_removal", standing, seat))
    assert not standing.seats.standing().exists()
    client.post(page("standing_return", standing, seat))

    assert list(standing.seats.standing()) == [seat]


@pytest.mark.parametrize("rows", [10, 220])
def test_the_list_costs_the_same_for_ten_and_for_220_seats(client, django_assert_max_num_queries, rows):
    standing = a_standing_list()
    a_standing_seat(standing, "0")
    StandingSeat.objects.bulk_create(
        StandingSeat(
            list=standing, title=str(n), office=OrganisationFactory() if n < 5 else standing.host, rank=n
        )
        for n in range(1, rows)
    )
    enter_as(client, standing.clerk)
    client.get(page("standing_lists"))

    with django_assert_max_num_queries(14):
        answer = client.get(page("standing_list", standing))

    assert answer.content.decode().count("<tr>") == rows + 1


def test_seats_are_found_by_office_name_and_initials(client):
    standing = a_standing_list()
    a_standing_seat(standing, "동장", office=a_neighbourhood("정자1동"))
    a_standing_seat(standing, "과장", office=a_neighbourhood("행궁동"), holder=("윤달래", ""))
    enter_as(client, standing.clerk)

    for words, found in (("정자", "동장"), ("ㅎㄱㄷ", "과장"), ("윤달", "과장")):
        seen = client.get(page("standing_list", standing), {"words": words})
        assert [row.seat.title for row in seen.context["rows"]] == [found]
