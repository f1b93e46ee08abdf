"""Guardians: their own page behind the mailed link, the clerk's table of who lacks consent, and what came on paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.capabilities.meetings.access import consent_door, participant_door, preparing_door
from ontact.capabilities.meetings.actions.consents import answer_for_child, ask_guardians, enter_by_hand
from ontact.capabilities.meetings.forms.consents import ConsentForm, PaperConsentForm
from ontact.capabilities.meetings.models import ConsentRequest
from ontact.capabilities.meetings.queries.consents import (
    AGREED,
    NO_GUARDIAN,
    NOT_ASKED,
    PURPOSES,
    REFUSED,
    WAITING,
    ConsentState,
    agreed_to,
    consent_states,
    counts_of,
    places_under,
    scope_words,
    wording,
)
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.foundation.access import Who, access


@access(
    Who.EVERYONE,
    why="A guardian's link is its own proof: it says a child's given name, and nothing about others.",
)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def consent(request: HttpRequest, consent_secret: str) -> HttpResponse:
    """GET shows what is asked, so mail scanners agree to nothing; POST answers, and takes back."""
    asked = consent_door(consent_secret)
    before = agreed_to(asked) if asked.answered_at else None
    taking_back = "withdrawal" in request.POST
    form = ConsentForm(None if taking_back else request.POST or None, agreed=before)
    if taking_back or form.is_valid():
        agreed: frozenset[str] = frozenset() if taking_back else form.agreed
        answer_for_child(asked, agreed, by=asked.guardian.actor())
        messages.success(request, _thanks(agreed))
        return redirect("meetings:consent", consent_secret)
    response = render(
        request, "meetings/consent.html", _asked(asked, form), status=422 if form.is_bound else 200
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@access(Who.STAFF)
@require_safe
def consents(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Every minor and what stands; the same queries for one and for a hundred."""
    meeting = preparing_door(request, meeting_id)
    states = consent_states(meeting)
    shown = request.GET.get("show", "all")
    context = {
        "meeting": meeting,
        "rows": [_row(state) for state in states if shown in ("all", _group(state))],
        "tabs": _tabs(counts_of(states), len(states), shown),
        "count": len(states),
        "askable": sum(state.may_be_asked for state in states),
    }
    return render(request, "meetings/consents.html", context)


@access(Who.STAFF)
@require_POST
def asking(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    count = ask_guardians(meeting, by=signed_in(request).actor())
    words = ngettext(
        "%(count)d guardian was asked by mail.", "%(count)d guardians were asked by mail.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("meetings:consents", meeting.pk)


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def paper_consent(request: HttpRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    """What a guardian signed or said; an adult's entry has no such page."""
    meeting = preparing_door(request, meeting_id)
    participant = participant_door(meeting, participant_id)
    state = next((one for one in consent_states(meeting) if one.participant.pk == participant.pk), None)
    if state is None or not participant.guardian_name:
        messages.error(request, _("Say first that this is a minor, and who the guardian is."))
        return redirect("meetings:person", meeting.pk, participant.pk)
    form = PaperConsentForm(request.POST or None, agreed=None if state.is_lacking else state.agreed)
    if form.is_valid():
        evidence = form.cleaned_data["evidence"]
        enter_by_hand(participant, form.agreed, evidence=evidence, by=signed_in(request).actor())
        messages.success(request, _("The guardian's answer is entered."))
        return redirect("meetings:consents", meeting.pk)
    context = {"meeting": meeting, "participant": participant, "form": form}
    return render(request, "meetings/paper_consent.html", context, status=422 if form.is_bound else 200)


def _asked(asked: ConsentRequest, form: ConsentForm) -> dict[str, Any]:
    place = next(iter(places_under(asked)), None)
    return {
        "form": form,
        "asked": asked,
        "child": place.shown_name if place else "",
        "meeting": place.meeting if place else None,
        "scope": scope_words(asked),
        "purposes": [
            {"field": form[purpose.value], "wording": wording(asked, purpose)} for purpose in PURPOSES
        ],
        "may_withdraw": bool(asked.answered_at and agreed_to(asked)),
    }


def _thanks(agreed: frozenset[str]) -> str:
    if agreed:
        return _("Thank you. Your answer holds from now on; you can change it here at any time.")
    return _("Thank you. Your child takes part by voice and text; nobody sees or records them.")


def _group(state: ConsentState) -> str:
    return "lacking" if state.is_lacking else state.word


def _row(state: ConsentState) -> dict[str, Any]:
    words = {
        NO_GUARDIAN: (_("No guardian's address"), "danger"),
        NOT_ASKED: (_("Guardian not asked yet"), "warning"),
        WAITING: (_("Guardian has not answered"), "warning"),
        AGREED: (_("Camera allowed"), "success"),
        REFUSED: (_("Voice and text only"), "neutral"),
    }
    word, kind = words[state.word]
    recorded = _("Allowed") if "recording" in state.agreed else _("Not allowed")
    if state.word not in (AGREED, REFUSED):
        recorded = _("No answer yet")
    return {"state": state, "word": word, "kind": kind, "recorded": recorded}


def _tabs(counts: dict[str, int], total: int, shown: str) -> list[dict[str, object]]:
    labels = {
        "all": _("All"),
        "lacking": _("Without an answer"),
        AGREED: _("Camera allowed"),
        REFUSED: _("Voice and text only"),
    }
    numbers = {"all": total, **counts}
    return [
        {"id": name, "label": label, "count": numbers[name], "href": f"?show={name}", "here": name == shown}
        for name, label in labels.items()
    ]
