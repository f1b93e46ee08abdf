"""The household: children for whom one signs up, without accounts of their own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ontact.commons.people.access import signed_in
from ontact.commons.registrations.access.citizen import child_door
from ontact.commons.registrations.actions.household import correct_child, take_in_child, take_out_child
from ontact.commons.registrations.forms.household import ChildForm
from ontact.commons.registrations.queries.household import child_of, children_of
from ontact.foundation.access import Who, access


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def household(request: HttpRequest) -> HttpResponse:
    """?next=<path> leads back to the sign-up from which one came."""
    person = signed_in(request)
    form = ChildForm(request.POST or None)
    if form.is_valid():
        child = take_in_child(guardian=person, **form.cleaned_data, by=person.actor())
        messages.success(request, _("%(name)s belongs to your household now.") % {"name": child.person})
        return redirect(_came_from(request) or "registrations:household")
    facts = {"children": children_of(person), "form": form, "came_from": _came_from(request)}
    return render(request, "registrations/household.html", facts)


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def child(request: HttpRequest, child_id: UUID) -> HttpResponse:
    found, person = child_door(request, child_id), signed_in(request)
    form = ChildForm(request.POST or None, initial={"name": found.person.name, "born_on": found.born_on})
    if form.is_valid():
        correct_child(child=found, **form.cleaned_data, by=person.actor())
        messages.success(request, _("Saved."))
        return redirect("registrations:household")
    return render(request, "registrations/child.html", {"child": child_of(found), "form": form})


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def child_removal(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """GET says what goes and what stays; it cannot be undone."""
    found, person = child_door(request, child_id), signed_in(request)
    if request.method == "POST":
        take_out_child(child=found, by=person.actor())
        messages.success(request, _("The child is taken out of your household."))
        return redirect("registrations:household")
    return render(request, "registrations/child_removal.html", {"child": child_of(found)})


def _came_from(request: HttpRequest) -> str:
    """A path of this hall only: no link sends anyone elsewhere."""
    path = request.GET.get("next", "")
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else ""
