"""What still stands between a draft and its invitations: each a sentence and the step where it is mended."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.capabilities.meetings.models import (
    NOT_COUNTED,
    AgendaItem,
    Meeting,
    Part,
    Participant,
    QuorumCounts,
)
from ontact.capabilities.meetings.models.quorum import seats_needed
from ontact.capabilities.meetings.queries.people import serving
from ontact.commons.media.models import Asset
from ontact.commons.rooms.models import Language
from ontact.foundation.clock import now


@dataclass(frozen=True)
class Lack:
    """step: "what", "agenda" or "people". What only warns does not stop the sending."""

    step: str
    sentence: str
    only_warns: bool = False


def lacks(meeting: Meeting, items: list[AgendaItem], people: list[Participant]) -> list[Lack]:
    return [
        *_of_what(meeting),
        *_of_agenda(meeting, items),
        *_of_people(people),
        *_of_quorum(meeting, people),
        *_of_languages(meeting, people),
    ]


def minutes_left(meeting: Meeting, items: list[AgendaItem]) -> int:
    """Minutes between the end of the agenda and the end of the meeting; negative when the agenda is longer."""
    length = (meeting.ends_at - meeting.begins_at).total_seconds() / 60
    return round(length) - sum(item.planned_minutes for item in items)


def _of_what(meeting: Meeting) -> list[Lack]:
    found = []
    if not meeting.title:
        found.append(Lack("what", _("The meeting has no title.")))
    if meeting.is_draft and meeting.begins_at <= now():
        found.append(Lack("what", _("The beginning has passed. Choose a later day or hour.")))
    if not meeting.purpose:
        found.append(
            Lack("what", _("No purpose is given. Guests like to know why they are asked."), only_warns=True)
        )
    return found


def _of_quorum(meeting: Meeting, people: list[Participant]) -> list[Lack]:
    """More needed than there are: no vote could ever be opened. It only warns, because people may still be added."""
    if meeting.quorum_counts == QuorumCounts.VOTERS:
        total = sum(person.has_vote for person in people)
    else:
        total = sum(person.part not in NOT_COUNTED for person in people)
    needed = seats_needed(meeting.quorum_rule, total=total, number=meeting.quorum_number)
    if needed <= total:
        return []
    words = _("The quorum can never be reached: %(needed)d are needed, %(total)d count.")
    return [Lack("what", words % {"needed": needed, "total": total}, only_warns=True)]


def _of_languages(meeting: Meeting, people: list[Participant]) -> list[Lack]:
    """A channel without an interpreter would stay silent."""
    spoken = {serving(person)["to_language"] for person in people}
    silent = [Language(code).label for code in meeting.room.channels if code not in spoken]
    words = _("No interpreter into %(language)s is on the list.")
    return [Lack("people", words % {"language": language}, only_warns=True) for language in silent]


def _of_agenda(meeting: Meeting, items: list[AgendaItem]) -> list[Lack]:
    if not items:
        return [Lack("agenda", _("The agenda is empty. Add at least one item."))]
    found = []
    over = -minutes_left(meeting, items)
    if over > 0:
        words = ngettext(
            "The agenda takes %(count)d minute longer than the meeting.",
            "The agenda takes %(count)d minutes longer than the meeting.",
            over,
        )
        found.append(Lack("agenda", words % {"count": over}, only_warns=True))
    for paper in (paper for item in items for paper in item.papers.all()):
        if paper.asset.state == Asset.State.REFUSED:
            words = _("The paper “%(name)s” was refused. Take it away or upload another.")
            found.append(Lack("agenda", words % {"name": paper.asset.name}))
    return found


def _of_people(people: list[Participant]) -> list[Lack]:
    found = []
    if not any(person.part == Part.CHAIR for person in people):
        found.append(Lack("people", _("Nobody chairs the meeting. Give one person the part “chair”.")))
    if len(people) < 2:
        found.append(Lack("people", _("Nobody has been invited yet.")))
    for person in people:
        if not person.address:
            words = _("%(name)s has no e-mail address; no link can be sent.")
            found.append(Lack("people", words % {"name": person.name}))
    for person in people:
        if person.is_minor and not person.guardian_name:
            words = _("%(name)s is a minor, and no guardian is entered who could agree to the camera.")
            found.append(Lack("people", words % {"name": person.name}, only_warns=True))
    if people and not any(person.has_vote for person in people):
        found.append(Lack("people", _("Nobody may vote; no vote can be held."), only_warns=True))
    return found
