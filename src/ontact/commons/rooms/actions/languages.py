"""Interpreters take turns on air, one per booth and language; and anyone who serves may ask for slower speech."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import NoBooth, NoChannelHere, NotServing, StillOnAir, VoiceTaken
from ontact.commons.rooms.models import Air, Room, Seat, Service, SidePlace, Span
from ontact.commons.rooms.queries.languages import air_words
from ontact.commons.rooms.queries.presence import present_seats
from ontact.commons.rooms.queries.words import room_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

# A line that drops and comes back keeps the air; the partner may take it at once.
AIR_OUTLIVES_THE_LINE = timedelta(seconds=20)
# The note stands this long on the speaker's screen; asking again meanwhile changes nothing.
SLOW_STANDS = timedelta(seconds=15)


@transaction.atomic
def go_on_air(seat: Seat, *, to_language: str, by: Actor) -> Air:
    """Speak on the channel into this language, or turn the direction. Harmless when repeated.

    Whoever is on air in the booth goes off, if they held the microphone out or are gone.

    Raises:
        NoBooth: the seat does not interpret into that language.
        NoChannelHere: in a side room.
        StillOnAir: the partner speaks and has not handed over.
        VoiceTaken: somebody of another booth speaks into this language.
    """
    room = hold_open(seat.room)
    seat = Seat.objects.get(pk=seat.pk)
    if not seat.booth or to_language not in (seat.from_language, seat.to_language):
        raise NoBooth
    if SidePlace.objects.standing().filter(seat=seat).exists():
        raise NoChannelHere
    from_language = seat.to_language if to_language == seat.from_language else seat.from_language
    air = _make_way(room, seat, to_language)
    gone = air.seat_id if air and air.seat_id != seat.pk else None
    if air is not None and gone is None:
        if (air.to_language, air.offered_at) == (to_language, None):
            return air
        air.from_language, air.to_language, air.offered_at = from_language, to_language, None
        air.save(update_fields=["from_language", "to_language", "offered_at"])
    else:
        room.airs.standing().filter(pk=air.pk if air else None).update(ends_at=now())
        air = Air.objects.create(
            room=room, seat=seat, booth=seat.booth, from_language=from_language, to_language=to_language
        )
        sign(by, "went on air", seat, into=to_language)
    _tell_air(room, [seat.pk, *([gone] if gone else [])])
    return air


@transaction.atomic
def go_off_air(seat: Seat, *, by: Actor) -> None:
    """Harmless when the seat is not on air."""
    room = hold(seat.room)
    if silence(room, [seat.pk]):
        _tell_air(room, [seat.pk])


@transaction.atomic
def offer_the_air(seat: Seat, *, offered: bool, by: Actor) -> None:
    """Hold the microphone out to the partner, or keep it after all. Harmless when repeated or not on air."""
    room = hold_open(seat.room)
    standing = room.airs.standing().filter(seat=seat, offered_at__isnull=offered)
    if standing.update(offered_at=now() if offered else None):
        _tell_air(room, [])


@transaction.atomic
def ask_for_slower_speech(seat: Seat, *, by: Actor) -> None:
    """A quiet note to whoever speaks; while it stands, asking again changes nothing.

    Raises:
        NotServing: only interpreters and the stenographer ask.
    """
    room = hold_open(seat.room)
    if seat.service not in Service.values:
        raise NotServing
    if room.slow_asked_at is not None and now() - room.slow_asked_at < SLOW_STANDS:
        return
    room.slow_asked_at = now()
    room.save(update_fields=["slow_asked_at"])
    tell(room, "slow", {"room": room_words(room, now())})


def take_the_absent_off_air(room: Room) -> bool:
    """Whose line has been gone for a while speaks to nobody. Returns whether anyone went off air. Often one query."""
    return room.airs.standing().exists() and _take_the_absent_off_air(room)


@transaction.atomic
def _take_the_absent_off_air(room: Room) -> bool:
    room = hold(room)
    on_air = list(room.airs.standing().values_list("seat_id", flat=True))
    lately = Span.objects.filter(line__seat__in=on_air, ends_at__gt=now() - AIR_OUTLIVES_THE_LINE)
    alive = present_seats(room) | set(lately.values_list("line__seat_id", flat=True))
    fresh = room.airs.standing().filter(begins_at__gt=now() - AIR_OUTLIVES_THE_LINE)
    gone = set(on_air) - alive - set(fresh.values_list("seat_id", flat=True))
    if silence(room, gone):
        _tell_air(room, gone)
    return bool(gone)


def silence(room: Room, seats: Iterable[UUID]) -> bool:
    """Off air, untold; whether anyone was on. The caller holds the room and tells of it."""
    return bool(room.airs.standing().filter(seat__in=list(seats)).update(ends_at=now()))


def _make_way(room: Room, seat: Seat, to_language: str) -> Air | None:
    """What stands in the booth, if it may be taken over or is the seat's own already."""
    standing: list[Air] = list(room.airs.standing().select_related("seat"))
    for other in standing:
        if other.to_language == to_language and other.booth != seat.booth:
            raise VoiceTaken(title=other.seat.title)
    air = next((one for one in standing if one.booth == seat.booth), None)
    if air is None or air.seat_id == seat.pk or air.offered_at is not None:
        return air
    if air.seat_id in present_seats(room):
        raise StillOnAir(title=air.seat.title)
    return air


def _tell_air(room: Room, concerns: Iterable[UUID]) -> None:
    tell(room, "air", {"air": air_words(room)}, concerns)
