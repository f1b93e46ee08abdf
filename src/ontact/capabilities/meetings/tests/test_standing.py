"""The standing list: each seat, holder and chair once, in order; and whoever is forgotten leaves it."""

import pytest

from ontact.capabilities.meetings.actions import standing as acts
from ontact.capabilities.meetings.actions.forgetting import forget_person
from ontact.capabilities.meetings.errors.standing import ChairTaken, HolderTaken, SeatTaken
from ontact.capabilities.meetings.models import Part
from ontact.capabilities.meetings.queries.mine import personal_data
from ontact.capabilities.meetings.queries.standing_plan import SeatWords
from ontact.capabilities.meetings.tests.factories import a_neighbourhood, a_standing_list, a_standing_seat
from ontact.commons.people.tests.factories import (
    PersonFactory,
)
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_seats_are_numbered_by_rank_and_a_new_one_pushes_the_others_down():
    standing, office = a_standing_list(), a_neighbourhood()
    for title in ("가", "나"):
        a_standing_seat(standing, title, office=office)
    acts.add_seat(standing, SeatWords("다", office.pk), place=2, by=SYSTEM)

    assert list(standing.seats.values_list("title", "rank")) == [("가", 1), ("다", 2), ("나", 3)]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"title": "구청장"}, SeatTaken),
        ({"title": "동장", "holder_name": "김", "holder_email": "head@example.org"}, HolderTaken),
        ({"title": "동장", "part": Part.CHAIR}, ChairTaken),
    ],
)
def test_a_seat_a_holder_and_the_chair_are_there_once(words, refusal):
    standing = a_standing_list()
    seat = a_standing_seat(standing, "구청장", holder=("박", "head@example.org"), part=Part.CHAIR)

    with pytest.raises(refusal):
        acts.add_seat(standing, SeatWords(office=seat.office_id, **words), by=SYSTEM)

    acts.remove_seat(seat, by=SYSTEM)
    acts.add_seat(standing, SeatWords(office=seat.office_id, **words), by=SYSTEM)
    with pytest.raises(refusal):
        acts.put_seat_back(seat, by=SYSTEM)


def test_whoever_is_forgotten_leaves_seat_and_deputyship():
    standing = a_standing_list()
    person = PersonFactory(email="kim@example.org")
    held = a_standing_seat(standing, "동장", holder=("김", "kim@example.org"))
    deputised = a_standing_seat(standing, "과장", deputies=(("김", "kim@example.org"),))

    told = {row for part in personal_data(person) for row in part.rows}
    forget_person(person)

    assert {("동장", "보직자"), ("과장", "지정 대리 참석자")} <= told
    held.refresh_from_db()
    assert (held.holder_name, held.holder_email, held.holder) == ("", "", None)
    assert not deputised.deputies.exists()
