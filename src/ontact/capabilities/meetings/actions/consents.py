"""A guardian is asked by mail, answers by a link of their own or on paper, and can take back at once what was agreed to."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from ontact.capabilities.meetings.errors import NotConvenedYet
from ontact.capabilities.meetings.errors.consents import ConsentLinkOver, GuardianMissing
from ontact.capabilities.meetings.models import ConsentRequest, Meeting, Participant, StandingList
from ontact.capabilities.meetings.queries.consents import (
    PURPOSES,
    consent_states,
    places_under,
    run_out_between,
    scope_of,
    seat_facts,
    wording,
)
from ontact.commons.journal.actions import sign
from ontact.commons.notices import actions as notices
from ontact.commons.people.actions import find_or_create_guest, give_consent, withdraw_consent
from ontact.commons.people.models import Consent, Person
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import digest, new_secret

# A committee's consent is asked for anew each year.
ASKED_FOR = timedelta(days=365)
REMINDED_BEFORE = timedelta(days=3)
REMINDED_AFTER = timedelta(days=2)


def settle_person(participant: Participant, *, by: Actor) -> Person:
    """Whoever the entry on the list means, as a person; a child in the care of the guardian who was entered."""
    if participant.person is not None:
        return participant.person
    participant.person = find_or_create_guest(
        name=participant.name,
        email=participant.email,
        language=participant.language,
        guardian=_guardian_of(participant, by) if _is_in_care(participant) else None,
        by=by,
    )
    participant.save(update_fields=["person"])
    return participant.person


@transaction.atomic
def ask_guardian(participant: Participant, *, by: Actor) -> ConsentRequest:
    """A mail with a new link; the link of an earlier mail ends. What was answered stays until it is answered anew.

    Raises:
        NotConvenedYet, GuardianMissing.
    """
    if participant.meeting.is_draft:
        raise NotConvenedYet
    if not participant.guardian_email:
        raise GuardianMissing(name=participant.name)
    request = _request_for(participant, by)
    secret = new_secret()
    request.digest, request.asked_at = digest(secret), now()
    request.save(update_fields=["digest", "asked_at"])
    _post(request, participant, secret)
    sign(by, "asked a guardian for consent", participant.meeting, participant=participant.pk)
    return request


def ask_guardians(meeting: Meeting, *, by: Actor) -> int:
    """Everyone who has not answered and has an address, but nobody twice a day. Returns how many."""
    if meeting.is_draft:
        raise NotConvenedYet
    asked = [state.participant for state in consent_states(meeting) if state.may_be_asked]
    for participant in asked:
        ask_guardian(participant, by=by)
    return len(asked)


@transaction.atomic
def answer_for_child(
    request: ConsentRequest, agreed: Collection[str], *, by: Actor, evidence: str = ""
) -> None:
    """What is agreed to from now on; the rest is withdrawn. In a running meeting the camera goes off at once.

    Raises:
        ConsentLinkOver.
    """
    request = ConsentRequest.objects.select_related(
        "meeting__room", "meeting__host", "standing_list", "child", "guardian"
    ).get(pk=ConsentRequest.objects.locked(request.pk).pk)
    if not request.is_valid():
        raise ConsentLinkOver
    who: dict[str, Any] = {"person": request.child, "about": request.scope, "by": request.guardian}
    given: dict[str, Any] = {"ends_at": request.ends_at, "evidence": evidence}
    for purpose in PURPOSES:
        if purpose in agreed:
            give_consent(**who, **given, purpose=purpose, wording=wording(request, purpose))
        else:
            withdraw_consent(**who, purpose=purpose)
    request.answered_at = now()
    request.save(update_fields=["answered_at"])
    sign(by, "answered for a child", request, agreed=sorted(agreed), on_paper=bool(evidence))
    seats_follow(places_under(request), by=by)


@transaction.atomic
def enter_by_hand(
    participant: Participant, agreed: Collection[str], *, evidence: str, by: Actor
) -> ConsentRequest:
    """What a guardian said on paper or at the counter, with where it can be found; also before the invitations."""
    settle_person(participant, by=by)
    request = _request_for(participant, by)
    answer_for_child(request, agreed, evidence=evidence, by=by)
    return request


def seats_follow(places: Iterable[Participant], *, by: Actor) -> None:
    """Rights in the room are those that stand now; the usher takes a picture away that is being sent."""
    for participant in places:
        if participant.seat is not None:
            rooms.change_seat(participant.seat, by=by, **seat_facts(participant))


@transaction.atomic
def guardian_changed(participant: Participant) -> None:
    """Who reads the old mail-box must not answer for the child any more."""
    if participant.person_id is not None:
        mine = ConsentRequest.objects.filter(child=participant.person_id)
        mine.filter(**_about(scope_of(participant))).update(digest=None, asked_at=None)


def forget_answers(person: Person) -> None:
    """A child or a guardian asks to be forgotten: nothing is agreed to any more, and seats follow at once."""
    selves = person.selves()
    Participant.objects.filter(guardian_email__in=_addresses(person)).update(
        guardian_name="", guardian_email=""
    )
    mine = ConsentRequest.objects.filter(Q(child__in=selves) | Q(guardian__in=selves))
    for request in mine.select_related("meeting__room", "standing_list"):
        Consent.objects.about(request.scope).filter(person=request.child_id, purpose__in=PURPOSES).delete()
        seats_follow(places_under(request), by=SYSTEM)
        request.delete()


def remind_guardians(moment: datetime) -> int:
    """Three days before the meeting, who has not answered for two days is asked once more. Returns how many."""
    soon = Meeting.objects.on_record().filter(
        state=Meeting.State.CONVENED,
        room__begins_at__gt=moment,
        room__begins_at__lte=moment + REMINDED_BEFORE,
        pk__in=Participant.objects.told().filter(is_minor=True).values("meeting"),
    )
    waiting = [
        state.participant
        for meeting in soon.select_related("room", "host", "standing_list")
        for state in consent_states(meeting)
        if state.may_be_asked and _was_asked_before(state.request, moment - REMINDED_AFTER)
    ]
    for participant in waiting:
        ask_guardian(participant, by=SYSTEM)
    return len(waiting)


def close_what_ran_out(moment: datetime) -> None:
    """A committee's consent has ended within the hour: the seats of its meetings follow."""
    for request in run_out_between(moment - timedelta(hours=1), moment):
        seats_follow(places_under(request), by=SYSTEM)


def _is_in_care(participant: Participant) -> bool:
    """A minor who signs in with an address of their own is taken as they are."""
    own = Person.objects.filter(email=participant.email, guardian=None, is_active=True)
    own = own.exclude(email=participant.guardian_email)
    signs_in = bool(participant.email) and own.exclude(claimed_at=None).exists()
    return bool(participant.guardian_name) and not signs_in


def _addresses(person: Person) -> list[str]:
    return [email for email in person.selves().values_list("email", flat=True) if email]


def _was_asked_before(request: ConsentRequest | None, moment: datetime) -> bool:
    return request is not None and request.asked_at is not None and request.asked_at <= moment


def _request_for(participant: Participant, by: Actor) -> ConsentRequest:
    """The one for this child and this scope; a committee's that has run out begins anew."""
    scope = scope_of(participant)
    guardian = _guardian_of(participant, by)
    ends_at = now() + ASKED_FOR if isinstance(scope, StandingList) else None
    found: tuple[ConsentRequest, bool] = ConsentRequest.objects.select_related(
        "meeting__room", "standing_list"
    ).get_or_create(
        child=settle_person(participant, by=by),
        **_about(scope),
        defaults={"guardian": guardian, "ends_at": ends_at},
    )
    request, is_new = found
    if is_new:
        return request
    if not request.is_valid() and ends_at is not None:
        request.ends_at, request.answered_at = ends_at, None
    request.guardian = guardian
    request.save(update_fields=["guardian", "ends_at", "answered_at"])
    return request


def _about(scope: Meeting | StandingList) -> dict[str, Meeting | StandingList]:
    return {"standing_list": scope} if isinstance(scope, StandingList) else {"meeting": scope}


def _guardian_of(participant: Participant, by: Actor) -> Person:
    """Of the guardian no more is kept than name and address."""
    return find_or_create_guest(
        name=participant.guardian_name,
        email=participant.guardian_email,
        language=participant.language,
        by=by,
    )


def _post(request: ConsentRequest, participant: Participant, secret: str) -> None:
    meeting = participant.meeting
    notices.send(
        participant.guardian_email,
        "meetings/mail/consent_wanted",
        {
            "title": meeting.title,
            "host": meeting.host.name,
            "helpline": meeting.room.helpline,
            "begins_at": meeting.begins_at,
            "ends_at": meeting.ends_at,
            "child": participant.shown_name,
            "committee": request.standing_list.title if request.standing_list else "",
        },
        key=f"consent_wanted:{digest(secret)[:32]}",
        name=participant.guardian_name,
        secrets={"link": settings.BASE_URL + reverse("meetings:consent", args=[secret])},
        language=participant.language,
        about=request,
    )
