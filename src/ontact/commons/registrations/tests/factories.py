"""The least programmes with terms, pools and people that are valid; and the ways to sign up that tests need."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from ontact.commons.people.tests.factories import OrganisationFactory, PersonFactory
from ontact.commons.programmes.models import Programme
from ontact.commons.programmes.tests.factories import SessionFactory as DatedSessionFactory
from ontact.commons.registrations.actions.preparing import make_ready, prepare
from ontact.commons.registrations.actions.signing_up import press
from ontact.commons.registrations.models import HouseRule, Line, Pool, Registration, Terms
from ontact.commons.registrations.tests.oracle import recompute
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded


class ProgrammeFactory(DjangoModelFactory):
    """Published yesterday; sign-up opened an hour ago and closes in a week."""

    class Meta:
        model = Programme

    host = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: Worded.of("ko", ko=f"책놀이터 {n}", en=f"Book playground {n}"))
    page = "/"
    publishes_at = factory.LazyFunction(lambda: now() - timedelta(days=1))
    opens_at = factory.LazyFunction(lambda: now() - timedelta(hours=1))
    closes_at = factory.LazyFunction(lambda: now() + timedelta(days=7))


class SessionFactory(DatedSessionFactory):
    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = Worded.of("ko", ko="첫 모임", en="First meeting")
    begins_at = factory.LazyFunction(lambda: now() + timedelta(days=14))


class TermsFactory(DjangoModelFactory):
    class Meta:
        model = Terms

    programme = factory.SubFactory(ProgrammeFactory)


class HouseRuleFactory(DjangoModelFactory):
    class Meta:
        model = HouseRule

    organisation = factory.SubFactory(OrganisationFactory)
    code = HouseRule.Code.AGES
    numbers = factory.LazyFunction(dict)
    words = Worded.of("ko", ko="도서관 이용 규칙입니다.", en="This is a rule of the library.")
    since = factory.LazyFunction(lambda: now() - timedelta(days=30))


def a_programme(capacity=1, kept=0, *, terms=None, **facts):
    """With one pool of the series; a guardian's consent is asked for only where a test says so."""
    programme = ProgrammeFactory(**facts)
    TermsFactory(programme=programme, **{"needs_guardian": False, **(terms or {})})
    Pool.objects.create(programme=programme, capacity=capacity, kept=kept)
    return programme


def prepared(programme, *people, **facts):
    """Ready for its press; asked for by the first of them."""
    people = people or (PersonFactory(),)
    asked_by = facts.pop("asked_by", people[0])
    said = facts.pop("said", {})
    preparation = prepare(
        programme=programme, asked_by=asked_by, people=dict.fromkeys(people, said), by=SYSTEM, **facts
    )
    return make_ready(preparation=preparation, by=SYSTEM)


def signed_up(programme, *people, **facts):
    """Their registrations, as the answer to the press says."""
    return list(press(preparation=prepared(programme, *people, **facts), by=SYSTEM).registrations)


def a_child(guardian, **facts):
    return PersonFactory(guardian=guardian, claimed_at=None, email="", **facts)


def stands(registration):
    """State and reason in the table now."""
    row = Registration.objects.get(pk=registration.pk)
    return row.state, row.why


def check_book(programme):
    """The table is what the book says to someone who reads nothing else, and every count is that of the rows."""
    lines = Line.objects.filter(programme=programme).order_by("number")
    table = recompute(list(lines.values("number", "verb", "at", "facts")))
    rows = Registration.objects.filter(programme=programme)
    assert {str(row.pk): (row.state, row.rank) for row in rows} == table
    terms = Terms.objects.get(programme=programme)
    assert terms.waiting == rows.filter(state="waiting").count()
    assert terms.last_line == lines.count()
