"""The least rooms, seats and lines that are valid; and a way to enter a room as a guest's browser does."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from ontact.commons.rooms.access import LINE_COOKIE
from ontact.commons.rooms.models import Line, Pass, Role, Room, Seat, Sitting
from ontact.foundation.clock import now
from ontact.foundation.ids import digest, new_secret, uuid7
from ontact.foundation.worded import Worded


class RoomFactory(DjangoModelFactory):
    """A round table that has just begun; `early=True` begins in two hours, `over=True` was closed."""

    class Meta:
        model = Room

    class Params:
        early = factory.Trait(begins_at=factory.LazyFunction(lambda: now() + timedelta(hours=2)))
        over = factory.Trait(closed_at=factory.LazyFunction(now))
        broadcast = factory.Trait(manner=Room.Manner.BROADCAST)

    title = factory.Sequence(lambda n: Worded.of("ko", ko=f"제{n}차 회의", en=f"Meeting {n}"))
    begins_at = factory.LazyFunction(lambda: now() - timedelta(minutes=5))
    ends_at = factory.LazyAttribute(lambda room: room.begins_at + timedelta(hours=1))
    livekit_name = factory.LazyFunction(lambda: f"room-{uuid7().hex}")
    page = "/"


class SeatFactory(DjangoModelFactory):
    """A seat with someone in it who has not come yet. `inside=True`: let in, with one line that has entered.

    `person=` sits there; else only a name does. The line is `seat.line`, its cookie key `seat.key`.
    """

    class Meta:
        model = Seat
        skip_postgeneration_save = True

    room = factory.SubFactory(RoomFactory)
    title = factory.Sequence(lambda n: f"Seat {n}")
    role = Role.LISTENER

    @factory.post_generation
    def person(seat, create, extracted, **kwargs):
        name = str(extracted) if extracted else f"Guest of {seat.title}"
        Sitting.objects.create(
            seat=seat,
            person=extracted,
            name=name,
            begins_at=min(now(), seat.room.begins_at) - timedelta(days=1),
        )

    @factory.post_generation
    def inside(seat, create, extracted, **kwargs):
        if extracted:
            Seat.objects.filter(pk=seat.pk).update(admitted_at=now())
            seat.refresh_from_db()
            LineFactory(seat=seat, entered_at=now())


class LineFactory(DjangoModelFactory):
    """An open line that has not crossed the threshold; its key is `line.key`."""

    class Meta:
        model = Line

    seat = factory.SubFactory(SeatFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        key = new_secret()
        kwargs["key_digest"] = digest(key)
        line = super()._create(model_class, *args, **kwargs)
        line.key = line.seat.key = key
        line.seat.line = line
        return line


class PassFactory(DjangoModelFactory):
    """A valid pass; its secret is `one.secret`."""

    class Meta:
        model = Pass

    seat = factory.SubFactory(SeatFactory)
    expires_at = factory.LazyFunction(lambda: now() + timedelta(days=1))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        secret = new_secret()
        kwargs.setdefault("digest", digest(secret))
        one = super()._create(model_class, *args, **kwargs)
        one.secret = secret
        return one


def enter_as(client, seat):
    """Let this browser hold a line of the seat, inside the room; None stays outside. Returns the line."""
    if seat is None:
        return None
    line = getattr(seat, "line", None)
    if line is None:
        Seat.objects.filter(pk=seat.pk, admitted_at=None).update(admitted_at=now())
        seat.refresh_from_db()
        line = LineFactory(seat=seat, entered_at=now())
    give_cookie(client, line)
    return line


def give_cookie(client, line):
    """Put the line's key beside those that the browser has already."""
    morsel = client.cookies.get(LINE_COOKIE)
    known = [part for part in (morsel.value.split("|") if morsel else []) if part]
    client.cookies[LINE_COOKIE] = "|".join([*known, f"{line.seat.room_id.hex}.{line.key}"])
