"""Mails that have not arrived: seen by administrators before anyone has to call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontact.commons.notices.queries import counts, unsettled
from ontact.foundation.access import Who, access
from ontact.web.paging import leaf


@access(Who.ADMINISTRATOR)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """No addresses here: whoever needs one finds it where the mail came from."""
    columns = [
        _("Queued"),
        _("State"),
        _("What happened"),
        _("Letter"),
        {"label": _("Attempts"), "kind": "number"},
    ]
    page = {"leaf": leaf(request, unsettled(), size=50), "counts": counts(), "columns": columns}
    return render(request, "notices/notices.html", page)
