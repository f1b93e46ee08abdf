"""Who may see and move instructions and the register of decisions, and who stands for an office in a meeting."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ontact.capabilities.meetings.models import Evidence, Instruction, Meeting, RegisteredDecision
from ontact.commons.people.access import may
from ontact.commons.people.models import Mandate, Membership, Organisation, Person
from ontact.commons.rooms.access import visitor_of
from ontact.commons.rooms.models import Seat

GIVEN_TO = (
    Organisation.Kind.DEPARTMENT,
    Organisation.Kind.DISTRICT,
    Organisation.Kind.NEIGHBOURHOOD,
    Organisation.Kind.LIBRARY,
    Organisation.Kind.MUSEUM,
)


def instructions_for(person: Person) -> QuerySet[Instruction]:
    """Those that the person's offices gave or have to carry out."""
    rows: QuerySet[Instruction] = Instruction.objects.on_record().with_frame()
    if person.is_administrator:
        return rows
    offices = [membership.organisation_id for membership in person.current_memberships()]
    return rows.filter(Q(host__in=offices) | Q(office__in=offices))


def decisions_for(person: Person | None) -> QuerySet[RegisteredDecision]:
    """The public ones; the officials of an organisation see all of theirs."""
    rows: QuerySet[RegisteredDecision] = RegisteredDecision.objects.with_frame()
    if person is not None and person.is_administrator:
        return rows
    shown = Q(decision__meeting__is_public=True, decision__meeting__minutes__published_at__isnull=False)
    if person is not None:
        shown |= Q(host__in=[membership.organisation_id for membership in person.current_memberships()])
    return rows.filter(shown)


def instruction_door(request: HttpRequest, instruction_id: UUID) -> Instruction:
    """For the officials of the office that gave it and of the office that carries it out."""
    person = visitor_of(request).person
    if person is None:
        raise Http404
    found: Instruction = get_object_or_404(instructions_for(person), pk=instruction_id)
    return found


def carrying_out_door(request: HttpRequest, instruction_id: UUID) -> Instruction:
    """For whoever works in the responsible office."""
    instruction = instruction_door(request, instruction_id)
    if not may_carry_out(visitor_of(request).person, instruction):
        raise PermissionDenied
    return instruction


def judging_door(request: HttpRequest, instruction_id: UUID) -> Instruction:
    """For the clerks of the office that gave it."""
    instruction = instruction_door(request, instruction_id)
    if not may_judge(visitor_of(request).person, instruction.host):
        raise PermissionDenied
    return instruction


def may_carry_out(person: Person | None, instruction: Instruction) -> bool:
    return person is not None and bool(person.roles_in(instruction.office))


def may_judge(person: Person | None, host: Organisation) -> bool:
    """Closing an instruction, or saying what became of a decision: who convenes or takes minutes for the office."""
    if person is None:
        return False
    return may(person, Mandate.Act.CONVENE, host) or may(person, Mandate.Act.TAKE_MINUTES, host)


def evidence_door(request: HttpRequest, evidence_id: UUID) -> Evidence:
    rows = Evidence.objects.select_related("asset", "step")
    found: Evidence = get_object_or_404(rows, pk=evidence_id)
    instruction_door(request, found.step.instruction_id)
    return found


def laid_before_door(meeting: Meeting, instruction_id: UUID) -> Instruction:
    """What was given in this meeting or lies before it; any other does not exist here."""
    given: Instruction | None = meeting.instructions.with_frame().filter(pk=instruction_id).first()
    if given is not None:
        return given
    found: Instruction = get_object_or_404(Instruction.objects.laid_before(meeting), pk=instruction_id)
    return found


def confirming_door(meeting: Meeting, seat: Seat, instruction_id: UUID) -> Instruction:
    """For the seat that stands for the responsible office in this meeting."""
    instruction = laid_before_door(meeting, instruction_id)
    if seats_by_office(meeting).get(instruction.office_id) != seat.pk:
        raise PermissionDenied
    return instruction


def office_door(meeting: Meeting, office_id: UUID) -> Organisation:
    found = next((office for office, _seat in offices_to_instruct(meeting) if office.pk == office_id), None)
    if found is None:
        raise Http404
    return found


def decision_door(request: HttpRequest, entry_id: UUID) -> RegisteredDecision:
    found: RegisteredDecision = get_object_or_404(decisions_for(visitor_of(request).person), pk=entry_id)
    return found


def seats_by_office(meeting: Meeting) -> dict[UUID, UUID]:
    """Which seat of this meeting stands for which office: by the seat's office, else by whom its holder works for."""
    found: dict[UUID, UUID] = {}
    for office, seat in _holders(meeting):
        found.setdefault(office, seat)
    standing = Seat.objects.filter(room=meeting.room_id, organisation__isnull=False).standing()
    for office, seat in standing.order_by("-rank").values_list("organisation_id", "pk"):
        found[office] = seat
    return found


def offices_to_instruct(meeting: Meeting) -> list[tuple[Organisation, UUID | None]]:
    """Everyone in the house who can be told to do something; offices with a seat in this meeting first."""
    seats = seats_by_office(meeting)
    offices = Organisation.objects.filter(Q(kind__in=GIVEN_TO) | Q(pk__in=seats))
    rows = [(office, seats.get(office.pk)) for office in offices.order_by("rank", "created_at")]
    return sorted(rows, key=lambda row: row[1] is None)


def _holders(meeting: Meeting) -> Iterable[tuple[UUID, UUID]]:
    people = meeting.participants.told().filter(person__isnull=False)
    seats = dict(people.order_by("-rank").values_list("person_id", "seat_id"))
    rank = {person: place for place, person in enumerate(reversed(seats))}
    members = Membership.objects.current().filter(person__in=seats)
    rows = members.values_list("organisation_id", "person_id")
    for office, person in sorted(rows, key=lambda row: rank[row[1]]):
        yield office, seats[person]
