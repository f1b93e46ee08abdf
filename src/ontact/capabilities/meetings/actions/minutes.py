"""The minutes: drafted from the rows, edited by the clerk, approved by the chair, published for good."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from ontact.capabilities.meetings.actions.announcing import announce_meeting
from ontact.capabilities.meetings.actions.approvers import (
    approvals_of,
    note_approval,
    seat_approvers,
    to_be_asked,
)
from ontact.capabilities.meetings.actions.commenting import check_comments
from ontact.capabilities.meetings.actions.deciding import cover_decisions
from ontact.capabilities.meetings.actions.filing import make_files_later
from ontact.capabilities.meetings.actions.registering import enter_into_register
from ontact.capabilities.meetings.documents.body import Approval, Officer
from ontact.capabilities.meetings.errors import (
    EditedMeanwhile,
    GroundMissing,
    MinutesFrozen,
    MinutesNotApproved,
    MinutesNotLaid,
    MinutesNotPublished,
)
from ontact.capabilities.meetings.errors.comments import ReasonMissing
from ontact.capabilities.meetings.models import Approver, Meeting, Minutes
from ontact.capabilities.meetings.queries.editions import body_of, frozen
from ontact.commons.journal.actions import sign
from ontact.commons.notices import actions as notices
from ontact.commons.people.models import Person
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now


@dataclass(frozen=True)
class Edits:
    """What the clerk may write into the minutes; everything else is told by the rows."""

    notes: dict[str, str]
    names: dict[str, dict[str, str]]
    chat: list[str]
    closed: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"notes": self.notes, "names": self.names, "chat": self.chat, "closed": self.closed}

    @classmethod
    def of(cls, values: dict[str, Any]) -> "Edits":
        return cls(
            notes=values.get("notes", {}),
            names=values.get("names", {}),
            chat=values.get("chat", []),
            closed=values.get("closed", []),
        )


def draft_minutes(meeting: Meeting) -> Minutes:
    """A draft stands as soon as the meeting is closed. Inside the closing transaction."""
    minutes, made = Minutes.objects.get_or_create(meeting=meeting)
    if made:
        minutes.versions.create(number=minutes.version, name=SYSTEM.label)
    return minutes


@transaction.atomic
def save_minutes(minutes: Minutes, edits: Edits, *, version: int, by: Actor) -> Minutes:
    """Keep the clerk's text. `version` is the one the form was opened with. Who has approved already is asked again.

    Raises:
        EditedMeanwhile: someone saved in between; nothing is overwritten.
        MinutesFrozen.
    """
    minutes = _unfrozen(minutes)
    if minutes.version != version:
        if minutes.edits == edits.as_json():
            return minutes
        raise EditedMeanwhile
    if minutes.edits == edits.as_json():
        return minutes
    given = minutes.approvers.exclude(approved_version=None).exists()
    minutes.edits, minutes.version = edits.as_json(), version + 1
    minutes.save(update_fields=["edits", "version"])
    minutes.versions.create(
        number=minutes.version,
        edits=minutes.edits,
        person_id=by.id if by.kind == "person" else None,
        name=by.label,
    )
    sign(by, "edited the minutes", minutes, version=minutes.version)
    if minutes.state == Minutes.State.SUBMITTED and given:
        _ask(minutes)
    return minutes


def restore_version(minutes: Minutes, number: int, *, version: int, by: Actor) -> Minutes:
    """The text of an earlier version once more, as a new version: nothing is lost, and this can be taken back too.

    Raises:
        EditedMeanwhile, MinutesFrozen; MinutesVersion.DoesNotExist.
    """
    earlier = minutes.versions.get(number=number)
    return save_minutes(minutes, Edits.of(earlier.edits), version=version, by=by)


@transaction.atomic
def lay_before_chair(minutes: Minutes, *, signers: Iterable[UUID] = (), by: Actor) -> Minutes:
    """The draft is finished; the chair, and whoever else approves by the meeting's rule, are asked by mail.

    Raises:
        CommentsRunning, CommentsUnanswered, SignersMissing; MinutesFrozen.
    """
    minutes = _unfrozen(minutes)
    if minutes.state == Minutes.State.SUBMITTED:
        return minutes
    check_comments(minutes)
    seat_approvers(minutes, signers)
    minutes.state, minutes.remark, minutes.remark_by = Minutes.State.SUBMITTED, "", ""
    minutes.save(update_fields=["state", "remark", "remark_by"])
    sign(by, "laid the minutes before the chair", minutes, version=minutes.version)
    _ask(minutes)
    return minutes


@transaction.atomic
def return_minutes(minutes: Minutes, *, remark: str, by: Actor) -> Minutes:
    """One of those who approve sends the draft back with a remark; what others have given is void."""
    minutes = _unfrozen(minutes)
    if minutes.state != Minutes.State.SUBMITTED:
        raise MinutesNotLaid
    minutes.state, minutes.remark, minutes.remark_by = Minutes.State.DRAFT, remark, by.label
    minutes.save(update_fields=["state", "remark", "remark_by"])
    minutes.approvers.all().delete()
    sign(by, "returned the minutes", minutes)
    facts = {"remark": remark, "who": by.label}
    _write(minutes, minutes.meeting.convened_by, "minutes_returned", page="meetings:minutes_edit", **facts)
    return minutes


@transaction.atomic
def approve_minutes(minutes: Minutes, *, version: int, title: str, by: Person) -> Minutes:
    """One approval; the last that is needed freezes the text with its hash. What was read (`version`) is what is frozen.

    Raises:
        MinutesNotLaid, EditedMeanwhile, NotAnApprover.
    """
    minutes = Minutes.objects.locked(minutes.pk)
    if minutes.is_frozen:
        return minutes
    if minutes.state != Minutes.State.SUBMITTED:
        raise MinutesNotLaid
    if minutes.version != version:
        raise EditedMeanwhile
    note_approval(minutes, title=title, by=by)
    sign(by.actor(), "gave an approval", minutes, version=version)
    return _freeze(minutes, by.actor())


@transaction.atomic
def excuse_approver(row: Approver, *, reason: str, by: Actor) -> Minutes:
    """A member's approval is not waited for, with the reason on record. The chair's always is. Harmless when repeated.

    Raises:
        ReasonMissing, MinutesNotLaid.
    """
    if not reason.strip():
        raise ReasonMissing
    minutes: Minutes = Minutes.objects.locked(row.minutes_id)
    row = minutes.approvers.get(pk=row.pk)
    if row.excused_at is not None or row.is_chair or row.approved_version == minutes.version:
        return minutes
    if minutes.state != Minutes.State.SUBMITTED:
        raise MinutesNotLaid
    row.excused_at, row.excuse = now(), reason
    row.save(update_fields=["excused_at", "excuse"])
    sign(by, "excused an approver", minutes, reason=reason)
    return _freeze(minutes, by)


def _freeze(minutes: Minutes, by: Actor) -> Minutes:
    """As soon as nobody is awaited any more."""
    if minutes.approvers.awaited().exists():
        return minutes
    chair = minutes.approvers.get(is_chair=True)
    given, moment = approvals_of(minutes), now()
    approval = Approval(by=Officer(name=chair.name, title=chair.title), at=moment)
    text = frozen(minutes, approval, given if len(given) > 1 else [])
    made = minutes.editions.create(
        number=minutes.editions.count() + 1,
        correction=minutes.correction,
        approved_by=chair.person,
        approved_by_title=chair.title,
        approved_at=moment,
        **vars(text),
    )
    minutes.state = Minutes.State.APPROVED
    minutes.save(update_fields=["state"])
    sign(by, "approved the minutes", minutes, sha256=made.sha256, edition=made.number)
    make_files_later(str(made.pk))
    return minutes


@transaction.atomic
def publish_minutes(minutes: Minutes, *, by: Actor) -> Minutes:
    """Open the last edition: to everyone where the meeting is public, else to its people.

    Raises:
        MinutesNotApproved.
        GroundMissing: a closed meeting stands in the register with the ground on which it is closed.
    """
    minutes = Minutes.objects.locked(minutes.pk)
    if minutes.state == Minutes.State.PUBLISHED:
        return minutes
    made = minutes.editions.last()
    if made is None or minutes.state != Minutes.State.APPROVED:
        raise MinutesNotApproved
    if not minutes.meeting.is_public and not minutes.ground:
        raise GroundMissing
    made.published_at = now()
    made.save(update_fields=["published_at"])
    minutes.state, minutes.masks = Minutes.State.PUBLISHED, made.masks
    minutes.grounds = sorted({one.ground for one in body_of(made).closed})
    minutes.published_at = minutes.published_at or made.published_at
    enter_into_register(minutes)
    minutes.save(update_fields=["state", "masks", "grounds", "published_at", "year", "number"])
    sign(by, "published the minutes", minutes, sha256=made.sha256, edition=made.number)
    make_files_later(str(made.pk))
    meeting = Meeting.objects.with_frame().get(pk=minutes.meeting_id)
    cover_decisions(meeting, made.masks)
    announce_meeting(meeting)
    return minutes


@transaction.atomic
def begin_correction(minutes: Minutes, *, reason: str, by: Actor) -> Minutes:
    """The clerk may write again; readers keep the edition that stands until the corrected one is published.

    Raises:
        MinutesNotPublished: before publication the chair sends a draft back instead.
    """
    minutes = Minutes.objects.locked(minutes.pk)
    if minutes.is_correcting:
        return minutes
    if minutes.state != Minutes.State.PUBLISHED:
        raise MinutesNotPublished
    minutes.approvers.all().delete()
    minutes.state, minutes.correction = Minutes.State.DRAFT, reason
    minutes.remark, minutes.remark_by = "", ""
    minutes.save(update_fields=["state", "correction", "remark", "remark_by"])
    sign(by, "began to correct the minutes", minutes, reason=reason)
    return minutes


def _unfrozen(minutes: Minutes) -> Minutes:
    held: Minutes = Minutes.objects.locked(minutes.pk)
    if held.is_frozen:
        raise MinutesFrozen
    return held


def _ask(minutes: Minutes) -> None:
    for person in to_be_asked(minutes):
        _write(minutes, person, "minutes_laid", page="meetings:minutes_approval")


def _write(minutes: Minutes, person: Person, letter: str, *, page: str, **facts: Any) -> None:
    meeting = minutes.meeting
    notices.send(
        person,
        f"meetings/mail/{letter}",
        {
            "title": meeting.title,
            "begins_at": meeting.begins_at,
            "ends_at": meeting.ends_at,
            "host": meeting.host.name,
            "page_url": settings.BASE_URL + reverse(page, args=[meeting.pk]),
            **facts,
        },
        key=f"{letter}:{minutes.pk}:{minutes.version}:{person.pk}:{int(now().timestamp())}",
        about=minutes,
    )
