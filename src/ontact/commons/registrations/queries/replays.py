"""Replays from the side of those who had a place: which can be watched now, and how far each person is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.engine.attending import counts, percent_of
from ontact.commons.registrations.models import Attendance, Registration, RegistrationState
from ontact.commons.registrations.queries.attendance import deciding_note, rule_of, terms_of
from ontact.commons.registrations.queries.mine import registrations_of


@dataclass(frozen=True)
class Seen:
    """How far one person is with a replay: `percent` of it watched, `needed` to count; whether it counts by it."""

    place: Registration
    percent: int
    needed: int
    counts: bool
    sentence: str


def seen_by(session: Session, places: Iterable[Registration]) -> list[Seen]:
    """One query, whatever the number of people."""
    notes: dict[object, list[Attendance]] = {}
    places = list(places)
    for note in Attendance.objects.filter(session=session, registration__in=places).order_by("created_at"):
        notes.setdefault(note.registration_id, []).append(note)
    return [_seen(session, place, notes.get(place.pk, [])) for place in places]


def open_replays_of(person: Person, moment: datetime) -> list[Session]:
    """Of sessions in which the person or a child had a place; what ends first comes first. One query."""
    placed = registrations_of(person).filter(
        Q(session=None) | Q(session=OuterRef("pk")),
        programme=OuterRef("programme"),
        state=RegistrationState.PLACED,
    )
    found = Session.objects.replayable(moment).filter(Exists(placed)).select_related("programme__host")
    return list(found.order_by("replay_until", "begins_at"))


def _seen(session: Session, place: Registration, notes: list[Attendance]) -> Seen:
    terms, stretch = terms_of(session.programme), (session.begins_at, session.ends_at)
    watched = next((one for one in notes if one.source == Attendance.Source.REPLAY), None)
    minutes = watched.minutes if watched else 0
    needed = terms.counts_from_percent
    is_enough = terms.replay_counts and counts(minutes, stretch, needed)
    chosen = deciding_note(notes, rule_of(terms))
    percent = percent_of(minutes, stretch)
    facts = {"name": place.person.name, "percent": percent, "needed": needed}
    sentence = _sentence(chosen, terms.replay_counts, is_enough) % facts
    return Seen(place, percent, needed, is_enough, sentence)


def _sentence(chosen: Attendance | None, replay_counts: bool, is_enough: bool) -> str:
    if chosen is not None and chosen.counts and chosen.source != Attendance.Source.REPLAY:
        return _("%(name)s: this session counts already; the replay changes nothing.")
    if not replay_counts:
        return _("%(name)s: in this programme a replay does not count as attendance.")
    if chosen is not None and chosen.source == Attendance.Source.DESK:
        return _("%(name)s: the desk has corrected this session, and its word stands.")
    if is_enough:
        return _("%(name)s: %(percent)d %% watched of the %(needed)d %% needed. It counts as attended.")
    return _("%(name)s: %(percent)d %% watched of the %(needed)d %% needed.")
