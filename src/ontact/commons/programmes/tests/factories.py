"""The least valid programmes and sessions, and a programme whose sessions are settled as the actions leave them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from ontact.commons.people.models import Organisation
from ontact.commons.people.tests.factories import OrganisationFactory
from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.programmes.models import Programme, Session
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

SEOUL = ZoneInfo("Asia/Seoul")
# The morning on which the tests of this package live.
MONDAY = datetime(2027, 1, 4, 9, 0, tzinfo=SEOUL)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


def this_minute():
    """So that times can be compared: MONDAY itself for as long as a test takes."""
    return now().replace(second=0, microsecond=0)


class LibraryFactory(OrganisationFactory):
    kind = Organisation.Kind.LIBRARY
    name = factory.Sequence(lambda n: Worded.of("ko", ko=f"제{n}도서관", en=f"Library {n}"))


class ProgrammeFactory(DjangoModelFactory):
    """A draft of a library, without sessions."""

    class Meta:
        model = Programme

    host = factory.SubFactory(LibraryFactory)
    title = factory.Sequence(lambda n: Worded.of("ko", ko=f"제{n}기 책 놀이터", en=f"Book playground {n}"))
    page = "/classes/1/"


class SessionFactory(DjangoModelFactory):
    """In a week, for an hour. The programme's span and listing are not settled: `a_programme` does that."""

    class Meta:
        model = Session

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.LazyAttribute(lambda one: one.programme.sessions.count() + 1)
    begins_at = factory.LazyFunction(lambda: this_minute() + WEEK)
    ends_at = factory.LazyAttribute(lambda one: one.begins_at + HOUR)
    weekday = factory.LazyAttribute(lambda one: _local(one).weekday())
    begins_minute = factory.LazyAttribute(lambda one: _local(one).hour * 60 + _local(one).minute)


def a_programme(sessions=1, *, begins_at=None, every=WEEK, is_published=True, **facts):
    """A programme with so many sessions, the first in a week; published since yesterday unless told otherwise."""
    if is_published:
        facts.setdefault("publishes_at", this_minute() - DAY)
    programme = ProgrammeFactory(**facts)
    first = begins_at or this_minute() + WEEK
    for number in range(sessions):
        SessionFactory(programme=programme, begins_at=first + number * every)
    settle(programme)
    return programme


def nth(programme, number):
    """The session of this number as the database has it now."""
    return Session.objects.select_related("programme__host", "room").get(programme=programme, number=number)


def fresh(programme):
    return Programme.objects.select_related("host").get(pk=programme.pk)


def _local(one):
    return one.begins_at.astimezone(ZoneInfo(one.programme.host.time_zone))
