"""The least programme that has been held, with people who had places in it."""

from datetime import timedelta

from ontact.commons.people.tests.factories import OrganisationFactory, PersonFactory
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.models import Registration, RegistrationState, Terms
from ontact.commons.rooms.models import Span
from ontact.commons.rooms.tests.factories import LineFactory, RoomFactory, SeatFactory
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

DESK = Actor("person", uuid7(), "창구 담당자")
LENGTH = timedelta(minutes=90)


def a_programme(sessions=1, *, days_ago=1, host=None, **terms):
    """So many sessions of 90 minutes, one a day; the last one ended `days_ago` days ago (negative: is to come)."""
    programme = Programme.objects.create(
        host=host or OrganisationFactory(),
        title=Worded.of("ko", ko="지식 여행"),
        publishes_at=now() - timedelta(days=60),
        page="/",
    )
    Terms.objects.create(programme=programme, **terms)
    for number in range(1, sessions + 1):
        ends_at = now() - timedelta(days=days_ago + sessions - number)
        session = Session(
            programme=programme, number=number, title=Worded.of("ko", ko=f"{number}번째 이야기")
        )
        session.stand_at(ends_at - LENGTH, ends_at, zone=programme.zone)
        session.save()
    return Programme.objects.get(pk=programme.pk)


def a_place(programme, person=None, session=None, **facts):
    return Registration.objects.create(
        programme=programme,
        session=session,
        person=person or PersonFactory(),
        line_number=Registration.objects.filter(programme=programme).count() + 1,
        settled_at=now(),
        **{"state": RegistrationState.PLACED, "why": "free", **facts},
    )


def first_session(programme):
    return programme.sessions.order_by("number").first()


def give_room(session):
    session.room = RoomFactory(
        begins_at=session.begins_at, ends_at=session.ends_at, closed_at=session.ends_at
    )
    session.save()
    return session.room


def was_there(session, person, *stretches):
    """Minutes after the beginning: (from, until), each as a span of one line of a seat of its own."""
    seat = SeatFactory(room=session.room, person=person)
    line = LineFactory(seat=seat)
    for begins, ends in stretches:
        Span.objects.create(
            line=line,
            begins_at=session.begins_at + timedelta(minutes=begins),
            ends_at=session.begins_at + timedelta(minutes=ends),
        )
    return seat
