"""A programme with a waiting room, before and at its opening."""

from datetime import timedelta

import time_machine

from ontact.commons.registrations.actions.signing_up import press
from ontact.commons.registrations.actions.waiting import enter
from ontact.commons.registrations.tests.factories import a_programme, prepared
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

MINUTE = timedelta(minutes=1)


def a_rush(capacity=9, **terms):
    """Sign-up opens in ten minutes."""
    return a_programme(capacity, opens_at=now() + 10 * MINUTE, terms={"has_waiting_room": True, **terms})


def waiting_in(programme):
    """Somebody who has prepared everything and come in: preparation and pass."""
    preparation = prepared(programme)
    return preparation, enter(programme=programme, person=preparation.asked_by)


def opened(programme, later=timedelta()):
    """So long after the opening; time stands still there."""
    return time_machine.travel(programme.opens_at + later, tick=False)


def pressed(preparation):
    return press(preparation=preparation, by=SYSTEM)


def one_after_the_other(monkeypatch):
    """Where there is one place: one is called at the opening, and one more with each answer, for half a minute."""
    monkeypatch.setattr("ontact.commons.registrations.engine.waiting.AT_ONCE", 1)
