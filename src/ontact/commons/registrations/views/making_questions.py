"""What everybody is asked before signing up, and in the survey afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontact.commons.registrations.access.making import making_door, question_door
from ontact.commons.registrations.actions.questions import (
    AnswersGiven,
    add_question,
    change_question,
    place_question,
    remove_question,
)
from ontact.commons.registrations.actions.survey import QuestionsFixed
from ontact.commons.registrations.actions.survey_questions import (
    add_to_survey,
    move_in_survey,
    proposed_set,
    take_out_of_survey,
)
from ontact.commons.registrations.forms.questions import QuestionForm, SurveyQuestionForm
from ontact.commons.registrations.models import Question
from ontact.commons.registrations.queries.fixed import terms_as_they_are, why_questions_are_fixed
from ontact.commons.registrations.queries.survey import choice_labels, mark_of_survey, survey_opens_at
from ontact.commons.registrations.views.making_frame import (
    actor_of,
    at_work,
    confirm_page,
    crumbs_of,
    form_page,
    is_gone,
    page_of,
)
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """The list in its order, and one more below it."""
    with at_work(request, making_door(request, programme_id)) as programme:
        fixed = why_questions_are_fixed(terms_as_they_are(programme))
        if fixed and request.method == "POST":
            raise AnswersGiven(why=fixed)
        form = QuestionForm(request.POST or None)
        if form.is_valid():
            add_question(programme=programme, asked=form.asked, by=actor_of(request))
            messages.success(request, _("The question is added."))
            return redirect("registrations:making_questions", programme.pk)
        facts = {
            "programme": programme,
            "crumbs": crumbs_of(programme, (_("Questions when signing up"), "")),
            "questions": list(Question.objects.filter(terms__programme=programme)),
            "form": form,
            "fixed": fixed,
        }
        return render(request, "registrations/making_questions.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, programme_id: UUID, question_id: UUID) -> HttpResponse:
    found = question_door(request, programme_id, question_id)
    with at_work(request, found.terms.programme) as programme:
        if fixed := why_questions_are_fixed(found.terms):
            raise AnswersGiven(why=fixed)
        held: Question = get_object_or_404(Question.objects.select_related("terms__programme"), pk=found.pk)
        form = QuestionForm(request.POST or None, question=held)
        if form.is_valid():
            change_question(question=held, asked=form.asked, by=actor_of(request))
            messages.success(request, _("Saved."))
            return redirect("registrations:making_questions", programme.pk)
        above = (_("Questions when signing up"), page_of(programme, "making_questions"))
        facts = {"form": form, "submit": _("Save"), "above": above}
        title = _("Question %(number)d") % {"number": found.number}
        return form_page(request, programme, title, **facts)


@access(Who.STAFF)
@require_POST
def question_place(request: HttpRequest, programme_id: UUID, question_id: UUID) -> HttpResponse:
    found = question_door(request, programme_id, question_id)
    place_question(question=found, move=_move(request), by=actor_of(request))
    return redirect("registrations:making_questions", programme_id)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def question_removal(request: HttpRequest, programme_id: UUID, question_id: UUID) -> HttpResponse:
    if is_gone(request, programme_id, Question.objects.all(), question_id):
        return redirect("registrations:making_questions", programme_id)
    found = question_door(request, programme_id, question_id)
    programme = found.terms.programme
    if request.method == "POST":
        remove_question(question=found, by=actor_of(request))
        messages.success(request, _("Taken away."))
        return redirect("registrations:making_questions", programme_id)
    facts = {
        "text": _("“%(question)s” will not be asked any more.") % {"question": found},
        "submit": _("Take the question away"),
        "back": page_of(programme, "making_questions"),
    }
    return confirm_page(request, programme, _("Take a question away"), **facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def survey_questions(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Until the survey opens questions come and go; a set is proposed that every office can use."""
    with at_work(request, making_door(request, programme_id)) as programme:
        opens_at = survey_opens_at(programme)
        is_fixed = opens_at is not None and opens_at <= now()
        if is_fixed and request.method == "POST":
            raise QuestionsFixed
        is_proposal = request.POST.get("act") == "propose"
        form = SurveyQuestionForm(None if is_proposal else request.POST or None)
        if is_proposal or form.is_valid():
            asks = proposed_set() if is_proposal else [form.ask]
            add_to_survey(programme=programme, asks=asks, by=actor_of(request))
            messages.success(request, _("Saved."))
            return redirect("registrations:survey_questions", programme.pk)
        facts = {
            "programme": programme,
            "crumbs": crumbs_of(programme, (_("Survey afterwards"), "")),
            "rows": [
                {"question": one, "choices": choice_labels(one) if one.choices else []}
                for one in programme.survey_questions.all()
            ],
            "seen": mark_of_survey(programme),
            "form": form,
            "opens_at": opens_at,
            "is_fixed": is_fixed,
        }
        return render(request, "registrations/survey_questions.html", facts)


@access(Who.STAFF)
@require_POST
def survey_question_place(request: HttpRequest, programme_id: UUID, number: int) -> HttpResponse:
    with at_work(request, making_door(request, programme_id)) as programme:
        facts: dict[str, Any] = {
            "number": number,
            "move": _move(request),
            "seen": request.POST.get("seen", ""),
        }
        move_in_survey(programme=programme, **facts, by=actor_of(request))
        return redirect("registrations:survey_questions", programme.pk)


@access(Who.STAFF)
@require_POST
def survey_question_removal(request: HttpRequest, programme_id: UUID, number: int) -> HttpResponse:
    with at_work(request, making_door(request, programme_id)) as programme:
        seen = request.POST.get("seen", "")
        take_out_of_survey(programme=programme, number=number, seen=seen, by=actor_of(request))
        messages.success(request, _("Taken away."))
        return redirect("registrations:survey_questions", programme.pk)


def _move(request: HttpRequest) -> str:
    return "up" if request.POST.get("move") == "up" else "down"
