"""My data: what I may change, what is kept about me, and being forgotten."""

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from ontact.commons.people import actions
from ontact.commons.people.access import signed_in
from ontact.commons.people.errors import StillHoldsRoles
from ontact.commons.people.forms.persons import ParticularsForm
from ontact.foundation.access import Who, access
from ontact.foundation.capability import capabilities


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    form = ParticularsForm(request.POST or None, person=person)
    if form.is_valid():
        actions.change_person(person=person, **form.cleaned_data, by=person.actor())
        with override(person.language):
            messages.success(request, _("Saved."))
        return redirect("people:me")
    kept = [data for package in capabilities() for data in package.personal_data(person) if data.rows]
    return render(request, "people/me.html", {"form": form, "person": person, "kept": kept})


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def forgetting(request: HttpRequest) -> HttpResponse:
    """One page that says what goes and what stays; one press, and every package forgets, people last."""
    person = signed_in(request)
    if request.method != "POST":
        return render(request, "people/forgetting.html", {"person": person})
    if person.is_staff_member:
        raise StillHoldsRoles
    with transaction.atomic():
        for package in reversed(list(capabilities())):
            package.forget(person)
    logout(request)
    messages.success(
        request, _("Everything that named you has been erased. Goodbye, and come back whenever you like.")
    )
    return redirect("/")
