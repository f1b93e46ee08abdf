"""The survey: answered by whoever had a place, read by the desk after its close."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.after import household_of
from ontact.commons.registrations.access.making import making_door
from ontact.commons.registrations.actions.survey import answer_survey
from ontact.commons.registrations.forms.survey import SurveyForm
from ontact.commons.registrations.models import Registration, RegistrationState
from ontact.commons.registrations.queries.survey import (
    LASTS,
    SHOWN_FROM,
    places_that_may_answer,
    survey_is_open,
    survey_opens_at,
    survey_results,
)
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Without a place in the programme it does not exist. After the last answer it only thanks."""
    person = signed_in(request)
    with_a_place = Programme.objects.filter(
        registrations__in=Registration.objects.filter(household_of(person), state=RegistrationState.PLACED)
    )
    programme = get_object_or_404(with_a_place.distinct(), pk=programme_id)
    places = list(places_that_may_answer(programme, person))
    opens_at, is_open = survey_opens_at(programme), survey_is_open(programme, now())
    facts = {
        "programme": programme,
        "opens_at": opens_at,
        "closes_at": opens_at + LASTS if opens_at else None,
        "is_open": is_open,
        "shown_from": SHOWN_FROM,
    }
    if not is_open or not places:
        return render(request, "registrations/survey_done.html", {**facts, "has_answered": not places})
    form = SurveyForm(request.POST or None, questions=programme.survey_questions.all(), places=places)
    if form.is_sent_again:
        return redirect("registrations:survey", programme.pk)
    if request.method == "POST" and form.is_valid():
        answer_survey(form.place, answers=form.answers)
        if len(places) > 1:
            messages.success(
                request,
                _("Thank you. What you sent for %(name)s is in the box.") % {"name": form.place.person.name},
            )
        return redirect("registrations:survey", programme.pk)
    facts["child"] = places[0].person.name if len(places) == 1 and _is_a_childs(places[0], person) else ""
    return render(request, "registrations/survey.html", {**facts, "form": form})


def _is_a_childs(place: Registration, person: Person) -> bool:
    return place.person_id not in set(person.selves().values_list("pk", flat=True))


@access(Who.STAFF)
@require_safe
def results(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = making_door(request, programme_id)
    opens_at = survey_opens_at(programme)
    facts = {
        "programme": programme,
        "is_asked": programme.survey_questions.exists(),
        "results": survey_results(programme),
        "close": getattr(programme, "survey_close", None),
        "closes_at": opens_at + LASTS if opens_at else None,
        "shown_from": SHOWN_FROM,
    }
    return render(request, "registrations/survey_results.html", facts)
