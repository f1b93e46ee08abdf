"""The public page of a programme: everything that `registrations/programme.html` shows, for one reader."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ontact.commons.people.access import Visitor
from ontact.commons.programmes.access import may_edit
from ontact.commons.programmes.calendars import place_of
from ontact.commons.programmes.markup import as_script, event_words
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.programmes.queries import sessions_of
from ontact.commons.registrations.models import Draw, Extent, Pool, Terms
from ontact.commons.registrations.queries.missing import rules_at
from ontact.commons.registrations.queries.plain_terms import (
    Numbers,
    ages_in_words,
    draw_at,
    kept_until,
    numbers_of,
    ways_in_words,
)
from ontact.commons.registrations.queries.sign_up_box import box_of
from ontact.foundation.clock import now


@dataclass(frozen=True)
class Dated:
    """One session as the page lists it. `numbers` only where it has places of its own."""

    session: Session
    place: str
    numbers: Numbers | None
    is_over: bool

    @property
    def is_changed(self) -> bool:
        """Moved or renamed since it was announced; what is postponed or cancelled says so itself."""
        return self.session.revision > 0 and not self.session.is_cancelled and not self.session.is_postponed


def page_of(programme: Programme, person: Visitor) -> dict[str, Any]:
    """The context of the page. `programme` comes with its host. Eleven queries at most, however many sessions, rules
    and people.
    """
    moment = now()
    terms = Terms.objects.filter(programme=programme).first()
    sessions = list(sessions_of(programme))
    for session in sessions:
        session.programme = programme
    pools = list(Pool.objects.filter(programme=programme)) if terms else []
    return {
        "programme": programme,
        "host": programme.host,
        "moment": moment,
        "ages": ages_in_words(programme),
        "lecturers": list(dict.fromkeys(one.lecturer for one in sessions if one.lecturer)),
        "sessions": _dated(sessions, pools, moment),
        "markup": as_script(event_words(programme, sessions)),
        "rules": rules_at(programme, moment) if terms else [],
        "box": box_of(programme, terms, person, moment, sessions),
        "may_edit": may_edit(person, programme),
        **_of_terms(programme, terms, sessions, pools),
    }


def _of_terms(
    programme: Programme, terms: Terms | None, sessions: list[Session], pools: list[Pool]
) -> dict[str, Any]:
    if terms is None:
        return {"terms": None, "ways": [], "numbers": None, "draw": None, "draw_at": None}
    return {
        "terms": terms,
        "ways": ways_in_words(programme, terms, sessions),
        "numbers": _numbers(terms, pools),
        "kept_until": kept_until(terms),
        "draw": Draw.objects.filter(programme=programme).first(),
        "draw_at": draw_at(programme, terms),
    }


def _numbers(terms: Terms, pools: list[Pool]) -> Numbers | None:
    """Of the whole. Where one chooses sessions that have places of their own, each says its own instead."""
    of_series = [pool for pool in pools if pool.session_id is None]
    if terms.extent == Extent.SESSIONS:
        return numbers_of(of_series)
    return numbers_of(pools)


def _dated(sessions: list[Session], pools: list[Pool], moment: datetime) -> list[Dated]:
    own: dict[UUID, list[Pool]] = {}
    for pool in pools:
        if pool.session_id:
            own.setdefault(pool.session_id, []).append(pool)
    return [
        Dated(
            session=session,
            place=place_of(session),
            numbers=numbers_of(own.get(session.pk, [])),
            is_over=session.has_ended(moment),
        )
        for session in sessions
    ]
