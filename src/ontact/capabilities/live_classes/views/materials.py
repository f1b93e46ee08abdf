"""Files of a class: handed in by its desk, taken away after a question."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ontact.capabilities.live_classes.access import class_door, material_in
from ontact.capabilities.live_classes.actions.materials import add_material, remove_material
from ontact.capabilities.live_classes.errors import NoFile
from ontact.capabilities.live_classes.forms.desk import MaterialForm
from ontact.capabilities.live_classes.models import LiveClass
from ontact.capabilities.live_classes.queries.room import materials_of
from ontact.commons.media.actions import receive
from ontact.commons.media.refusals import FileRefused
from ontact.commons.people.access import signed_in
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Session
from ontact.foundation.access import Who, access


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def materials(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Each refused file is a sentence, and the good ones are kept."""
    person = signed_in(request)
    found = class_door(person, programme_id, to_edit=True)
    sessions = Session.objects.filter(programme=found.programme).select_related("programme")
    form = MaterialForm(request.POST or None, sessions=sessions.order_by("begins_at", "number"))
    if form.is_valid():
        refusals = _take_in(request, found, form.cleaned_data["session"], person)
        if request.headers.get("X-Requested-With") and refusals:
            raise refusals[0]
        for refusal in refusals:
            messages.error(request, f"{refusal.sentence} {refusal.advice}")
        return redirect("live_classes:materials", programme_id)
    context = {"live_class": found, "form": form, "materials": materials_of(found)}
    return render(request, "live_classes/materials.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def material_removal(request: HttpRequest, programme_id: UUID, material_id: UUID) -> HttpResponse:
    """The file is destroyed, so it is asked for."""
    person = signed_in(request)
    found = class_door(person, programme_id, to_edit=True)
    material = material_in(found, material_id)
    if request.method != "POST":
        context = {"live_class": found, "material": material}
        return render(request, "live_classes/material_removal.html", context)
    remove_material(material, by=person.actor())
    messages.success(request, _("The file has been taken away."))
    return redirect("live_classes:materials", programme_id)


def _take_in(
    request: HttpRequest, found: LiveClass, session: Session | None, person: Person
) -> list[FileRefused]:
    files = request.FILES.getlist("file")
    if not files:
        raise NoFile
    refusals = []
    for file in files:
        try:
            asset = receive(file=file, name=file.name or "", uploaded_by=person, by=person.actor())
        except FileRefused as error:
            refusals.append(error)
            continue
        add_material(found, asset=asset, session=session, by=person.actor())
    return refusals
