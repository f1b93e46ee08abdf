"""A rush rehearsed: a programme's own terms in a hall apart, robots that press at once, and through the waiting room."""

import time
from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import Extent, Pool, Terms
from ontact.config.launch.hall import Hall
from ontact.config.launch.pressing import Press
from ontact.config.launch.trouble import Trouble
from ontact.config.launch.waiting_pages import Page, wait_all
from ontact.config.rush import Crowd, Rush, Wanted
from ontact.config.rush_verdict import Turned

CONNECTIONS = 64
OPENS_IN_S = 5
CALLED_WITHIN_S = 300
PEOPLE_AT_MOST = 20_000
UNKNOWN = Wanted(100, 100)

Say = Callable[[str], None]


def wanted_of(programme_id: str) -> Wanted:
    """The places that are free, the waiting list and the way of allotting of one real programme. Nothing of it is changed.

    Raises:
        Trouble: there is no such programme, or it has no terms.
    """
    try:
        terms = Terms.objects.select_related("programme").get(programme=UUID(programme_id))
    except (ValueError, ValidationError, Terms.DoesNotExist) as unknown:
        raise Trouble(_("There is no programme %(id)s with sign-up.") % {"id": programme_id}) from unknown
    return Wanted(
        places=_places(terms.programme, terms),
        waiting_at_most=terms.waiting_at_most,
        has_waiting_room=terms.has_waiting_room,
        allotment=terms.allotment,
    )


def rehearse_rush(hall: Hall, wanted: Wanted, people: int, say: Say) -> tuple[Rush, Turned | None]:
    """Everybody at once; where the programme has a waiting room, everybody through it too."""
    say(_("%(people)d robots are preparing …") % {"people": people})
    crowd = Crowd(hall, people)
    say(_("Sign-up opens: all press at once …"))
    straight = Wanted(wanted.places, wanted.waiting_at_most, allotment=wanted.allotment)
    rush = crowd.rush(straight, people, connections=CONNECTIONS)
    return rush, _wait(crowd, wanted, people, say) if wanted.has_waiting_room else None


def _wait(crowd: Crowd, wanted: Wanted, people: int, say: Say) -> Turned:
    say(_("Once more through the waiting room; this takes a minute or two …"))
    early = Wanted(
        wanted.places,
        wanted.waiting_at_most,
        opens_in_s=600,
        has_waiting_room=True,
        allotment=wanted.allotment,
    )
    made = crowd.announce(early, people)
    passes = crowd.ask(f"let_in({made['programme']!r}, Path({str(crowd.file)!r}), {people})")
    pages = [
        Page(held, Press(browser, made["press"], {"preparation": preparation}))
        for held, browser, preparation in zip(passes, crowd.browsers, made["preparations"], strict=True)
    ]
    opens_at = crowd.ask(f"open_in({made['programme']!r}, {OPENS_IN_S})")
    time.sleep(max(0.0, opens_at - time.time() - 1))
    wait_all(
        crowd.hall.url,
        made["turns"],
        pages,
        connections=CONNECTIONS,
        opens_at=opens_at,
        seconds=CALLED_WITHIN_S,
    )
    return Turned(opens_at, pages)


def _places(programme: Programme, terms: Terms) -> int:
    """Of the series its scarcest pool; of single sessions all together."""
    free = [pool.free for pool in Pool.objects.filter(programme=programme, is_closed=False)]
    return min(free, default=0) if terms.extent == Extent.SERIES else sum(free)
