"""Replays: attached and taken back by the desk, watched by those with a place, and counted at once by the rule."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ontact.commons.media.actions import destroy, note_watched, receive_video
from ontact.commons.media.models import Asset
from ontact.commons.media.queries import watched_in
from ontact.commons.people.models import Person
from ontact.commons.programmes.actions import offer_replay
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.actions.attendance import NotYetOver, SessionCancelled, note_replays
from ontact.commons.registrations.engine.attending import minutes_of_share
from ontact.commons.registrations.errors import HasReplay
from ontact.commons.registrations.models import Attendance, Registration
from ontact.commons.registrations.queries.attendance import terms_of
from ontact.commons.registrations.queries.replays import Seen, seen_by
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now

logger = logging.getLogger(__name__)

# So long after its last day a complaint can still be looked at; then the video goes, and what counted stays.
VIDEO_KEPT = timedelta(days=30)
Stretches = Collection[tuple[int, int]]


def attach_replay(*, session: Session, file: UploadedFile[Any], by: Person) -> Asset:
    """The recording of a session that was held. It is offered as soon as it is ready; days can be set meanwhile.

    Raises:
        NotYetOver, SessionCancelled, HasReplay, FileRefused: nothing has been kept.
    """
    if session.is_cancelled:
        raise SessionCancelled
    if not session.has_ended(now()):
        raise NotYetOver
    refused = session.replay
    if refused is not None and refused.state != Asset.State.REFUSED:
        raise HasReplay
    asset = receive_video(file=file, name=file.name or "", uploaded_by=by, by=by.actor())
    stretch = {"begins_at": session.replay_from, "ends_at": session.replay_until}
    try:
        offer_replay(session=session, asset=asset, by=by.actor(), **stretch)
    except Exception:
        destroy(asset=asset, by=SYSTEM)
        raise
    if refused is not None:
        destroy(asset=refused, by=by.actor())
    return asset


def take_replay_back(*, session: Session, by: Actor) -> None:
    """The video is destroyed. Whoever has watched enough keeps what counted."""
    asset = session.replay
    if asset is None:
        return
    with transaction.atomic():
        offer_replay(session=session, asset=None, by=by)
        destroy(asset=asset, by=by)


def take_old_replays_back(moment: datetime) -> int:
    """Those whose last day is long over. Returns how many; each signs the journal."""
    over = Session.objects.filter(replay__isnull=False, replay_until__lt=moment - VIDEO_KEPT)
    gone = 0
    for session in over.select_related("replay", "programme__host"):
        take_replay_back(session=session, by=SYSTEM)
        gone += 1
    return gone


@transaction.atomic
def watch(
    *, session: Session, places: Sequence[Registration], claimed: Stretches, position_s: int
) -> list[Seen]:
    """A player's report for those in front of it: noted as far as the clock allows, and counted at once.

    Minutes never become fewer: a new recording of the same session takes nothing away.
    """
    assert session.replay is not None, "the door has seen to it"
    people = {one.person_id: one.person for one in places}
    viewings = note_watched(
        asset=session.replay, people=list(people.values()), claimed=claimed, position_s=position_s
    )
    if terms_of(session.programme).replay_counts:
        seen = {one.person_id: watched_in(one) for one in viewings}
        stretch = (session.begins_at, session.ends_at)
        shares = {one.pk: (seen[one.person_id].done, seen[one.person_id].cells) for one in places}
        _count(session, {pk: minutes_of_share(*share, stretch) for pk, share in shares.items()})
    return seen_by(session, places)


def _count(session: Session, minutes: dict[Any, int]) -> None:
    noted = dict(
        Attendance.objects.filter(
            session=session, registration__in=minutes, source=Attendance.Source.REPLAY
        ).values_list("registration", "minutes")
    )
    more = {pk: count for pk, count in minutes.items() if count > noted.get(pk, 0)}
    if more:
        note_replays(session, minutes=more)
