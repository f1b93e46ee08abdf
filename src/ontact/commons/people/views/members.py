"""Who belongs to an office: given, ended, and given back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontact.commons.people import actions, queries
from ontact.commons.people.access import organisation_door, signed_in
from ontact.commons.people.forms.organisations import MemberForm
from ontact.commons.people.models import Membership
from ontact.foundation.access import Who, access


@access(Who.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    office = organisation_door(signed_in(request), organisation_id)
    form = MemberForm(request.POST or None)
    if form.is_valid():
        membership = actions.add_member(
            organisation=office, **form.cleaned_data, by=signed_in(request).actor()
        )
        text = _("%(name)s now belongs to %(office)s and can sign in with %(email)s.")
        person = membership.person
        messages.success(request, text % {"name": person.name, "office": office, "email": person.email})
        return redirect("people:members", office.pk)
    page = {
        "office": office,
        "form": form,
        "memberships": queries.members(office),
        "columns": [_("Name"), _("Role"), _("E-mail address"), {"label": _("End"), "kind": "act"}],
        "table": queries.mandate_table(office),
    }
    return render(request, "people/members.html", page)


@access(Who.ADMINISTRATOR)
@require_POST
def ending(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    membership = get_object_or_404(
        Membership.objects.select_related("person", "organisation"), pk=membership_id
    )
    actions.end_membership(membership, by=signed_in(request).actor())
    undo = reverse("people:resumption", args=[membership.pk])
    text = _("%(name)s no longer has the role “%(role)s”.")
    facts = {"name": membership.person, "role": membership.get_role_display()}
    messages.success(request, text % facts, extra_tags=f"undo:{undo}")
    return redirect("people:members", membership.organisation_id)


@access(Who.ADMINISTRATOR)
@require_POST
def resumption(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    membership = get_object_or_404(
        Membership.objects.select_related("person", "organisation"), pk=membership_id
    )
    actions.resume_membership(membership, by=signed_in(request).actor())
    messages.success(request, _("%(name)s has the role again.") % {"name": membership.person})
    return redirect("people:members", membership.organisation_id)
