"""A person's own meetings: the time line of my page, and what is kept about them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import (
    Comment,
    CommentRound,
    Edition,
    Meeting,
    Minutes,
    MinutesVersion,
    NamedBallot,
    Opinion,
    Participant,
    Voted,
)
from ontact.capabilities.meetings.queries.comments import drafts_to_comment
from ontact.capabilities.meetings.queries.consents import asked_of
from ontact.capabilities.meetings.queries.field import field_reported_by
from ontact.capabilities.meetings.queries.meetings import meetings_of, minutes_to_approve
from ontact.capabilities.meetings.queries.owed import followed_by, instruction_entries
from ontact.capabilities.meetings.queries.reports import report_entries, reported_by
from ontact.capabilities.meetings.queries.standing import seats_of
from ontact.commons.people.access import is_signed_in, organisations_where
from ontact.commons.people.models import Mandate, Person
from ontact.foundation.capability import AgendaEntry, PersonalData
from ontact.foundation.clock import now
from ontact.web.when import moment_words

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def agenda_entries(person: "AbstractBaseUser") -> Iterable[AgendaEntry]:
    """Meetings to which the person is invited, drafts to comment on, and minutes that wait for their approval."""
    if not is_signed_in(person):
        return
    waiting = {one.meeting_id: one for one in _to_approve(person)}
    drafts = {one.round.minutes.meeting_id: one.round for one in drafts_to_comment(person)}
    for place in meetings_of(person):
        minutes = waiting.pop(place.meeting_id, None)
        entry = _entry(place.meeting, minutes, part=str(place.get_part_display()))
        laid = drafts.get(place.meeting_id)
        yield _to_comment(entry, laid) if laid is not None and minutes is None else entry
    for minutes in waiting.values():
        yield _entry(minutes.meeting, minutes, part="")
    yield from instruction_entries(person)
    yield from report_entries(person)


def personal_data(person: "AbstractBaseUser") -> Iterable[PersonalData]:
    if not is_signed_in(person):
        return
    yield from followed_by(person)
    yield from seats_of(person)
    yield from reported_by(person)
    yield from field_reported_by(person)
    yield from _minutes_kept(person)
    yield from asked_of(person)
    places = list(meetings_of(person))
    if not places:
        return
    seats = [place.seat_id for place in places if place.seat_id]
    opinions = Opinion.objects.filter(seat__in=seats).count()
    ballots = (
        NamedBallot.objects.filter(seat__in=seats).count() + Voted.objects.filter(seat__in=seats).count()
    )
    rows = [(str(place.meeting.title), _row(place)) for place in places]
    rows.append((_("Written opinions"), str(opinions)))
    comments = Comment.objects.filter(commenter__participant__in=[place.pk for place in places]).count()
    if comments:
        rows.append((_("Comments on drafts, kept for a year"), str(comments)))
    rows.append((_("Votes in which you took part"), str(ballots)))
    yield PersonalData(
        heading=_("Meetings"),
        rows=rows,
        kept_until=_(
            "Name, part, votes by name and opinions stand in the minutes for ever; your address until you ask us to "
            "forget you, at the latest one year after the meeting."
        ),
    )


def _minutes_kept(person: Person) -> Iterable[PersonalData]:
    """What the person wrote and approved as an official."""
    saved = MinutesVersion.objects.filter(person__in=person.selves()).count()
    approved = (
        Edition.objects.filter(
            Q(approved_by__in=person.selves()) | Q(minutes__approvers__person__in=person.selves())
        )
        .distinct()
        .count()
    )
    if saved or approved:
        rows = [(_("Versions you saved"), str(saved)), (_("Editions you approved"), str(approved))]
        kept = _(
            "Who approved minutes stands in them for ever; your name beside a version until you ask us to forget you."
        )
        yield PersonalData(heading=_("Minutes"), rows=rows, kept_until=kept)


def _row(place: Participant) -> str:
    return ", ".join(
        word
        for word in (moment_words(place.meeting.begins_at), str(place.get_part_display()), place.email)
        if word
    )


def _to_approve(person: Person) -> list[Minutes]:
    return list(minutes_to_approve(person, list(organisations_where(person, Mandate.Act.APPROVE))))


def _entry(meeting: Meeting, minutes: Minutes | None, *, part: str) -> AgendaEntry:
    page = meeting.get_absolute_url()
    is_open = meeting.doors_are_open_at(now())
    return AgendaEntry(
        title=str(meeting.title),
        begins_at=meeting.begins_at,
        ends_at=_end(meeting),
        path=reverse("meetings:minutes", args=[meeting.pk]) if meeting.published_minutes else page,
        note=_note(meeting, part),
        door=page if is_open else "",
        door_words=_("Enter the meeting"),
        missing=_("Minutes wait for your approval") if minutes else "",
        missing_path=reverse("meetings:minutes_approval", args=[meeting.pk]) if minutes else "",
    )


def _to_comment(entry: AgendaEntry, laid: CommentRound) -> AgendaEntry:
    return replace(
        entry,
        missing=_("The draft minutes wait for your comments until %(due)s")
        % {"due": moment_words(laid.due_at)},
        missing_path=reverse("meetings:minutes_comments", args=[laid.minutes.meeting_id]),
    )


def _end(meeting: Meeting) -> datetime:
    return meeting.closed_at or meeting.ends_at


def _note(meeting: Meeting, part: str) -> str:
    if meeting.is_cancelled:
        return _("Called off")
    if meeting.published_minutes:
        return _("Minutes published")
    return part
