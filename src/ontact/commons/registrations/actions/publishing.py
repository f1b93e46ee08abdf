"""A programme is published with everything that hangs on it; and it is copied with its terms, places and questions."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.models import Organisation
from ontact.commons.programmes import actions as programmes
from ontact.commons.programmes.actions import NewDays
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.live_rooms import open_rooms
from ontact.commons.registrations.actions.terms import hold_terms, promise_what_is_drawn
from ontact.commons.registrations.models import Draw, Pool, Question, SurveyQuestion, Terms
from ontact.commons.registrations.queries.fixed import has_begun
from ontact.commons.registrations.queries.making import stops
from ontact.foundation.actor import Actor
from ontact.foundation.errors import RuleBroken

# What people or the clock have made of terms is nobody else's.
COPIED = (
    "allotment",
    "extent",
    "window",
    "waiting_at_most",
    "offers_last",
    "withdraw_until",
    "people_at_most",
    "has_waiting_room",
    "needs_guardian",
    "counts_from_percent",
    "replay_counts",
    "certificate_from",
)


class NotComplete(RuleBroken):
    code = "programme-not-complete"
    status = 422
    text = _("Something is missing before this programme can be published: %(what)s")
    way_out = _("The list on the programme's page leads to each of them.")


class PeopleSignedUp(RuleBroken):
    code = "people-signed-up"
    text = _("Somebody has been signed up at the desk already.")
    way_out = _("Publish the programme and cancel it with a reason: then everybody concerned is told.")


@transaction.atomic
def publish(*, programme: Programme, at: datetime | None, by: Actor) -> Programme:
    """Let everybody see it now or at a time: its live rooms are opened, and a draw is promised. Harmless when repeated.

    Raises:
        NotComplete: with the first thing that is missing.
        and what programmes.publish raises.
    """
    terms = hold_terms(programme)
    if missing := stops(terms.programme):
        raise NotComplete(what=missing[0].sentence)
    held = programmes.publish(programme=terms.programme, at=at, by=by)
    terms.programme = held
    open_rooms(held, by)
    promise_what_is_drawn(terms, by)
    return held


@transaction.atomic
def copy_programme(
    *, source: Programme, days: NewDays, host: Organisation, by: Actor, identity: UUID | None = None
) -> Programme:
    """A draft with the words, sessions, terms, places, questions and survey of another. `identity`: of the form.

    Raises what programmes.copy raises.
    """
    if known := _made_before(identity, source, host):
        return known
    identity = programmes.free_identity(identity)
    made = programmes.copy(
        source=source, page=_page(source, identity), days=days, identity=identity, host=host, by=by
    )
    _copy_terms(source, made, is_with_sessions=days.with_sessions)
    return made


@transaction.atomic
def save_as_template(*, source: Programme, by: Actor, identity: UUID | None = None) -> Programme:
    """A template of the same house, with terms, places, questions and survey. `identity`: of the form."""
    if known := _made_before(identity, source, source.host):
        return known
    identity = programmes.free_identity(identity)
    made = programmes.save_as_template(source=source, page=_page(source, identity), identity=identity, by=by)
    _copy_terms(source, made, is_with_sessions=True)
    return made


@transaction.atomic
def discard(*, programme: Programme, by: Actor) -> None:
    """Throw a draft or a template away with its terms and places. Harmless when repeated.

    Raises:
        PeopleSignedUp: the desk has entered somebody already.
        and what programmes.discard raises.
    """
    if not Programme.objects.filter(pk=programme.pk).exists():
        return
    if has_begun(hold_terms(programme)):
        raise PeopleSignedUp
    Draw.objects.filter(programme=programme).delete()
    programmes.discard(programme=programme, by=by)


@transaction.atomic
def remove_session(*, session: Session, by: Actor) -> None:
    """Take it out of a draft with its places.

    Raises:
        PeopleSignedUp: the desk has entered somebody already.
        and what programmes.remove_session raises.
    """
    if has_begun(hold_terms(session.programme)):
        raise PeopleSignedUp
    programmes.remove_session(session=session, by=by)


def _made_before(identity: UUID | None, source: Programme, host: Organisation) -> Programme | None:
    """What the first of two presses has made."""
    if identity is None:
        return None
    found: Programme | None = Programme.objects.filter(pk=identity, copied_from=source, host=host).first()
    return found


def _page(source: Programme, identity: UUID) -> str:
    """The same capability's page of the new one."""
    return source.page.replace(str(source.pk), str(identity))


def _copy_terms(source: Programme, made: Programme, *, is_with_sessions: bool) -> None:
    old = Terms.objects.filter(programme=source).first()
    if old is None:
        return
    terms = Terms.objects.create(programme=made, **{name: getattr(old, name) for name in COPIED})
    Question.objects.bulk_create(
        Question(
            terms=terms,
            number=one.number,
            text=one.text,
            kind=one.kind,
            choices=one.choices,
            is_required=one.is_required,
        )
        for one in old.questions.all()
    )
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(programme=made, number=one.number, text=one.text, kind=one.kind, choices=one.choices)
        for one in source.survey_questions.all()
    )
    twins = _twins(source, made) if is_with_sessions else {}
    Pool.objects.bulk_create(_pools(source, made, twins))


def _twins(source: Programme, made: Programme) -> dict[UUID, Session]:
    """Session of the source → that of the copy. Cancelled ones were left out, unless all of it was cancelled."""
    rows = source.sessions.order_by("begins_at", "number")
    old = rows if source.is_cancelled else rows.filter(cancelled_at=None)
    new = made.sessions.order_by("begins_at", "number")
    return {one.pk: twin for one, twin in zip(old, new, strict=False)}


def _pools(source: Programme, made: Programme, twins: dict[UUID, Session]) -> Iterable[Pool]:
    """As many places as there were; those kept for the desk are set anew, since the book has used them up."""
    for pool in Pool.objects.filter(programme=source).order_by("created_at", "pk"):
        if pool.session_id is None or pool.session_id in twins:
            session = twins.get(pool.session_id) if pool.session_id else None
            yield Pool(programme=made, session=session, name=pool.name, capacity=pool.capacity)
