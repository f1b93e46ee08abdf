"""The public page of a programme: what it says, in which state of the box, in two languages, in how many queries."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ontact.commons.people.tests.factories import MembershipFactory
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.models import Pool, Registration
from ontact.commons.registrations.queries.programme_page import page_of
from ontact.commons.registrations.tests.citizens import (
    a_child_of,
    a_reader,
    address,
    fresh,
    public_page,
    sentence,
)
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    ProgrammeFactory,
    SessionFactory,
    a_child,
    a_programme,
    prepared,
    signed_up,
)
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
from ontact.web.when import moment_words

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LANGUAGES = ("ko", "en")


def in_words(moment, language):
    with translation.override(language):
        return moment_words(moment)


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_opening_one_is_asked_to_prepare(rf, language):
    opens_at = now() + HOUR
    programme = a_programme(opens_at=opens_at)

    page = public_page(rf, programme, AnonymousUser(), language)

    said = sentence("Sign-up opens on %(moment)s.", language, moment=in_words(opens_at, language))
    assert said in page
    assert sentence("Prepare my sign-up", language) in page
    assert address("sign_up", programme.pk) in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"closes_at": None}, "Sign-up is open."),
        ({"ends_at": now() - DAY, "begins_at": now() - DAY}, "This programme is over."),
        ({"opens_at": None, "closes_at": None}, "When sign-up opens is not fixed yet. It will stand here."),
    ],
)
def test_the_box_says_where_sign_up_stands(rf, language, facts, text):
    assert sentence(text, language) in public_page(rf, a_programme(**facts), AnonymousUser(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_the_closing_nobody_is_led_to_a_form(rf, language):
    closes_at = now() - HOUR
    programme = a_programme(opens_at=now() - DAY, closes_at=closes_at)

    page = public_page(rf, programme, a_reader(), language)

    assert sentence("Sign-up closed on %(moment)s.", language, moment=in_words(closes_at, language)) in page
    assert address("sign_up", programme.pk) not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cancelled_programme_says_why(rf, language):
    programme = a_programme(cancelled_at=now(), cancelled_because="강사 사정")

    page = public_page(rf, programme, AnonymousUser(), language)

    assert sentence("This programme does not take place", language) in page
    assert "강사 사정" in page


def test_a_programme_without_terms_has_a_page_all_the_same(rf):
    page = public_page(rf, ProgrammeFactory(), AnonymousUser())

    assert sentence("There is no sign-up for this programme on this page.") in page


def test_a_preparation_changes_where_the_button_leads(rf):
    programme, person = a_programme(opens_at=now() + HOUR), a_reader()
    prepared(programme, person)

    page = public_page(rf, programme, person)

    assert sentence("All is ready: to the button") in page
    assert address("ready", programme.pk) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_has_a_place_waits_or_is_offered_one_reads_it_in_the_box(rf, language):
    programme = a_programme(capacity=1)
    placed, waiting, second = a_reader(), a_reader(), a_reader()
    (first,) = signed_up(programme, placed)
    signed_up(programme, waiting)
    signed_up(programme, second)

    assert sentence("You have a place", language) in public_page(rf, programme, placed, language)
    assert sentence("You are number %(n)d in line.", language, n=2) in public_page(
        rf, programme, second, language
    )

    withdraw(registrations=[first], by=SYSTEM)
    until = in_words(Registration.objects.get(person=waiting).offered_until, language)
    assert sentence("Please answer by %(until)s.", language, until=until) in public_page(
        rf, programme, waiting, language
    )


def test_whoever_was_refused_reads_the_rule_and_may_not_take_it_for_a_place(rf):
    programme, person = a_programme(), a_reader()
    HouseRuleFactory(organisation=programme.host, numbers={"from": 60, "to": 99})
    signed_up(programme, person)

    page = public_page(rf, programme, person)

    assert "This is a rule of the library." in page
    assert sentence("Sign up") in page


def test_a_childs_place_stands_in_the_guardians_box_and_nobody_elses_does(rf):
    programme, guardian = a_programme(capacity=2), a_reader()
    child = a_child(guardian, name="박나무")
    signed_up(programme, child, asked_by=guardian)
    signed_up(programme, a_reader(name="남의 이름"))

    page = public_page(rf, programme, guardian)

    assert "박나무" in page
    assert "남의 이름" not in page


def test_the_numbers_are_honest(rf):
    programme = a_programme(capacity=3, kept=1, terms={"releases_at": now() + DAY})
    for _n in range(3):
        signed_up(programme)

    found = page_of(fresh(programme), AnonymousUser())

    assert (found["numbers"].places, found["numbers"].taken, found["numbers"].kept) == (3, 2, 1)
    assert found["numbers"].free == 0
    assert found["terms"].waiting == 1
    assert found["kept_until"] is not None


def test_a_session_with_places_of_its_own_says_its_own_numbers():
    programme = a_programme(capacity=9, terms={"extent": "either"})
    one, two = SessionFactory.create_batch(2, programme=programme)
    Pool.objects.create(programme=programme, session=one, capacity=4)

    found = {
        dated.session.pk: dated.numbers for dated in page_of(fresh(programme), AnonymousUser())["sessions"]
    }

    assert found[one.pk].places == 4
    assert found[two.pk] is None


def test_a_series_has_no_more_places_than_its_fullest_session():
    programme = a_programme(capacity=9)
    session = SessionFactory(programme=programme)
    Pool.objects.create(programme=programme, session=session, capacity=4, taken=4)

    assert page_of(fresh(programme), AnonymousUser())["numbers"].free == 0


def test_sessions_say_what_has_become_of_them(rf):
    programme = a_programme()
    SessionFactory(programme=programme, number=1, cancelled_at=now(), cancelled_because="정전")
    SessionFactory(programme=programme, number=2, postponed_from=now(), postponed_because="태풍")
    SessionFactory(programme=programme, number=3, revision=1)

    page = public_page(rf, programme, AnonymousUser())

    assert sentence("Cancelled: %(reason)s", reason="정전") in page
    assert "태풍" in page
    assert sentence("Changed") in page


def test_search_engines_read_the_event(rf):
    programme = a_programme(title=Worded.of("ko", ko="책 </script> 놀이터"))
    SessionFactory.create_batch(2, programme=programme)

    page = public_page(rf, programme, AnonymousUser())

    script = page.partition('type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(script)["name"] == "책 </script> 놀이터"
    assert len(json.loads(script)["subEvent"]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("allotment", ["first_come", "window", "lottery", "choice"])
def test_how_places_are_given_is_said_for_each_way(language, allotment):
    programme = a_programme(terms={"allotment": allotment, "waiting_at_most": 10, "certificate_from": 2})
    SessionFactory(programme=programme)

    with translation.override(language):
        ways = page_of(fresh(programme), AnonymousUser())["ways"]

    assert len(ways) == 7
    assert all(ways)


def test_rules_in_force_are_quoted_and_ended_ones_are_not(rf):
    programme = a_programme()
    HouseRuleFactory(organisation=programme.host, words=Worded.of("ko", ko="지금 규칙", en="Rule of today"))
    HouseRuleFactory(
        organisation=programme.host, until=now() - DAY, words=Worded.of("ko", ko="옛 규칙", en="Rule of yore")
    )

    page = public_page(rf, programme, AnonymousUser())

    assert "Rule of today" in page
    assert "Rule of yore" not in page
    assert address("rules", programme.host_id) in page


def test_the_page_costs_as_many_queries_for_one_session_as_for_many(rf):
    guardian = a_reader()
    counts = []
    for size in (1, 4):
        programme = a_programme(capacity=1, terms={"people_at_most": 9})
        SessionFactory.create_batch(size, programme=programme, lecturer="김하늘")
        signed_up(programme)
        signed_up(programme, *[a_child(guardian) for _n in range(size)], asked_by=guardian)
        programme, reader = fresh(programme), type(guardian).objects.get(pk=guardian.pk)
        with CaptureQueriesContext(connection) as caught:
            page_of(programme, reader)
        counts.append(len(caught))

    assert counts[0] == counts[1] <= 10


def test_an_officer_sees_a_draft_as_everybody_will(rf):
    programme = a_programme(publishes_at=None)
    officer = MembershipFactory(organisation=programme.host).person

    assert page_of(fresh(programme), officer)["may_edit"]
    assert not page_of(fresh(programme), a_reader())["may_edit"]


def test_the_box_of_whoever_has_a_place_leads_there_and_offers_the_household_that_has_none(rf):
    programme, guardian = a_programme(capacity=3), a_reader()
    (place,) = signed_up(programme, guardian)

    alone = public_page(rf, programme, guardian)
    a_child_of(guardian, name="박나무")
    with_a_child = public_page(rf, programme, guardian)

    assert address("place", place.pk) in alone
    assert "button-primary" not in alone
    assert sentence("Sign up %(names)s too", names="박나무") in with_a_child
