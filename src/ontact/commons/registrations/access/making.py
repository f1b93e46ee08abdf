"""Doors to making a programme: the officers of its house and administrators; for others it is not there."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ontact.commons.people.access import signed_in
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.access import copyable_by, hosts_for, programme_door, templates_for
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.models import HouseRule, Pool, Question


def making_door(request: HttpRequest, programme_id: UUID) -> Programme:
    return programme_door(signed_in(request), programme_id, to_edit=True)


def session_door(request: HttpRequest, programme_id: UUID, session_id: UUID) -> Session:
    programme = making_door(request, programme_id)
    session: Session = get_object_or_404(
        Session.objects.filter(programme=programme).select_related("programme__host", "room", "replay"),
        pk=session_id,
    )
    return session


def pool_door(request: HttpRequest, programme_id: UUID, pool_id: UUID) -> Pool:
    programme = making_door(request, programme_id)
    pools = Pool.objects.filter(programme=programme).select_related("programme__host", "session")
    pool: Pool = get_object_or_404(pools, pk=pool_id)
    return pool


def question_door(request: HttpRequest, programme_id: UUID, question_id: UUID) -> Question:
    programme = making_door(request, programme_id)
    questions = Question.objects.filter(terms__programme=programme).select_related("terms__programme__host")
    question: Question = get_object_or_404(questions, pk=question_id)
    return question


def source_door(request: HttpRequest, programme_id: UUID) -> Programme:
    """What one may begin a copy of: the programmes of one's offices, and the templates one may use."""
    person = signed_in(request)
    mine = Q(pk__in=copyable_by(person).values("pk")) | Q(pk__in=templates_for(person).values("pk"))
    found = Programme.objects.filter(mine).select_related("host")
    programme: Programme = get_object_or_404(found, pk=programme_id)
    return programme


def houses_of(request: HttpRequest) -> QuerySet[Organisation]:
    return hosts_for(signed_in(request)).order_by("rank", "created_at")


def house_door(request: HttpRequest, organisation_id: UUID) -> Organisation:
    """The rules of a house are its own officers' business."""
    house: Organisation = get_object_or_404(hosts_for(signed_in(request)), pk=organisation_id)
    return house


def house_rule_door(request: HttpRequest, organisation_id: UUID, house_rule_id: UUID) -> HouseRule:
    house = house_door(request, organisation_id)
    rule: HouseRule = get_object_or_404(
        HouseRule.objects.filter(organisation=house).select_related("organisation"), pk=house_rule_id
    )
    return rule
