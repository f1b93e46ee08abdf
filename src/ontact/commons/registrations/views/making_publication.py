"""Publishing a programme, holding it back, throwing a draft away; and beginning another one from it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontact.commons.programmes.actions import hold_back
from ontact.commons.programmes.errors import AlreadyPublished, IsTemplate
from ontact.commons.programmes.forms import PublicationForm
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.making import houses_of, making_door, source_door
from ontact.commons.registrations.actions.publishing import (
    NotComplete,
    copy_programme,
    discard,
    publish,
    save_as_template,
)
from ontact.commons.registrations.forms.making import CopyOneForm, KeyForm
from ontact.commons.registrations.queries.making import stops
from ontact.commons.registrations.views.making_frame import (
    actor_of,
    at_work,
    confirm_page,
    form_page,
    page_of,
)
from ontact.foundation.access import Who, access
from ontact.web.when import moment_words


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Now, or at a time: then it shows itself, and nobody has to be awake."""
    with at_work(request, making_door(request, programme_id)) as programme:
        if programme.is_template:
            raise IsTemplate
        if programme.is_announced():
            raise AlreadyPublished
        if missing := stops(programme):
            raise NotComplete(what=missing[0].sentence)
        form = PublicationForm(request.POST or None, programme=programme)
        if form.is_valid():
            publish(programme=programme, at=form.at, by=actor_of(request))
            done = _("Published: everybody can see it now.")
            if form.at:
                at = moment_words(form.at, zone=programme.zone)
                done = _("It will be seen by everybody from %(moment)s on.") % {"moment": at}
            messages.success(request, done)
            return redirect("registrations:making", programme.pk)
        facts = {
            "form": form,
            "submit": _("Publish"),
            "note": _(
                "It stands in the catalogue and the calendar then. Afterwards it can be changed or cancelled, not hidden."
            ),
        }
        return form_page(request, programme, _("Publish the programme"), **facts)


@access(Who.STAFF)
@require_POST
def held_back(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    with at_work(request, making_door(request, programme_id)) as programme:
        hold_back(programme=programme, by=actor_of(request))
        messages.success(request, _("It is a draft again."))
        return redirect("registrations:making", programme.pk)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def discarding(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    if request.method == "POST" and not Programme.objects.filter(pk=programme_id).exists():
        return redirect("registrations:making_list")
    programme = making_door(request, programme_id)
    if programme.is_announced():
        raise AlreadyPublished
    if request.method == "POST":
        discard(programme=programme, by=actor_of(request))
        messages.success(request, _("“%(title)s” is thrown away.") % {"title": programme.title})
        return redirect("registrations:making_list")
    facts = {
        "text": _("Its words, sessions, places and questions are gone then. This cannot be undone."),
        "submit": _("Throw “%(title)s” away") % {"title": programme.title},
        "back": page_of(programme, "making"),
    }
    return confirm_page(request, programme, _("Throw this away?"), **facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def copying(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """A draft from last year's, from a template, or from what was cancelled."""
    source = source_door(request, programme_id)
    form = CopyOneForm(request.POST or None, source=source, hosts=houses_of(request))
    if form.is_valid():
        wanted = {"days": form.days, "host": form.cleaned_data["host"], "identity": form.identity}
        made = copy_programme(source=source, **wanted, by=actor_of(request))
        messages.success(request, _("The copy is a draft; nobody sees it yet."))
        return redirect("registrations:making", made.pk)
    lead = _(
        "Words, terms, places, questions and the survey are copied. Who signed up, rooms and recordings are not."
    )
    title = _("Begin a copy")
    facts: dict[str, Any] = {"form": form, "submit": _("Make the copy"), "lead": lead}
    if not _is_mine(request, programme_id):
        facts["back"] = reverse("registrations:making_list")
        facts["crumbs"] = [
            {"label": _("Programmes to prepare"), "href": facts["back"]},
            {"label": title, "href": ""},
        ]
    return form_page(request, source, title, **facts)


@access(Who.STAFF)
@require_POST
def template(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = making_door(request, programme_id)
    form = KeyForm(request.POST)
    made = save_as_template(source=programme, by=actor_of(request), identity=form.identity)
    messages.success(request, _("Saved as a template. What you change here does not change the programme."))
    return redirect("registrations:making", made.pk)


def _is_mine(request: HttpRequest, programme_id: UUID) -> bool:
    """A template of the city has no page for those who may only copy it."""
    return houses_of(request).filter(programmes=programme_id).exists()
