"""Who sends field reports, who may read them, and who sorts and answers them."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ontact.capabilities.meetings.access.followup import may_judge
from ontact.capabilities.meetings.access.meeting import hosts_for
from ontact.capabilities.meetings.models import FieldGroup, FieldPhoto, FieldReport, Meeting
from ontact.commons.people.models import Mandate, Organisation, Person
from ontact.commons.rooms.access import visitor_of

SENDING = (
    Organisation.Kind.NEIGHBOURHOOD,
    Organisation.Kind.DISTRICT,
    Organisation.Kind.LIBRARY,
    Organisation.Kind.MUSEUM,
)


def sending_offices(person: Person) -> list[Organisation]:
    """Offices out in the city for which this person works."""
    offices = [membership.organisation_id for membership in person.current_memberships()]
    rows = Organisation.objects.filter(pk__in=offices, kind__in=SENDING)
    return list(rows.order_by("rank", "created_at"))


def receiving_offices() -> QuerySet[Organisation]:
    """Departments that convene meetings: what is sent to one of them can come before a meeting."""
    rows: QuerySet[Organisation] = Organisation.objects.filter(
        kind=Organisation.Kind.DEPARTMENT, mandates__act=Mandate.Act.CONVENE
    )
    return rows.distinct().order_by("rank", "created_at")


def field_reports_for(person: Person) -> QuerySet[FieldReport]:
    """Those that the person's own offices sent or received."""
    rows: QuerySet[FieldReport] = FieldReport.objects.with_frame()
    offices = [membership.organisation_id for membership in person.current_memberships()]
    return rows.filter(Q(office__in=offices) | Q(host__in=offices))


def field_report_door(request: HttpRequest, field_report_id: UUID) -> FieldReport:
    """For the office that sent it and the staff of the office that received it."""
    person = visitor_of(request).person
    if person is None:
        raise Http404
    found: FieldReport = get_object_or_404(field_reports_for(person), pk=field_report_id)
    return found


def field_photo_door(request: HttpRequest, photo_id: UUID) -> FieldPhoto:
    """Whoever may open the report, or the group in which its photographs are shown."""
    rows = FieldPhoto.objects.select_related("asset", "report__host")
    found: FieldPhoto = get_object_or_404(rows, pk=photo_id)
    if not may_judge(visitor_of(request).person, found.report.host):
        field_report_door(request, found.report_id)
    return found


def sorting_hosts(person: Person) -> list[Organisation]:
    """Offices for which the person sorts and answers: where they may convene."""
    hosts = hosts_for(person)
    if not hosts:
        raise PermissionDenied
    return hosts


def field_group_door(request: HttpRequest, group_id: UUID) -> FieldGroup:
    """For the clerks of the office that received the reports; for everyone else it does not exist."""
    rows = FieldGroup.objects.select_related("host", "item__meeting__room")
    found: FieldGroup = get_object_or_404(rows, pk=group_id)
    if not may_judge(visitor_of(request).person, found.host):
        raise Http404
    return found


def field_group_on_agenda(meeting: Meeting, group_id: UUID) -> FieldGroup:
    """Behind the door of the room: a group that stands on this meeting's agenda."""
    found: FieldGroup = get_object_or_404(FieldGroup, pk=group_id, item__meeting=meeting)
    return found
