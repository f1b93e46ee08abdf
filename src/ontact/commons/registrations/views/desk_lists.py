"""Lists as sheets: asked for with a reason, which the journal keeps; the page shows who took which before."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ontact.commons.people.access import signed_in
from ontact.commons.registrations.access.desk import places_door
from ontact.commons.registrations.actions.desk_lists import take_list
from ontact.commons.registrations.forms.desk_lists import ListForm
from ontact.commons.registrations.queries.desk_lists import taken_lists
from ontact.foundation.access import Who, access
from ontact.web.sheets import sheet_answer

WIDTHS = (6, 22, 22, 16, 8, 26, 22, 22, 28)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def people_list(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = places_door(request, programme_id)
    form = ListForm(request.POST or None)
    if form.is_valid():
        wanted = form.cleaned_data
        rows = take_list(
            programme=programme,
            which=wanted["which"],
            columns=wanted["columns"],
            reason=wanted["reason"],
            by=signed_in(request).actor(),
        )
        return sheet_answer(rows, f"list-{wanted['which']}.{wanted['file_format']}", WIDTHS)
    facts = {"programme": programme, "form": form, "taken": taken_lists(programme)}
    return render(request, "registrations/desk_list.html", facts)
