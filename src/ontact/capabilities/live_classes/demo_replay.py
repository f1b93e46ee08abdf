"""A replay for one lecture of the demo's series: a short film with a clock, watched whole by one and in part by another."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from ontact.commons.media.actions import check, pattern
from ontact.commons.media.refusals import NoFilmProgram
from ontact.commons.people.models import Person
from ontact.commons.programmes.actions import offer_replay
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.replays import attach_replay, watch
from ontact.commons.registrations.models import Attendance, Registration
from ontact.commons.registrations.queries.attendance import with_a_place
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

LENGTH_S = 20
CELLS = LENGTH_S // 5
NAME = "다시보기.mp4"


def offer_demo_replay(programme: Programme, number: int, *, by: Person) -> None:
    """Where this machine has no ffmpeg the lecture has no replay; nothing else depends on it."""
    session: Session = programme.sessions.select_related("programme__host", "replay").get(number=number)
    try:
        film = SimpleUploadedFile(NAME, pattern(LENGTH_S), content_type="video/mp4")
        asset = attach_replay(session=session, file=film, by=by)
    except (NoFilmProgram, FileNotFoundError):
        return
    check(str(asset.pk))
    asset.refresh_from_db()
    midnight = now().astimezone(programme.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    offer_replay(session=session, asset=asset, ends_at=midnight + timedelta(days=31), by=SYSTEM)
    session.refresh_from_db()
    if not asset.is_ready:
        return
    for place, cells in zip(_who_missed(session), (CELLS, CELLS // 2), strict=False):
        _watch(session, place, cells)


def _who_missed(session: Session) -> list[Registration]:
    missed = Attendance.objects.filter(session=session, counts=False).values("registration")
    return list(with_a_place(session).filter(pk__in=missed)[:2])


def _watch(session: Session, place: Registration, cells: int) -> None:
    """Yesterday evening, by the clock: nobody is credited faster, the demo neither."""
    begun = now() - timedelta(days=1)
    for seconds in (0, cells * 5):
        with moved_to(begun + timedelta(seconds=seconds)):
            watch(session=session, places=[place], claimed=[(0, cells - 1)], position_s=seconds)
