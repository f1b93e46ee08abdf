"""My places on one page: the soonest first, what is owed above them, and the same cost for one and for many."""

from datetime import timedelta

import pytest

from ontact.commons.registrations.actions.certificates import give_certificate
from ontact.commons.registrations.models import (
    Attendance,
    HouseholdMember,
    NoShow,
    Preparation,
    SurveyQuestion,
)
from ontact.commons.registrations.queries.places import owed_by
from ontact.commons.registrations.tests import afterwards
from ontact.commons.registrations.tests.citizens import a_child_of, a_reader, address, sentence
from ontact.commons.registrations.tests.factories import (
    SessionFactory,
    a_child,
    a_programme,
    prepared,
    signed_up,
)
from ontact.commons.registrations.tests.test_place_pages import offered
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def person(client):
    found = a_reader()
    client.force_login(found)
    return found


def test_all_places_stand_on_one_page_the_soonest_first(client, person):
    for days, name in ((9, "둘째"), (3, "첫째")):
        programme = a_programme(title=Worded.of("ko", ko=name), ends_at=now() + 20 * DAY)
        SessionFactory(programme=programme, begins_at=now() + days * DAY)
        signed_up(programme, person)
    over = a_programme(title=Worded.of("ko", ko="지난해"), begins_at=now() - DAY, ends_at=now() - DAY)
    signed_up(over, person)

    page = client.get(address("places")).content.decode()

    assert page.index("첫째") < page.index("둘째") < page.index(sentence("What was")) < page.index("지난해")


def test_without_anything_the_page_says_what_would_stand_here(client, person):
    assert sentence("Nothing is to come") in client.get(address("places")).content.decode()


def test_what_waits_for_one_is_said_with_its_page(person):
    offer = offered(person)
    ready, begun = a_programme(opens_at=now() + HOUR), a_programme()
    prepared(ready, person)
    Preparation.objects.create(programme=begun, asked_by=person)
    child = a_child_of(person)
    young = a_programme()
    signed_up(young, child, asked_by=person)
    young.sign_up_terms.needs_guardian = True
    young.sign_up_terms.save()

    found = {one.href for one in owed_by(person, now())}

    assert found == {
        address("place", offer.pk),
        address("ready", ready.pk),
        address("ready", begun.pk),
        address("consent", young.pk, child.pk),
    }


def test_after_the_last_session_survey_mark_and_certificate_stand_there(client, person):
    programme = afterwards.a_programme(certificate_from=1)
    place = afterwards.a_place(programme, person)
    SurveyQuestion.objects.create(
        programme=programme, number=1, text=Worded.of("ko", ko="어땠습니까?"), kind="text"
    )
    absent = afterwards.a_place(afterwards.a_programme(days_ago=5), person)
    mark = NoShow.objects.create(registration=absent)
    session = afterwards.first_session(programme)
    place.attendances.create(session=session, source=Attendance.Source.ROLL, minutes=90, counts=True)
    given = give_certificate(place, by=SYSTEM)

    page = client.get(address("places")).content.decode()

    assert address("survey", programme.pk) in page
    assert address("no_show", mark.pk) in page
    assert address("certificate", given.code) in page


@pytest.mark.parametrize("size", [1, 4])
def test_the_page_of_all_places_costs_the_same_for_one_and_for_many(
    client, person, size, django_assert_max_num_queries
):
    for _n in range(size):
        programme = a_programme(terms={"needs_guardian": False})
        SessionFactory.create_batch(size, programme=programme)
        child = a_child(person)
        HouseholdMember.objects.create(person=child, born_on=(now() - 3_000 * DAY).date())
        signed_up(programme, child, asked_by=person)
        signed_up(programme, person)
    client.get(address("places"))

    with django_assert_max_num_queries(20):
        client.get(address("places"))
