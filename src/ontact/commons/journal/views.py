"""The journal as administrators read it, and the proof that nobody has altered it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ontact.commons.journal.forms import FilterForm
from ontact.commons.journal.queries import entries, spoken, verify_chain
from ontact.foundation.access import Who, access
from ontact.web.paging import leaf

LINES_A_PAGE = 50


@access(Who.ADMINISTRATOR)
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    return render(request, "journal/journal.html", _page(request))


@access(Who.ADMINISTRATOR)
@require_POST
def verification(request: HttpRequest) -> HttpResponse:
    """Recomputes the whole chain while one waits; about ten seconds for 100,000 lines."""
    return render(request, "journal/journal.html", {**_page(request), "verdict": verify_chain()})


def _page(request: HttpRequest) -> dict[str, Any]:
    form = FilterForm(request.GET or None)
    page = leaf(request, entries(form.filter), size=LINES_A_PAGE)
    columns = [
        _("Moment"),
        _("Who"),
        _("Act"),
        _("Object"),
        _("Details"),
        {"label": _("Batch"), "kind": "number"},
    ]
    return {
        "form": form,
        "leaf": page,
        "lines": spoken(page.rows),
        "columns": columns,
        "is_filtered": bool(request.GET),
    }
