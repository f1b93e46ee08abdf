"""All of one's own and one's children's places: what is to come, what was, and what is still owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ontact.commons.people.models import Consent, Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import (
    Certificate,
    Channel,
    HouseholdMember,
    NoShow,
    Preparation,
    Registration,
    RegistrationState,
    SurveyClose,
    SurveyQuestion,
)
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.queries.mine import registrations_of
from ontact.commons.registrations.queries.missing import OF_AGE_FOR_CONSENT, age_on
from ontact.commons.registrations.queries.sign_up_box import with_places_ahead
from ontact.commons.registrations.queries.survey import LASTS
from ontact.web.when import moment_words

NEVER = datetime.max.replace(tzinfo=UTC)
# So long the list reminds of a certificate; later it is still to be had on the place's page.
FETCHED_WITHIN = timedelta(days=60)


@dataclass(frozen=True)
class Place:
    """One row: the wish, its sentence, and the session that comes next (or was the last)."""

    registration: Registration
    sentence: str
    session: Session | None


@dataclass(frozen=True)
class Owed:
    """One thing that somebody waits for: a sentence and the page on which it is done. `by`: its deadline."""

    sentence: str
    href: str
    by: datetime | None = None


def places_to_come(person: Person, moment: datetime) -> list[Place]:
    """What is alive of programmes that are not over, the soonest first. Two queries."""
    live = registrations_of(person).filter(state__in=LIVE_STATES)
    places = with_sessions(with_places_ahead(live.filter(_not_over(moment))), moment)
    return sorted(places, key=lambda one: one.session.begins_at if one.session else NEVER)


def places_of_the_past(person: Person, moment: datetime) -> QuerySet[Registration]:
    """All others, the newest first; for `with_sessions`, a page at a time."""
    mine = registrations_of(person).exclude(Q(state__in=LIVE_STATES) & _not_over(moment))
    return with_places_ahead(mine)


def with_sessions(rows: Iterable[Registration], moment: datetime) -> list[Place]:
    """One query for the dates of all of them."""
    rows = list(rows)
    dated: dict[UUID, list[Session]] = {}
    wanted = {row.programme_id for row in rows}
    for session in Session.objects.filter(programme__in=wanted, cancelled_at=None).order_by("begins_at"):
        dated.setdefault(session.programme_id, []).append(session)
    return [
        Place(row, short_sentence(row), _next(row, dated.get(row.programme_id, []), moment)) for row in rows
    ]


def short_sentence(registration: Registration) -> str:
    """The state in one sentence; why it is so stands on the place's own page."""
    if registration.state == State.WAITING:
        return _("You are number %(n)d in line.") % {"n": getattr(registration, "ahead", 0) + 1}
    return str(registration.get_state_display())


def owed_by(person: Person, moment: datetime) -> list[Owed]:
    """What has a deadline first. Eight queries, however many places."""
    mine = registrations_of(person)
    found = [
        *_offers(mine),
        *_preparations(person, moment),
        *_consents(person, mine, moment),
        *_surveys(mine, moment),
        *_marks(mine),
        *_certificates(mine, moment),
    ]
    return sorted(found, key=lambda one: one.by or NEVER)


def certificates_given(person: Person) -> list[Certificate]:
    """Those that stand, the newest first. One query."""
    given = Certificate.objects.filter(
        registration__in=registrations_of(person), replaced_by=None, revoked_at=None
    )
    return list(
        given.select_related("registration__programme", "registration__person").order_by("-created_at")
    )


def _not_over(moment: datetime) -> Q:
    return Q(programme__ends_at=None) | Q(programme__ends_at__gt=moment)


def _next(row: Registration, sessions: Sequence[Session], moment: datetime) -> Session | None:
    if row.session is not None:
        return row.session
    to_come = (session for session in sessions if session.ends_at > moment)
    return next(to_come, sessions[-1] if sessions else None)


def _offers(mine: QuerySet[Registration]) -> Iterable[Owed]:
    for one in mine.filter(state=State.OFFERED).select_related("programme", "person"):
        words = _("A place is offered: %(title)s, for %(name)s. Accept or decline it.")
        yield Owed(
            words % {"title": one.programme.title, "name": one.person},
            reverse("registrations:place", args=[one.pk]),
            one.offered_until,
        )


def _preparations(person: Person, moment: datetime) -> Iterable[Owed]:
    """Begun, and not yet pressed while it is still possible."""
    begun = Preparation.objects.filter(asked_by=person, channel=Channel.ONLINE, pressed_at=None)
    can_be_pressed = Q(programme__closes_at=None) | Q(programme__closes_at__gt=moment)
    begun = begun.filter(can_be_pressed, _not_over(moment), programme__cancelled_at=None)
    for one in begun.select_related("programme"):
        programme, opens_at = one.programme, one.programme.opens_at
        if one.ready_at is None:
            words = _("Something is still missing in your preparation: %(title)s.")
        elif opens_at is not None and opens_at > moment:
            words = _("You are ready: %(title)s. Press at %(moment)s.")
        else:
            words = _("You are ready: %(title)s. Sign-up is open, press now.")
        facts = {"title": programme.title, "moment": moment_words(opens_at) if opens_at else ""}
        yield Owed(words % facts, reverse("registrations:ready", args=[programme.pk]), programme.closes_at)


def _consents(person: Person, mine: QuerySet[Registration], moment: datetime) -> Iterable[Owed]:
    """Children under 14 with a place or a wish, for whom no consent of this guardian stands."""
    live = mine.filter(_not_over(moment), state__in=LIVE_STATES, person__guardian=person)
    rows = list(
        live.filter(programme__sign_up_terms__needs_guardian=True).select_related("programme", "person")
    )
    births = dict(
        HouseholdMember.objects.filter(person__in={one.person_id for one in rows}).values_list(
            "person", "born_on"
        )
    )
    given = set(
        Consent.objects.standing(moment)
        .about(*{one.programme for one in rows})
        .filter(given_by=person, purpose=Consent.Purpose.PARTICIPATION)
        .exclude(evidence="")
        .values_list("person", "about_id")
    )
    for one in {(row.person_id, row.programme_id): row for row in rows}.values():
        if _is_young(births.get(one.person_id)) and (one.person_id, str(one.programme_id)) not in given:
            words = _("Your consent is missing: %(title)s, for %(name)s.")
            href = reverse("registrations:consent", args=[one.programme_id, one.person_id])
            yield Owed(words % {"title": one.programme.title, "name": one.person}, href)


def _is_young(born_on: date | None) -> bool:
    age = age_on(born_on, localdate())
    return age is None or age < OF_AGE_FOR_CONSENT


def _surveys(mine: QuerySet[Registration], moment: datetime) -> Iterable[Owed]:
    """Open, with questions, and not answered for everybody yet."""
    unanswered = mine.filter(state=RegistrationState.PLACED, survey_done=None)
    asked = Exists(SurveyQuestion.objects.filter(programme=OuterRef("pk")))
    closed = Exists(SurveyClose.objects.filter(programme=OuterRef("pk")))
    held = Programme.objects.filter(asked, ~closed, pk__in=unanswered.values("programme"))
    held = held.filter(sessions__cancelled_at=None).annotate(last_end=Max("sessions__ends_at"))
    is_open = held.filter(last_end__lte=moment, last_end__gt=moment - LASTS)
    for key, title, last_end in is_open.values_list("pk", "title", "last_end"):
        words = _("Tell us how it was: %(title)s.")
        yield Owed(words % {"title": title}, reverse("registrations:survey", args=[key]), last_end + LASTS)


def _marks(mine: QuerySet[Registration]) -> Iterable[Owed]:
    """A mark to which nothing has been said; whoever had a reason can say it."""
    marks = NoShow.objects.filter(registration__in=mine, appealed_at=None, answered_at=None)
    for mark in marks.select_related("registration__programme", "registration__person"):
        words = _(
            "There is a mark for staying away: %(title)s, %(name)s. If there was a reason, tell the desk."
        )
        facts = {"title": mark.registration.programme.title, "name": mark.registration.person}
        yield Owed(words % facts, reverse("registrations:no_show", args=[mark.pk]))


def _certificates(mine: QuerySet[Registration], moment: datetime) -> Iterable[Owed]:
    """Where one is given and none has been fetched; whether it is earned stands on the page to which this leads."""
    held = mine.filter(state=RegistrationState.PLACED, certificates=None)
    held = held.filter(programme__ends_at__lte=moment, programme__ends_at__gt=moment - FETCHED_WITHIN)
    for one in held.filter(programme__sign_up_terms__certificate_from__gt=0).select_related(
        "programme", "person"
    ):
        words = _("See whether there is a certificate: %(title)s, for %(name)s.")
        facts = {"title": one.programme.title, "name": one.person}
        yield Owed(words % facts, reverse("registrations:account", args=[one.pk]))
