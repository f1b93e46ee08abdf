"""The certificate: its public page, the file to check it with, the paper, and why there is none."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.people.queries import city
from ontact.commons.registrations.access.after import (
    certificate_door,
    holds,
    place_door,
    public_certificate_door,
)
from ontact.commons.registrations.actions.certificates import give_certificate
from ontact.commons.registrations.documents.certificate import certificate_pdf, notice_of, rule_in_words
from ontact.commons.registrations.models import Attendance, Certificate
from ontact.commons.registrations.queries.certificates import certificate_account, newest_certificate
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now

SHOWN = "Whoever was shown a certificate may check it: its address cannot be guessed."


@access(Who.EVERYONE, why=SHOWN)
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The verification page; search engines are asked to leave it out."""
    found = public_certificate_door(code)
    facts = {
        "certificate": found,
        "facts": found.facts,
        "lectures": [_lecture(one) for one in found.facts["lectures"]],
        "columns": [
            _("Session"),
            _("Title"),
            _("Day"),
            {"label": _("Minutes attended"), "kind": "number"},
            _("Noted"),
        ],
        "notice": notice_of(found),
        "later": getattr(found, "replaced_by", None),
        "rule": rule_in_words(found.facts),
        "holds": holds(request, found),
    }
    answer = render(request, "registrations/certificate.html", facts)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@access(Who.EVERYONE, why=SHOWN)
@require_safe
def certificate_json(request: HttpRequest, code: str) -> HttpResponse:
    """What `docs/verify/certificate.py` reads."""
    found = public_certificate_door(code)
    later = getattr(found, "replaced_by", None)
    body = {
        "facts": found.facts,
        "sha256": found.sha256,
        "state": _state(found),
        "replaced_by": later.number if later else "",
        "revoked_because": found.revoked_because,
    }
    answer = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="certificate-{found.number}.json"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@access(Who.SIGNED_IN)
@require_safe
def certificate_paper(request: HttpRequest, code: str) -> HttpResponse:
    found = certificate_door(request, code)
    home = city()
    content = certificate_pdf(
        found,
        address=f"{settings.BASE_URL}{reverse('registrations:certificate', args=[found.code])}",
        city=home.name.text(home.name.source) if home else "",
        language=get_language() or "ko",
    )
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="certificate-{found.number}.pdf"'
    return answer


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Each lecture of one place: attended, missed, still to count. A press gives the certificate once it is earned."""
    place = place_door(request, registration_id)
    if request.method == "POST":
        given = give_certificate(place, by=signed_in(request).actor())
        messages.success(request, _("Your certificate is ready: no. %(number)s") % {"number": given.number})
        return redirect("registrations:certificate", given.code)
    facts = {
        "place": place,
        "told": certificate_account(place.programme, place.person, now()),
        "certificate": newest_certificate(place.programme, place.person),
    }
    return render(request, "registrations/account.html", facts)


def _state(certificate: Certificate) -> str:
    if certificate.revoked_at is not None:
        return "revoked"
    return "replaced" if hasattr(certificate, "replaced_by") else "valid"


def _lecture(one: dict[str, Any]) -> list[Any]:
    noted = Attendance.Source(one["by"]).label if one["by"] in Attendance.Source.values else one["by"]
    return [one["number"], one["title"], one["held_on"], one["minutes"], noted]
