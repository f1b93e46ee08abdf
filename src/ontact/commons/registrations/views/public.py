"""What anyone may read and check: a house's rules as published, and a draw."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontact.commons.people.access import is_signed_in
from ontact.commons.registrations.access.citizen import draw_door, house_door
from ontact.commons.registrations.queries.account import draw_file
from ontact.commons.registrations.queries.lots import lots_of
from ontact.commons.registrations.queries.plain_terms import draw_at
from ontact.commons.registrations.queries.published_rules import rules_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now

PUBLISHED = (
    "Rules by which people are refused are public, and so is a draw that anyone shall be able to check."
)


@access(Who.EVERYONE, why=PUBLISHED)
@require_safe
def rules(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    house = house_door(organisation_id)
    return render(request, "registrations/rules.html", {"house": house, "rules": rules_of(house, now())})


@access(Who.EVERYONE, why=PUBLISHED)
@require_safe
def draw(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Before: what is promised. After: the seed, and how anyone draws the same lots again."""
    programme, found = draw_door(request, programme_id)
    terms = getattr(programme, "sign_up_terms", None)
    reader = request.user
    facts = {
        "programme": programme,
        "draw": found,
        "draw_at": draw_at(programme, terms) if terms else None,
        "is_drawn": bool(terms and terms.drawn_at and found),
        "lots": lots_of(found, reader) if found and is_signed_in(reader) else [],
    }
    return render(request, "registrations/draw.html", facts)


@access(Who.EVERYONE, why=PUBLISHED)
@require_safe
def draw_json(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """What `docs/verify/lottery.py` reads; an empty object as long as nothing is promised."""
    _programme, found = draw_door(request, programme_id)
    body = draw_file(found) if found else {}
    answer = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="draw.json"'
    return answer
