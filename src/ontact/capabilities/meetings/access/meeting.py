"""Who may see, prepare, run and approve a meeting, and the doors through which pages get one."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ontact.capabilities.meetings.models import (
    AgendaItem,
    Approver,
    Edition,
    Meeting,
    Paper,
    Part,
    Participant,
    Proposal,
    RollCall,
    Vote,
)
from ontact.commons.people.access import may, organisations_where
from ontact.commons.people.models import Mandate, Organisation, Person
from ontact.commons.rooms.access import (
    Visitor,
    desk_door,
    is_banned,
    proves_a_seat,
    seat_held_by,
    speaking_door,
    visitor_of,
)
from ontact.commons.rooms.models import Line, Seat


def may_prepare(person: Person | None, meeting: Meeting) -> bool:
    """Those who may convene for the department work on its meetings together."""
    return person is not None and may(person, Mandate.Act.CONVENE, meeting.host)


def may_see(visitor: Visitor, meeting: Meeting) -> bool:
    if may_prepare(visitor.person, meeting):
        return True
    if meeting.is_draft:
        return False
    if meeting.is_public:
        return True
    if may_keep_minutes(visitor, meeting):
        return True
    return participant_of(visitor, meeting) is not None


def may_run(visitor: Visitor, meeting: Meeting) -> bool:
    """The desk: chair and clerk, by the seat they hold. If one loses the line, the other acts."""
    return desk_seat(visitor, meeting) is not None


def may_keep_minutes(visitor: Visitor, meeting: Meeting) -> bool:
    """The meeting's clerk, and whoever takes minutes or prepares meetings in the department."""
    if visitor.person is None:
        return False
    if may(visitor.person, Mandate.Act.TAKE_MINUTES, meeting.host):
        return True
    if may_prepare(visitor.person, meeting):
        return True
    return _plays(visitor, meeting, Part.CLERK)


def may_approve(visitor: Visitor, meeting: Meeting) -> bool:
    """The chair, the members whose approval these minutes need, and who holds the department's mandate; by sign-in."""
    if visitor.person is None:
        return False
    if may(visitor.person, Mandate.Act.APPROVE, meeting.host):
        return True
    if _plays(visitor, meeting, Part.CHAIR):
        return True
    return Approver.objects.filter(minutes__meeting=meeting, person__in=visitor.person.selves()).exists()


def may_read_minutes(visitor: Visitor, meeting: Meeting) -> bool:
    """Published minutes of a public meeting are everyone's; of a closed one its people's; drafts the desk's."""
    if works_on_minutes(visitor, meeting):
        return True
    return meeting.published_minutes and may_see(visitor, meeting)


def works_on_minutes(visitor: Visitor, meeting: Meeting) -> bool:
    """Drafts, versions and the full text of what is closed: whoever keeps the minutes, and whoever approves them."""
    return may_keep_minutes(visitor, meeting) or may_approve(visitor, meeting)


def participant_of(visitor: Visitor, meeting: Meeting) -> Participant | None:
    """The place on the list of whoever asks: by the seat they hold in the room, or by their sign-in.

    In a rehearsal only by the seat: its list names everyone, and most of them have not been asked to come.
    """
    seat = seat_of(visitor, meeting)
    mine = Q(seat=seat) if seat else Q(pk=None)
    if visitor.person is not None and seat is None and not meeting.is_rehearsal:
        mine |= Q(person__in=visitor.person.selves())
    return (
        meeting.participants.told()
        .filter(mine)
        .select_related("seat", "person", "reply__sitting__seat", "standing_seat__list")
        .first()
    )


def seat_of(visitor: Visitor, meeting: Meeting) -> Seat | None:
    """The seat of this browser's line, else the one in which the signed-in person sits."""
    line = visitor.line_to(meeting.room_id)
    if line is not None:
        return line.seat if proves_a_seat(line) else None
    return seat_held_by(visitor.person, meeting.room_id) if visitor.person else None


def desk_seat(visitor: Visitor, meeting: Meeting) -> Seat | None:
    """The chair's or clerk's seat of whoever asks."""
    seat = seat_of(visitor, meeting)
    return seat if seat is not None and seat.is_at_the_desk and not is_banned(seat) else None


def hosts_for(person: Person) -> list[Organisation]:
    """Departments for which the person may convene."""
    return list(organisations_where(person, Mandate.Act.CONVENE).order_by("rank", "created_at"))


def meeting_door(request: HttpRequest, meeting_id: UUID) -> Meeting:
    meeting: Meeting = get_object_or_404(Meeting.objects.with_frame(), pk=meeting_id)
    if not may_see(visitor_of(request), meeting):
        raise Http404
    return meeting


def preparing_door(request: HttpRequest, meeting_id: UUID) -> Meeting:
    """For the convening pages: what you may not see does not exist, what you may only see is refused.

    A rehearsal is changed by changing its meeting.
    """
    meeting = meeting_door(request, meeting_id)
    if meeting.is_rehearsal or not may_prepare(visitor_of(request).person, meeting):
        raise PermissionDenied
    return meeting


def seat_door(request: HttpRequest, meeting_id: UUID) -> tuple[Meeting, Seat]:
    """For what may be done before one is inside: a written opinion from the meeting's page."""
    meeting = meeting_door(request, meeting_id)
    seat = seat_of(visitor_of(request), meeting)
    if seat is None or is_banned(seat):
        raise PermissionDenied
    return meeting, seat


def speaking_line_door(request: HttpRequest, meeting_id: UUID) -> tuple[Meeting, Line]:
    """For acts inside the room (ballot, opinion): a line that has been let in and speaks for its seat."""
    meeting = meeting_door(request, meeting_id)
    return meeting, speaking_door(request, meeting.room_id)


def desk_line_door(request: HttpRequest, meeting_id: UUID) -> tuple[Meeting, Line]:
    """For the chair and the clerk alike: if one loses the line, the other acts."""
    meeting = meeting_door(request, meeting_id)
    return meeting, desk_door(request, meeting.room_id)


def minutes_door(
    request: HttpRequest,
    meeting_id: UUID,
    *,
    to_edit: bool = False,
    to_approve: bool = False,
    to_work: bool = False,
) -> Meeting:
    """to_work: what both who keeps and who approves the minutes may see."""
    meeting = meeting_door(request, meeting_id)
    visitor = visitor_of(request)
    if not hasattr(meeting, "minutes") or not may_read_minutes(visitor, meeting):
        raise Http404
    if to_edit and not may_keep_minutes(visitor, meeting):
        raise PermissionDenied
    if to_approve and not may_approve(visitor, meeting):
        raise PermissionDenied
    if to_work and not works_on_minutes(visitor, meeting):
        raise PermissionDenied
    return meeting


def edition_door(request: HttpRequest, meeting_id: UUID, number: int) -> tuple[Meeting, Edition]:
    """What has been published once stays readable; what has only been approved is for those who work on it."""
    meeting = minutes_door(request, meeting_id)
    editions = meeting.minutes.editions.all()
    if not works_on_minutes(visitor_of(request), meeting):
        editions = editions.filter(published_at__isnull=False)
    found: Edition = get_object_or_404(editions, number=number)
    return meeting, found


def item_door(meeting: Meeting, item_id: UUID) -> AgendaItem:
    item: AgendaItem = get_object_or_404(meeting.items.select_related("meeting__room"), pk=item_id)
    return item


def paper_door(request: HttpRequest, meeting_id: UUID, paper_id: UUID) -> Paper:
    """Papers are seen by whoever sees the meeting."""
    meeting = meeting_door(request, meeting_id)
    papers = Paper.objects.select_related("asset", "item")
    paper: Paper = get_object_or_404(papers, pk=paper_id, item__meeting=meeting)
    return paper


def participant_door(meeting: Meeting, participant_id: UUID) -> Participant:
    people = meeting.participants.standing().select_related("seat", "person", "meeting__room")
    found: Participant = get_object_or_404(people, pk=participant_id)
    return found


def vote_door(meeting: Meeting, vote_id: UUID) -> Vote:
    vote: Vote = get_object_or_404(meeting.votes.select_related("meeting__room"), pk=vote_id)
    return vote


def roll_door(meeting: Meeting, roll_id: UUID) -> RollCall:
    found: RollCall = get_object_or_404(meeting.rolls.select_related("meeting__room"), pk=roll_id)
    return found


def proposal_door(meeting: Meeting, proposal_id: UUID) -> Proposal:
    found: Proposal = get_object_or_404(meeting.proposals.select_related("meeting__room"), pk=proposal_id)
    return found


def seats_door(meeting: Meeting, seat_ids: Sequence[UUID]) -> list[Seat]:
    """Seats of the meeting's people; one that is not among them does not exist."""
    people = meeting.participants.told().filter(seat__in=seat_ids).select_related("seat")
    seats = [person.seat for person in people if person.seat is not None]
    if len(seats) < len(set(seat_ids)):
        raise Http404
    return seats


def votes_door(request: HttpRequest, meeting_id: UUID) -> Meeting:
    """Results to recount: at once for those who take part or prepare, for everyone with the published minutes.

    Those of a rehearsal count for nothing, and nobody takes them away.
    """
    meeting = meeting_door(request, meeting_id)
    if meeting.is_rehearsal:
        raise Http404
    visitor = visitor_of(request)
    insider = may_keep_minutes(visitor, meeting) or participant_of(visitor, meeting) is not None
    if not insider and not (meeting.published_minutes and may_see(visitor, meeting)):
        raise Http404
    return meeting


def strangers_sign_in(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nobody we know gets the sign-in page where others get 404: it helps members, and tells strangers nothing."""

    @wraps(page)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return page(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return asked


def _plays(visitor: Visitor, meeting: Meeting, part: Part) -> bool:
    participant = participant_of(visitor, meeting)
    return participant is not None and participant.part == part
