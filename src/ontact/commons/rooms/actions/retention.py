"""How long things are kept: keys and links for a month, names beside raw presence for a year; or until asked to forget."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from ontact.commons.journal.actions import erase_names
from ontact.commons.people.models import Person
from ontact.commons.rooms.models import (
    Asked,
    CaptionLine,
    ChatLine,
    DeviceCheck,
    Inbox,
    Line,
    Pass,
    PollAnswer,
    Room,
    RoomEvent,
    Seat,
    Sitting,
)
from ontact.foundation.clock import now

# So long the minutes are written from these rows; what was asked to be forgotten waits until then.
MINUTES_ARE_WRITTEN_FOR = timedelta(days=30)
NAMES_ARE_KEPT_FOR = timedelta(days=365)
REPORTS_ARE_KEPT_FOR = timedelta(days=7)
ANSWERS_ARE_KEPT_FOR = timedelta(days=2)
# A report about a room that we do not know (a rehearsal's robots) is of no use to anyone.
STRAY_REPORTS_ARE_KEPT_FOR = timedelta(hours=1)
AT_ONCE = 500


def forget_person(person: Person) -> None:
    """Names and words of theirs in rooms whose minutes are written; the rest follows by itself after a month."""
    long_over = now() - MINUTES_ARE_WRITTEN_FOR
    mine = Sitting.objects.filter(person__in=person.selves())
    _forget_sittings(mine.filter(seat__room__ends_at__lt=long_over))
    DeviceCheck.objects.filter(seat__in=mine.values("seat")).delete()
    # In a room to come nobody sits in their name any more.
    mine.filter(seat__room__begins_at__gt=now(), ends_at=None).update(ends_at=now(), name="")


def tidy(moment: datetime) -> None:
    """Harmless when repeated; each step is a short transaction of its own."""
    long_over = moment - MINUTES_ARE_WRITTEN_FOR
    Pass.objects.filter(expires_at__lt=long_over).delete()
    Asked.objects.filter(at__lt=moment - ANSWERS_ARE_KEPT_FOR).delete()
    Inbox.objects.filter(applied_at__lt=moment - REPORTS_ARE_KEPT_FOR).delete()
    stray = Inbox.objects.filter(applied_at=None, received_at__lt=moment - STRAY_REPORTS_ARE_KEPT_FOR)
    stray.exclude(livekit_name__in=Room.objects.values("livekit_name")).delete()
    RoomEvent.objects.filter(room__ends_at__lt=long_over).delete()
    DeviceCheck.objects.filter(seat__room__ends_at__lt=long_over).delete()
    _forget_keys(Line.objects.filter(seat__room__ends_at__lt=long_over, key_digest__isnull=False))
    gone = Sitting.objects.filter(person__is_active=False, person__name="", seat__room__ends_at__lt=long_over)
    _forget_sittings(gone)
    _forget_sittings(Sitting.objects.filter(seat__room__ends_at__lt=moment - NAMES_ARE_KEPT_FOR))
    PollAnswer.objects.filter(poll__room__ends_at__lt=moment - NAMES_ARE_KEPT_FOR).delete()
    # What was said is no longer needed word for word: the minutes say what the law wants kept.
    CaptionLine.objects.filter(room__ends_at__lt=moment - NAMES_ARE_KEPT_FOR).delete()


def _forget_keys(lines: QuerySet[Line]) -> None:
    """The cookie that is still in someone's browser opens nothing any more; the line stays for its spans."""
    lines.update(key_digest=None)


@transaction.atomic
def _forget_sittings(sittings: QuerySet[Sitting]) -> None:
    """Presence stays as numbers, without a name; what the person wrote, and what was typed of their speech, goes."""
    rows = list(sittings.exclude(name="", person=None)[:AT_ONCE])
    seats = [row.seat_id for row in rows]
    for row in rows:
        # A citizen's seat is called by the citizen's own name.
        Seat.objects.filter(pk=row.seat_id, title=row.name).update(title="")
    Sitting.objects.filter(pk__in=[row.pk for row in rows]).update(name="", person=None)
    ChatLine.objects.filter(seat__in=seats).exclude(name="").update(name="", text="")
    CaptionLine.objects.filter(speaker__in=seats).delete()
    PollAnswer.objects.filter(seat__in=seats).delete()
    erase_names(seats)
