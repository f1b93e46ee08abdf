"""The preparation of a sign-up in short steps: who and to what, answers, consents. Everything is kept between them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ontact.commons.people.access import signed_in
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.citizen import child_door, preparation_door, sign_up_door
from ontact.commons.registrations.actions.household import take_consent_back
from ontact.commons.registrations.actions.preparing import agree_as_guardian, make_ready, prepare
from ontact.commons.registrations.errors import NotReady
from ontact.commons.registrations.forms.household import ConsentForm
from ontact.commons.registrations.forms.sign_up import (
    SERIES,
    SESSIONS,
    AnswersForm,
    WhoForm,
    initial_answers,
)
from ontact.commons.registrations.models import Preparation, Registration, Terms
from ontact.commons.registrations.queries.already import claims_among, who_may_ask
from ontact.commons.registrations.queries.household import (
    children_of,
    consent_of,
    participation_wording,
)
from ontact.commons.registrations.queries.preparing import asked_in, sessions_to_choose
from ontact.commons.registrations.queries.sign_up_box import (
    PREPARABLE,
    Phase,
    live_wishes,
    open_preparation,
    phase_of,
)
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_up(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """First step: who comes, together or not, to which sessions. Whoever is signed up already is told so instead."""
    terms, person = sign_up_door(request, programme_id), signed_in(request)
    programme = terms.programme
    phase = phase_of(programme, terms, now())
    if phase not in PREPARABLE:
        return _shut(request, programme)
    begun, wishes = open_preparation(programme, person), live_wishes(programme, person)
    form = _who_form(request, terms, begun, wishes)
    if not form.people:
        return render(request, "registrations/all_signed_up.html", {"programme": programme, "wishes": wishes})
    if form.is_valid():
        kept = _keep_who(programme, person, begun, form)
        if asked_in(kept, terms).is_empty:
            return go_on(kept, person)
        return redirect("registrations:answers", programme.pk)
    facts = {
        "programme": programme,
        "terms": terms,
        "form": form,
        "begun": begun,
        "wishes": wishes,
        "is_early": phase is Phase.EARLY,
        "steps": steps_at("who"),
    }
    return render(request, "registrations/sign_up.html", facts)


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answers(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Second step: each person's answers. What could be read is kept even where something is wrong."""
    preparation, person = preparation_door(request, programme_id), signed_in(request)
    programme, terms = preparation.programme, preparation.programme.sign_up_terms
    if preparation.pressed_at is not None:
        return redirect("registrations:sign_up", programme.pk)
    if phase_of(programme, terms, now()) not in PREPARABLE:
        return _shut(request, programme)
    asked = asked_in(preparation, terms)
    if asked.is_empty:
        return go_on(preparation, person)
    form = AnswersForm(
        request.POST or None,
        people=asked.people,
        questions=asked.questions,
        asks_residence=asked.asks_residence,
        birthdays_of=asked.birthdays_of,
        initial=initial_answers(asked.given),
    )
    if form.is_bound:
        is_right = form.is_valid()
        kept = _keep_answers(preparation, person, form)
        if is_right:
            return go_on(kept, person)
    facts = {"programme": programme, "form": form, "steps": steps_at("answers")}
    return render(request, "registrations/answers.html", facts)


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def consent(request: HttpRequest, programme_id: UUID, child_id: UUID) -> HttpResponse:
    """Third step, for each child under 14: the guardian reads the wording and agrees, or takes it back."""
    programme, person = sign_up_door(request, programme_id).programme, signed_in(request)
    child = child_door(request, child_id).person
    wording = participation_wording(child, programme)
    form = ConsentForm(request.POST or None)
    if form.is_valid():
        agree_as_guardian(
            child=child, guardian=person, programme=programme, wording=wording, evidence=_evidence(person)
        )
        begun = open_preparation(programme, person)
        return go_on(begun, person) if begun else redirect("registrations:places")
    facts = {
        "programme": programme,
        "child": child,
        "wording": wording,
        "form": form,
        "agreed": consent_of(programme, child, person),
        "steps": steps_at("consents"),
    }
    return render(request, "registrations/consent.html", facts)


@access(Who.SIGNED_IN)
@require_POST
def consent_withdrawal(request: HttpRequest, programme_id: UUID, child_id: UUID) -> HttpResponse:
    programme, person = sign_up_door(request, programme_id).programme, signed_in(request)
    child = child_door(request, child_id).person
    take_consent_back(child=child, guardian=person, programme=programme, by=person.actor())
    messages.success(request, _("Your consent is taken back, and the place with it."))
    return redirect("registrations:places")


def go_on(preparation: Preparation, person: Person) -> HttpResponse:
    """To the next consent that is missing, else to the page with the button (which says what else is missing)."""
    programme = preparation.programme_id
    try:
        make_ready(preparation=preparation, by=person.actor())
    except NotReady as no:
        for one in no.facts["missing"]:
            if one.what == "consent":
                return redirect("registrations:consent", programme, one.person.pk)
    return redirect("registrations:ready", programme)


def _who_form(
    request: HttpRequest, terms: Terms, begun: Preparation | None, wishes: list[Registration]
) -> WhoForm:
    """With those of the household who can still be signed up."""
    person, programme = signed_in(request), terms.programme
    sessions, claims = sessions_to_choose(programme), claims_among(wishes)
    household = [person, *(child.person for child in children_of(person))]
    people = who_may_ask(household, claims, terms, sessions)
    return WhoForm(
        request.POST or None,
        people=people,
        sessions=sessions,
        terms=terms,
        claims=claims,
        initial=_chosen(programme, begun, people) if people else {},
    )


def _keep_who(programme: Programme, person: Person, begun: Preparation | None, form: WhoForm) -> Preparation:
    """What was answered before is kept for whoever still comes."""
    said = dict(begun.people.values_list("person", "answers")) if begun else {}
    return prepare(
        programme=programme,
        asked_by=person,
        people={one: said.get(one.pk, {}) for one in form.chosen_people},
        sessions=form.chosen_sessions,
        together=form.together,
        by=person.actor(),
    )


def _keep_answers(preparation: Preparation, person: Person, form: AnswersForm) -> Preparation:
    said = form.answers
    return prepare(
        programme=preparation.programme,
        asked_by=person,
        people={one: said[one.pk] for one in form.people},
        sessions=list(preparation.sessions.all()),
        together=preparation.is_together,
        by=person.actor(),
    )


def _chosen(programme: Programme, begun: Preparation | None, people: list[Person]) -> dict[str, object]:
    """What stands in the form at first: what was kept, else oneself, or the first who can still be signed up. Of several
    children only the guardian knows which.
    """
    if begun is None:
        children = [one for one in people if one.is_minor_in_care]
        likely = people[:1]
        if programme.is_for_children:
            likely = children if len(children) == 1 else []
        return {"people": [str(one.pk) for one in likely], "extent": SERIES}
    sessions = [str(pk) for pk in begun.sessions.values_list("pk", flat=True)]
    return {
        "people": [str(pk) for pk in begun.people.values_list("person", flat=True)],
        "together": begun.is_together,
        "extent": SESSIONS if sessions else SERIES,
        "sessions": sessions,
    }


def _evidence(person: Person) -> str:
    """How the consent was given and who was there: kept with it."""
    words = _("Agreed by a press on the page, signed in with a code mailed to %(address)s.")
    return (words % {"address": person.email})[:200]


def _shut(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Not the time for it: the programme's page says why."""
    messages.info(request, _("Nobody can sign up here at present; the page says why."))
    return redirect(programme.page)


def steps_at(here: str) -> list[dict[str, str]]:
    labels = {
        "who": _("Who takes part"),
        "answers": _("Answers"),
        "consents": _("Consents"),
        "ready": _("Sign up"),
    }
    names = list(labels)
    place = names.index(here)
    states = {name: "done" if number < place else "ahead" for number, name in enumerate(names)}
    return [{"label": labels[name], "state": "here" if name == here else states[name]} for name in names]
