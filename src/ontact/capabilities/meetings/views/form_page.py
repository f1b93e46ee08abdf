"""The one page on which a meeting is prepared; every step's view comes back here when something must be mended."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.access import hosts_for
from ontact.capabilities.meetings.forms.items import ItemForm, PaperForm
from ontact.capabilities.meetings.forms.pasting import Pasted
from ontact.capabilities.meetings.forms.people import EarlierForm, PeopleForm
from ontact.capabilities.meetings.forms.what import WhatForm
from ontact.capabilities.meetings.models import AgendaItem, Meeting
from ontact.capabilities.meetings.queries.changes import Change, Told, changes, facts_to_tell
from ontact.capabilities.meetings.queries.checks import CheckCount, check_count
from ontact.capabilities.meetings.queries.live import agenda
from ontact.capabilities.meetings.queries.meetings import earlier_meetings
from ontact.capabilities.meetings.queries.people import GuestRow, guest_rows
from ontact.capabilities.meetings.queries.readiness import Lack, lacks, minutes_left
from ontact.capabilities.meetings.views.preview import letters_shown
from ontact.commons.media.queries import progress_of
from ontact.commons.rooms.access import visitor_of


def edit_page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    what: WhatForm | None = None,
    new_item: ItemForm | None = None,
    people: PeopleForm | None = None,
    pasted: Pasted | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; forms that were sent and refused come bound, the others fresh."""
    person = visitor_of(request).person
    assert person is not None
    hosts = hosts_for(person)
    what = what or WhatForm(meeting=meeting, hosts=hosts)
    items = agenda(meeting)
    rows = guest_rows(meeting)
    found = lacks(meeting, items, [row.participant for row in rows])
    earlier = earlier_meetings(hosts, but=meeting)
    context = {
        "meeting": meeting,
        "what": what,
        "is_pending": bool(meeting.typed) and not meeting.is_draft,
        "items": [item_row(item) for item in items],
        "new_item": new_item or ItemForm(meeting=meeting),
        "sum": _sum(meeting, items),
        "people": people or PeopleForm(meeting=meeting, left_over=pasted.left_over if pasted else ""),
        "pasted": pasted,
        "earlier": EarlierForm(earlier=earlier) if earlier else None,
        "rows": rows,
        "checks": _checks(meeting, rows),
        "minors": any(row.participant.is_minor for row in rows),
        "lacking": sum(row.lacks_consent for row in rows),
        "steps": _steps(found, is_pending=bool(what.is_bound and not what.is_valid())),
        **sending_context(meeting, what, rows, found),
    }
    return render(request, "meetings/edit.html", context, status=status)


def item_row(item: AgendaItem) -> dict[str, Any]:
    return {
        "item": item,
        "paper_form": PaperForm(auto_id=f"paper-{item.pk}-%s"),
        "papers": [{"paper": paper, "progress": progress_of(paper.asset)} for paper in item.papers.all()],
    }


def sending_context(
    meeting: Meeting, what: WhatForm, rows: list[GuestRow], found: list[Lack]
) -> Mapping[str, Any]:
    """The last step: what is missing, who will be told, and of what."""
    newcomers = [row.participant for row in rows if row.participant.seat_id is None]
    differences = pending_changes(meeting, what)
    told = len(rows) - len(newcomers)
    return {
        "stops": [lack for lack in found if not lack.only_warns],
        "warnings": [lack for lack in found if lack.only_warns],
        "differences": differences,
        "newcomers": len(newcomers),
        "mails": len(rows) if differences and told else len(newcomers),
        "told": told,
        "letters": letters_shown(meeting, [row.participant for row in rows], differences),
    }


def pending_changes(meeting: Meeting, what: WhatForm) -> list[Change]:
    """What guests will be told: agenda and papers as they stand, title and time as typed in the first step."""
    if not meeting.told:
        return []
    after = facts_to_tell(meeting)
    if what.is_bound and what.is_valid():
        new = what.what
        after = Told(new.title, new.begins_at, new.ends_at, after.agenda, after.papers)
    return changes(Told.from_json(meeting.told), after)


def _sum(meeting: Meeting, items: list[AgendaItem]) -> dict[str, Any]:
    left = minutes_left(meeting, items)
    return {"minutes": sum(item.planned_minutes for item in items), "left": left, "over": -left}


def _checks(meeting: Meeting, rows: list[GuestRow]) -> CheckCount | None:
    """Nothing while nobody has a link, and nothing when it is over."""
    words = [row.check for row in rows if row.check is not None]
    return check_count(meeting, words) if words and meeting.may_change else None


def _steps(found: list[Lack], *, is_pending: bool) -> list[dict[str, str]]:
    missing = {lack.step for lack in found if not lack.only_warns}
    if is_pending:
        missing.add("what")
    labels = {
        "what": _("What and when"),
        "agenda": _("Agenda and papers"),
        "people": _("People"),
    }
    steps = [
        {"label": label, "href": f"#{step}", "state": "ahead" if step in missing else "done"}
        for step, label in labels.items()
    ]
    steps.append({"label": _("Look and send"), "href": "#send", "state": "ahead"})
    here = next((step for step in steps if step["state"] == "ahead"), steps[-1])
    here["state"] = "here"
    return steps
