"""Minors of a meeting: what their guardians were asked, what they agreed to, and who has not answered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import ConsentRequest, Meeting, Participant, Reply, StandingList
from ontact.commons.people.models import Consent, Organisation, Person
from ontact.foundation.capability import PersonalData
from ontact.foundation.clock import now
from ontact.web.when import day_words, moment_words

PURPOSES = (Consent.Purpose.CAMERA, Consent.Purpose.RECORDING)
# A guardian who was asked within this time is not asked again by another press.
ASKED_ONCE_IN = timedelta(hours=20)
NO_GUARDIAN, NOT_ASKED, WAITING, AGREED, REFUSED = "no_guardian", "not_asked", "waiting", "agreed", "refused"
# What the clerk can still do something about.
LACKING = (NO_GUARDIAN, NOT_ASKED, WAITING)


@dataclass(frozen=True)
class ConsentState:
    """One minor of a meeting. `agreed` holds purposes."""

    participant: Participant
    request: ConsentRequest | None
    agreed: frozenset[str]

    @property
    def word(self) -> str:
        """agreed | refused once answered; before that waiting, not_asked or no_guardian."""
        if self.request is not None and self.request.answered_at is not None and self.request.is_valid():
            return AGREED if Consent.Purpose.CAMERA in self.agreed else REFUSED
        if self.request is not None and self.request.asked_at is not None and self.request.is_valid():
            return WAITING
        return NOT_ASKED if self.participant.guardian_email else NO_GUARDIAN

    @property
    def is_lacking(self) -> bool:
        return self.word in LACKING

    @property
    def may_be_asked(self) -> bool:
        """By mail, now: not before the invitations, not twice a day."""
        if self.word not in (NOT_ASKED, WAITING) or self.participant.seat_id is None:
            return False
        asked_at = self.request.asked_at if self.request else None
        return asked_at is None or asked_at < now() - ASKED_ONCE_IN


def scope_of(participant: Participant) -> Meeting | StandingList:
    """For a seat of a standing list the committee's meetings are asked for at once, for anyone else this meeting."""
    standing: StandingList | None = participant.meeting.standing_list
    if participant.standing_seat_id is not None and standing is not None:
        return standing
    return participant.meeting


def consent_states(meeting: Meeting) -> list[ConsentState]:
    """Every minor on the list, by rank. Three queries, whatever their number; one where there is none."""
    people = list(meeting.participants.standing().filter(is_minor=True).select_related("seat", "person"))
    if not people:
        return []
    for person in people:
        person.meeting = meeting
    requests = {(one.child_id, one.standing_list_id or one.meeting_id): one for one in _requests_of(meeting)}
    agreed = _agreed(meeting, people)
    return [
        ConsentState(
            person,
            requests.get((person.person_id, scope_of(person).pk)),
            frozenset(agreed.get((person.person_id, str(scope_of(person).pk)), ())),
        )
        for person in people
    ]


def minors_without_consent(hosts: list[Organisation]) -> dict[UUID, int]:
    """Meeting that is coming or on → how many minors' guardians have not answered. One query."""
    about = Q(meeting=OuterRef("meeting")) | Q(standing_list=OuterRef("meeting__standing_list"))
    answered = ConsentRequest.objects.valid_at(now()).filter(
        about, child=OuterRef("person"), answered_at__isnull=False
    )
    minors = Participant.objects.told().filter(
        is_minor=True,
        meeting__host__in=hosts,
        meeting__rehearsal_of=None,
        meeting__state__in=[Meeting.State.CONVENED, Meeting.State.OPENED],
    )
    return dict(Counter(minors.filter(~Exists(answered)).values_list("meeting", flat=True)))


def counts_of(states: Iterable[ConsentState]) -> dict[str, int]:
    counted = Counter(state.word for state in states)
    lacking = sum(counted[word] for word in LACKING)
    return {"lacking": lacking, AGREED: counted[AGREED], REFUSED: counted[REFUSED]}


def agreed_for(participant: Participant) -> frozenset[str]:
    """What stands for this child and this meeting now. One query."""
    if participant.person_id is None:
        return frozenset()
    rows = Consent.objects.standing().about(scope_of(participant)).filter(person=participant.person_id)
    return frozenset(rows.filter(purpose__in=PURPOSES).values_list("purpose", flat=True))


def agreed_to(request: ConsentRequest) -> frozenset[str]:
    """What stands of one asking. One query."""
    rows = Consent.objects.standing().about(request.scope).filter(person=request.child_id)
    return frozenset(rows.filter(purpose__in=PURPOSES).values_list("purpose", flat=True))


def seat_facts(participant: Participant) -> dict[str, Any]:
    """What the seat of this participant may, as far as a guardian decides it; whoever sits in brings no consent along."""
    if not participant.is_minor:
        return {"may_be_pictured": True, "may_be_recorded": True, "names_itself": True}
    substituted = Reply.objects.filter(participant=participant, answer=Reply.Answer.SUBSTITUTE).exists()
    agreed = frozenset() if substituted else agreed_for(participant)
    return {
        "may_be_pictured": Consent.Purpose.CAMERA in agreed,
        "may_be_recorded": Consent.Purpose.RECORDING in agreed,
        "names_itself": False,
    }


def places_under(request: ConsentRequest) -> list[Participant]:
    """Where the answer counts: the child's places in the meeting, or in all meetings of the list, that are not over."""
    places = Participant.objects.told().filter(person=request.child_id, is_minor=True)
    if request.standing_list_id is not None:
        places = places.filter(
            meeting__standing_list=request.standing_list_id, standing_seat__isnull=False
        ).exclude(meeting__state__in=[Meeting.State.CLOSED, Meeting.State.CANCELLED])
    else:
        places = places.filter(meeting=request.meeting_id)
    return list(places.select_related("seat__room", "meeting__room", "meeting__standing_list"))


def wording(request: ConsentRequest, purpose: str) -> str:
    """What is agreed to, as the guardian reads it and as it is kept."""
    if purpose == Consent.Purpose.CAMERA:
        words = _(
            "While the meeting runs, those who are in it see your child by camera. The picture is not kept."
        )
    else:
        words = _("If the meeting is recorded, your child may be seen and heard in the recording.")
    return f"{words} {scope_words(request)}"


def scope_words(request: ConsentRequest) -> str:
    """For what, and until when."""
    if request.standing_list is not None:
        facts = {"list": request.standing_list.title, "day": day_words(request.valid_until)}
        return _("This is for all meetings of “%(list)s” until %(day)s.") % facts
    assert request.meeting is not None
    facts = {"title": request.meeting.title, "time": moment_words(request.meeting.begins_at)}
    return _("This is for “%(title)s”, %(time)s, and ends with it.") % facts


def asked_of(person: Person) -> Iterable[PersonalData]:
    """What is kept about a guardian, and about a child for whom one was asked."""
    mine = Q(guardian__in=person.selves()) | Q(child__in=person.selves())
    asked = ConsentRequest.objects.filter(mine).select_related("meeting__room", "standing_list")
    rows = [(str(one.scope.title), _asked_words(one)) for one in asked]
    if rows:
        kept = _("Until a year after the end of what was asked.")
        yield PersonalData(_("Consent of guardians"), rows, kept)


def _asked_words(request: ConsentRequest) -> str:
    if request.answered_at is not None:
        return _("answered on %(time)s") % {"time": moment_words(request.answered_at)}
    if request.asked_at is not None:
        return _("asked on %(time)s") % {"time": moment_words(request.asked_at)}
    return _("Guardian not asked yet")


def run_out_between(since: datetime, until: datetime) -> list[ConsentRequest]:
    rows = ConsentRequest.objects.filter(ends_at__gt=since, ends_at__lte=until, answered_at__isnull=False)
    return list(rows.select_related("standing_list", "child"))


def _requests_of(meeting: Meeting) -> list[ConsentRequest]:
    about = Q(meeting=meeting)
    if meeting.standing_list_id is not None:
        about |= Q(standing_list=meeting.standing_list_id)
    return list(ConsentRequest.objects.filter(about).select_related("meeting__room", "standing_list"))


def _agreed(meeting: Meeting, people: list[Participant]) -> dict[tuple[UUID, str], list[str]]:
    things = [thing for thing in (meeting, meeting.standing_list) if thing is not None]
    rows = Consent.objects.standing().about(*things).filter(purpose__in=PURPOSES)
    found: dict[tuple[UUID, str], list[str]] = {}
    for child, about, purpose in rows.filter(person__in=[one.person_id for one in people]).values_list(
        "person_id", "about_id", "purpose"
    ):
        found.setdefault((child, about), []).append(purpose)
    return found
