"""What is one person's: time line, and what is kept about them. Read through their earlier selves and the
children in their care.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.commons.people.access import is_signed_in
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import (
    HouseholdMember,
    Preparation,
    Registration,
    WaitingPass,
)
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.foundation.capability import AgendaEntry, PersonalData
from ontact.foundation.clock import now
from ontact.web.when import moment_words

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

    from ontact.commons.people.models import Person


def registrations_of(person: "Person") -> QuerySet[Registration]:
    """Their own and their children's."""
    selves = person.selves()
    mine: QuerySet[Registration] = Registration.objects.filter(
        Q(person__in=selves) | Q(person__guardian__in=selves)
    )
    return mine


def agenda_entries(person: "AbstractBaseUser") -> Iterable[AgendaEntry]:
    """Sessions to come of what one has, or may still get, with the door of those that are on. Two queries, however
    many registrations. Children are asked for by themselves.
    """
    if not is_signed_in(person):
        return
    live = Registration.objects.filter(person__in=person.selves(), state__in=LIVE_STATES)
    live = live.select_related("programme", "person").order_by("pk")
    registrations, moment = list(live), now()
    programmes = {one.programme_id for one in registrations}
    sessions: dict[object, list[Session]] = {}
    to_come = Session.objects.filter(programme__in=programmes, cancelled_at=None, ends_at__gt=moment)
    for session in to_come.select_related("room").order_by("begins_at"):
        sessions.setdefault(session.programme_id, []).append(session)
    for one in registrations:
        for session in sessions.get(one.programme_id, []):
            if one.session_id in (None, session.pk):
                yield _entry(one, session, moment)


def _entry(registration: Registration, session: Session, moment: datetime) -> AgendaEntry:
    page = reverse("registrations:place", args=[registration.pk])
    is_offer, room = registration.state == State.OFFERED, session.room
    has_door = registration.state == State.PLACED and room is not None and room.is_open_at(moment)
    until = registration.offered_until
    owed = _("Answer by %(moment)s") % {"moment": moment_words(until)} if until else ""
    part = f"{session.number}. {session.title}" if session.title else ""
    said = (part, str(registration.person), str(registration.get_state_display()))
    return AgendaEntry(
        title=str(registration.programme.title),
        begins_at=session.begins_at,
        ends_at=session.ends_at,
        path=page,
        note=" · ".join(filter(None, said)),
        door=room.page if room and has_door else "",
        door_words=_("Enter the live room"),
        missing=owed if is_offer else "",
        missing_path=page if is_offer else "",
    )


def personal_data(person: "AbstractBaseUser") -> Iterable[PersonalData]:
    if not is_signed_in(person):
        return
    rows = [
        (str(one.programme.title), f"{one.person} · {one.get_state_display()} · {one.created_at:%Y-%m-%d}")
        for one in registrations_of(person).select_related("programme", "person")
    ]
    if rows:
        yield PersonalData(_("Sign-ups for programmes"), rows, _("Until you ask to be forgotten."))
    children = HouseholdMember.objects.filter(person__guardian__in=person.selves()).select_related("person")
    rows = [(child.person.name, f"{child.born_on:%Y-%m-%d}") for child in children]
    if rows:
        until = _("Until you take the child out of your household or ask to be forgotten.")
        yield PersonalData(_("Children in your household"), rows, until)
    asked = Preparation.objects.filter(asked_by__in=person.selves()).prefetch_related("people__person")
    rows = [
        (str(who.person), said)
        for preparation in asked
        for who in preparation.people.all()
        for said in who.answers.values()
        if said
    ]
    if rows:
        until = _("90 days after the last session, or until you ask to be forgotten.")
        yield PersonalData(_("Your answers when signing up"), rows, until)
    waited = WaitingPass.objects.filter(person__in=person.selves()).select_related("room__programme")
    rows = [(str(one.room.programme.title), f"{one.created_at:%Y-%m-%d %H:%M}") for one in waited]
    if rows:
        yield PersonalData(_("Waiting rooms you were in"), rows, _("Until a month after the opening."))
