"""The page with the one button, which counts down by the city's clock, and the answer to pressing it."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ontact.commons.people.access import signed_in
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.access.citizen import preparation_door
from ontact.commons.registrations.actions.opened import Answer
from ontact.commons.registrations.actions.signing_up import press
from ontact.commons.registrations.engine.book import Why
from ontact.commons.registrations.errors import NotOpenYet, NotReady
from ontact.commons.registrations.models import Preparation, Registration, Terms
from ontact.commons.registrations.queries.full import is_known_full
from ontact.commons.registrations.queries.plain_terms import draw_at
from ontact.commons.registrations.queries.preparing import lacks_of, people_in
from ontact.commons.registrations.queries.saying import Said, said_about, said_from_memory
from ontact.commons.registrations.queries.sign_up_box import phase_of
from ontact.commons.registrations.queries.waiting import must_wait
from ontact.commons.registrations.rules import verdicts_on
from ontact.commons.registrations.views.sign_up import go_on, steps_at
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.refusals import is_api
from ontact.web.shared import at_the_door


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ready(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """What will be asked for, what is still missing, and the button. Scripts read the city's clock here."""
    preparation, person = preparation_door(request, programme_id), signed_in(request)
    programme = preparation.programme
    if is_api(request):
        return JsonResponse(_clock(programme))
    if preparation.pressed_at is not None:
        return redirect("registrations:places")
    if _waits_outside(preparation, person, request):
        return redirect("registrations:waiting", programme.pk)
    if request.method == "POST":
        return go_on(preparation, person)
    return render(request, "registrations/ready.html", _shown(preparation))


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def press_button(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """The one press. It is answered here and not by another page: at the opening each page counts, and a form that is
    sent twice gets the same answer. Whoever had to sign in first comes back by GET, to the button.
    """
    if request.method != "POST":
        return redirect("registrations:ready", programme_id)
    person = signed_in(request)
    preparation = preparation_door(request, programme_id, request.POST.get("preparation", ""))
    if _waits_outside(preparation, person, request):
        return redirect("registrations:waiting", programme_id)
    try:
        answer = press(preparation=preparation, by=person.actor())
    except (NotOpenYet, NotReady) as no:
        if is_api(request):
            raise
        return render(
            request, "registrations/ready.html", {**_shown(preparation), "refusal": no}, status=no.status
        )
    said = _said(answer, person)
    if is_api(request):
        return JsonResponse(_in_json(said, answer))
    return render(request, "registrations/answer.html", _answered(preparation, said, answer))


@at_the_door
def no_at_the_door(path: str, fields: Mapping[str, str], wish: str) -> bytes | None:
    """Of a programme that is known to be full everybody may know it: told to whoever presses, before anybody asks who it is.

    It changes nothing, so it needs no token; whoever has a line already is answered from the book.
    """
    begin, _all_zero, end = reverse("registrations:press", args=[UUID(int=0)]).partition(str(UUID(int=0)))
    if not (path.startswith(begin) and path.endswith(end)):
        return None
    try:
        programme, preparation = UUID(path[len(begin) : -len(end)]), UUID(fields.get("preparation", ""))
    except ValueError:
        return None
    try:
        if not is_known_full(programme, preparation):
            return None
    except DatabaseError:
        return None
    finally:
        close_old_connections()
    return _full_in_json(wish if wish in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)


@cache
def _full_in_json(language: str) -> bytes:
    with translation.override(language):
        return json.dumps(_in_json([], Answer(refusal=Why.LIST_FULL))).encode()


def _shown(preparation: Preparation) -> dict[str, Any]:
    programme, moment = preparation.programme, now()
    terms: Terms = programme.sign_up_terms
    people = people_in(preparation)
    verdicts = verdicts_on(preparation, people)
    return {
        "programme": programme,
        "terms": terms,
        "preparation": preparation,
        "people": people,
        "sessions": list(preparation.sessions.order_by("begins_at")),
        "phase": phase_of(programme, terms, moment),
        "lacks": lacks_of(preparation),
        "refusing": [
            {"name": str(one.person), "words": verdicts[str(one.person_id)].words}
            for one in people
            if verdicts[str(one.person_id)].code
        ],
        "draw_at": draw_at(programme, terms),
        "clock": _clock(programme),
        "steps": steps_at("ready"),
    }


def _clock(programme: Programme) -> dict[str, int]:
    """In milliseconds since 1970; `opens` 0: not fixed."""
    opens_at = programme.opens_at
    return {
        "now": int(now().timestamp() * 1_000),
        "opens": int(opens_at.timestamp() * 1_000) if opens_at else 0,
    }


def _waits_outside(preparation: Preparation, person: Person, request: HttpRequest) -> bool:
    programme = preparation.programme
    return programme.sign_up_terms.has_waiting_room and must_wait(programme, person, request)


def _said(answer: Answer, person: Person) -> list[Said]:
    """No query for whoever comes alone and knows the place in line from the press; else a few."""
    rows = answer.registrations
    others = {row.person_id for row in rows} - {person.pk}
    people = {person.pk: person, **(Person.objects.in_bulk(others) if others else {})}
    wanted = {row.session_id for row in rows if row.session_id}
    sessions = Session.objects.select_related("programme").in_bulk(wanted) if wanted else {}
    for row in rows:
        row.person = people[row.person_id]
        if row.session_id:
            row.session = sessions[row.session_id]
    place = answer.place if len(rows) == 1 else 0
    return [said_about(row, place) for row in rows]


def _answered(preparation: Preparation, said: list[Said], answer: Answer) -> dict[str, Any]:
    programme = preparation.programme
    return {
        "programme": programme,
        "said": said,
        "alone": said[0] if len(said) == 1 else None,
        "refusal": said_from_memory(answer.refusal) if answer.refusal else "",
        "draw_at": draw_at(programme, programme.sign_up_terms),
        "states": {one.registration.state for one in said},
    }


def _in_json(said: list[Said], answer: Answer) -> dict[str, Any]:
    return {
        "answers": [
            {
                "name": _named(one.registration),
                "state": one.registration.state,
                "sentence": one.sentence,
                "reason": one.reason,
                "page": reverse("registrations:place", args=[one.registration.pk]),
            }
            for one in said
        ],
        "refusal": said_from_memory(answer.refusal) if answer.refusal else "",
        "page": reverse("registrations:places"),
    }


def _named(registration: Registration) -> str:
    if registration.session is None:
        return str(registration.person)
    return f"{registration.person} · {registration.session.name}"
