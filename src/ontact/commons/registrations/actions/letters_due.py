"""What is written by the clock each minute; one trouble does not keep the other letters waiting."""

import logging
from collections.abc import Callable
from datetime import datetime

from ontact.commons.registrations.actions.following_up import invite_to_surveys, tell_of_certificates
from ontact.commons.registrations.actions.reminding import (
    remind_of_offers,
    remind_of_sessions,
    tell_of_openings,
)
from ontact.commons.registrations.actions.retention import erase_in_the_night

logger = logging.getLogger(__name__)

STEPS: tuple[Callable[[datetime], int], ...] = (
    remind_of_sessions,
    remind_of_offers,
    tell_of_openings,
    invite_to_surveys,
    tell_of_certificates,
    erase_in_the_night,
)


def write_letters_due(moment: datetime) -> None:
    """Harmless when repeated."""
    for step in STEPS:
        try:
            step(moment)
        except Exception:
            # The next minute tries again.
            logger.exception("%s failed", step.__name__)
