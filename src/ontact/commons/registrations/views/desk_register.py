"""Signing somebody up at the desk or on the telephone: one page, and one line however often it is sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ontact.commons.people.access import signed_in
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.desk import places_door
from ontact.commons.registrations.actions.desk_register import register_household
from ontact.commons.registrations.actions.opened import Answer
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.errors import NobodyComes, NotReady, TooManyPeople, WrongExtent
from ontact.commons.registrations.forms.desk_register import RegisterForm, fresh_facts
from ontact.commons.registrations.queries.desk import rows_of
from ontact.commons.registrations.queries.desk_consent import consent_wording
from ontact.foundation.access import Who, access
from ontact.foundation.errors import RuleBroken
from ontact.foundation.ids import uuid7


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Pressing “Add a child” gives the same form with one child more; nothing that was typed is lost."""
    programme = places_door(request, programme_id)
    if request.method != "POST":
        form = RegisterForm(initial=fresh_facts(uuid7(), 0), programme=programme, count=0)
        return _page(request, programme, form)
    count = _count(request.POST, programme)
    if "more" in request.POST:
        return _page(request, programme, _with_one_more(request.POST, programme, count))
    form = RegisterForm(request.POST, programme=programme, count=count)
    if not form.is_valid():
        return _page(request, programme, form)
    try:
        answer = register_household(
            programme=programme,
            household=form.household,
            sessions=form.chosen_sessions,
            channel=form.cleaned_data["channel"],
            key=form.cleaned_data["key"],
            by=signed_in(request).actor(),
        )
    except (NotReady, NobodyComes, TooManyPeople, WrongExtent) as no:
        for sentence in _sentences(no):
            form.add_error(None, sentence)
        return _page(request, programme, form)
    _say(request, programme, answer)
    if len(answer.registrations) == 1:
        return redirect("registrations:desk_place", answer.registrations[0].pk)
    return redirect("registrations:desk", programme.pk)


def _with_one_more(data: QueryDict, programme: Programme, count: int) -> RegisterForm:
    """Unbound, so that nothing is called wrong before it is sent; each field begins with what stood in it."""
    more = min(count + 1, programme.sign_up_terms.people_at_most)
    typed: dict[str, Any] = {
        name: values if name == "sessions" else values[-1] for name, values in data.lists() if values
    }
    typed["comes"] = "comes" in data
    return RegisterForm(initial={**typed, "children": more}, programme=programme, count=more)


def _count(data: QueryDict, programme: Programme) -> int:
    """How many children the form that was sent has room for."""
    said = data.get("children", "0")
    return min(int(said), programme.sign_up_terms.people_at_most) if said.isdecimal() and len(said) < 4 else 0


def _sentences(no: RuleBroken) -> list[str]:
    missing = no.facts.get("missing", ()) if isinstance(no, NotReady) else ()
    return [one.sentence for one in missing] or [f"{no.sentence} {no.advice}"]


def _say(request: HttpRequest, programme: Programme, answer: Answer) -> None:
    """A sentence for each person: the place, the number in line, or the reason of the refusal."""
    for row in rows_of(programme, answer.registrations):
        words = f"{row.registration.person}: {row.state}. {row.why}"
        is_in = row.registration.state in (State.PLACED, State.WAITING, State.HELD)
        (messages.success if is_in else messages.warning)(request, words)


def _page(request: HttpRequest, programme: Programme, form: RegisterForm) -> HttpResponse:
    language = form["language"].value()
    facts = {
        "programme": programme,
        "form": form,
        "wording": consent_wording(programme, str(language)),
        "wording_language": "ko" if language == "ko" else "en",
    }
    return render(request, "registrations/desk_register.html", facts)
