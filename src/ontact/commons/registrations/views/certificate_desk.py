"""The desk gives a certificate, corrects one by a new one, revokes it in sight, and gives another after that."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.registrations.access.after import desk_certificate_door, desk_place_door
from ontact.commons.registrations.actions.certificates import (
    correct_certificate,
    give_again,
    revoke_certificate,
)
from ontact.commons.registrations.forms.certificates import NameForm, RevocationForm
from ontact.commons.registrations.models import Certificate
from ontact.commons.registrations.queries.certificates import certificate_account, newest_certificate
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_certificate(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """How one person's certificate stands. The desk gives it to whoever does not come to the page,
    or anew after a revocation. Asked again it is the same.
    """
    place = desk_place_door(request, registration_id)
    if request.method == "POST":
        given = give_again(place, by=signed_in(request).actor())
        messages.success(request, _("Certificate no. %(number)s is given.") % {"number": given.number})
        return redirect("registrations:certificate_desk", given.code)
    facts = {
        "place": place,
        "told": certificate_account(place.programme, place.person, now()),
        "certificate": newest_certificate(place.programme, place.person),
    }
    return render(request, "registrations/desk_certificate.html", facts)


@access(Who.STAFF)
@require_safe
def certificate_desk(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, desk_certificate_door(request, code))


@access(Who.STAFF)
@require_POST
def certificate_name(request: HttpRequest, code: str) -> HttpResponse:
    """Another name makes another certificate, which replaces this one."""
    certificate = desk_certificate_door(request, code)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, certificate, name_form=form)
    new = correct_certificate(certificate, **form.cleaned_data, by=signed_in(request).actor())
    messages.success(request, _("Certificate no. %(number)s replaces the old one.") % {"number": new.number})
    return redirect("registrations:certificate_desk", new.code)


@access(Who.STAFF)
@require_POST
def certificate_revocation(request: HttpRequest, code: str) -> HttpResponse:
    certificate = desk_certificate_door(request, code)
    form = RevocationForm(request.POST)
    if not form.is_valid():
        return _page(request, certificate, revocation_form=form)
    revoke_certificate(certificate, **form.cleaned_data, by=signed_in(request).actor())
    messages.success(request, _("The certificate is revoked; its public page says so."))
    return redirect("registrations:certificate_desk", certificate.code)


def _page(
    request: HttpRequest,
    certificate: Certificate,
    *,
    name_form: NameForm | None = None,
    revocation_form: RevocationForm | None = None,
) -> HttpResponse:
    facts = {
        "certificate": certificate,
        "later": getattr(certificate, "replaced_by", None),
        "name_form": name_form or NameForm(initial={"name": certificate.name}),
        "revocation_form": revocation_form or RevocationForm(),
    }
    return render(request, "registrations/certificate_desk.html", facts)
