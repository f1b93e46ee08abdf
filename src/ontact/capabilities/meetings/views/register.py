"""The yearly register of minutes: a page for everyone, a sheet, a PDF; and the clerk's ground for a closed meeting."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ontact.capabilities.meetings.access import minutes_door
from ontact.capabilities.meetings.actions.registering import name_ground
from ontact.capabilities.meetings.forms.register import GroundForm, RegisterWanted
from ontact.capabilities.meetings.queries.minutes_register import RegisterRow, register_rows, registered
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.people.queries import city
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.paging import leaf
from ontact.web.sheets import TYPES, cells_of, sheet_file

# A file opens this many without complaint; more are had year by year.
MOST_ROWS = 5_000
WIDTHS = (10, 12, 24, 40, 8, 30, 66, 70)


@access(Who.EVERYONE, why="Which minutes exist is public, also of closed meetings, of which no more is said.")
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    form = RegisterWanted(request.GET)
    page = leaf(request, registered(host=form.office, year=form.of_year))
    context = {
        "leaf": page,
        "rows": register_rows(page),
        "columns": _columns(),
        "form": form,
        "query": request.GET.urlencode(),
        "is_filtered": bool(form.office or form.of_year),
        "found": ngettext("%(count)s set of minutes", "%(count)s sets of minutes", page.total)
        % {"count": page.total},
    }
    return render(request, "meetings/register.html", context)


@access(Who.EVERYONE, why="The same rows as the page, as a file.")
@require_safe
def register_file(request: HttpRequest, file_format: str) -> HttpResponse:
    """CSV or XLSX for a spreadsheet, PDF for the files of the year."""
    form = RegisterWanted(request.GET)
    rows = register_rows(registered(host=form.office, year=form.of_year)[:MOST_ROWS])
    if file_format == "pdf":
        content, kind = _pdf(rows, form), "application/pdf"
    elif file_format in TYPES:
        lines = [[str(label) for label in _labels()], *(cells_of(*row.cells()) for row in rows)]
        content, kind = sheet_file(lines, file_format, WIDTHS), TYPES[file_format]
    else:
        raise Http404
    answer = HttpResponse(content, content_type=kind)
    name = "-".join(["minutes-register", *([str(form.of_year)] if form.of_year else [])])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    return answer


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """On what ground a whole meeting is closed; of a public one there is nothing to say."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    if meeting.is_public:
        return redirect("meetings:minutes", meeting.pk)
    form = GroundForm(request.POST or None, minutes=meeting.minutes)
    if form.is_valid():
        name_ground(meeting.minutes, by=signed_in(request).actor(), **form.cleaned_data)
        messages.success(request, _("The register says so."))
        return redirect("meetings:minutes", meeting.pk)
    context = {"meeting": meeting, "form": form}
    return render(request, "meetings/minutes_listing.html", context, status=422 if form.is_bound else 200)


def _labels() -> list[str]:
    return [
        _("Number"),
        _("Held on"),
        _("Convened by"),
        _("Meeting"),
        _("Edition"),
        _("Disclosure"),
        "SHA-256",
        _("Address of the page"),
    ]


def _columns() -> list[str]:
    """On the page the meeting's title is the way to its minutes."""
    return _labels()[:-1]


def _pdf(rows: list[RegisterRow], form: RegisterWanted) -> bytes:
    from ontact.capabilities.meetings.documents.pdf import typeset  # slow: loads the typesetter
    from ontact.capabilities.meetings.documents.register import Cover, compose_register

    language = (get_language() or "ko")[:2]
    here = city()
    cover = Cover(
        city=str(here.name) if here else "Ontact",
        host=str(form.office.name) if form.office else "",
        year=form.of_year,
        made_at=now(),
    )
    return typeset(compose_register(rows, cover, language))
