"""For tests of replays: a session of ninety minutes with a film of ten, and people who watch it by the clock."""

from datetime import timedelta

from ontact.commons.media.models import Asset
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.programmes.actions import offer_replay
from ontact.commons.registrations.actions.replays import watch
from ontact.commons.registrations.tests.afterwards import a_programme, first_session
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

FILM_S = 600
CELLS = FILM_S // 5


def a_session():
    """Held yesterday; its replay counts from 80 %."""
    rule = {"replay_counts": True, "counts_from_percent": 80, "certificate_from": 1}
    return with_replay(first_session(a_programme(**rule)))


def with_replay(session, **stretch):
    asset = AssetFactory(kind=Asset.Kind.VIDEO, content_type="video/mp4", length_s=FILM_S, name="lecture.mp4")
    offer_replay(session=session, asset=asset, by=SYSTEM, **stretch)
    session.refresh_from_db()
    return session


def watched(session, places, percent):
    """They watch so much of it from the beginning, at its own speed, with a report each minute."""
    begun, last = now(), CELLS * percent // 100
    for seconds in range(0, last * 5 + 1, 60):
        with moved_to(begun + timedelta(seconds=seconds)):
            watch(session=session, places=places, claimed=[(0, seconds // 5 - 1)], position_s=seconds)
    with moved_to(begun + timedelta(seconds=last * 5)):
        return watch(session=session, places=places, claimed=[(0, last - 1)], position_s=last * 5)


def address(session, more=""):
    return f"/registrations/sessions/{session.pk}/replay/{more}"


def report(client, session, **said):
    return client.post(address(session, "watched/"), said)
