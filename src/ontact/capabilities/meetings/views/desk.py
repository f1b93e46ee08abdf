"""The clerk's start page: what must I do today?"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ontact.capabilities.meetings.access import hosts_for
from ontact.capabilities.meetings.queries import meetings as lists
from ontact.capabilities.meetings.queries.reports import in_state, reports_of, row_of
from ontact.commons.people.access import organisations_where
from ontact.commons.people.models import Mandate
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now

# The nearest ones; the list of all is one press away.
REPORTS_SHOWN = 10


@access(Who.STAFF)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    person = visitor_of(request).person
    assert person is not None
    hosts = hosts_for(person)
    approving = list(organisations_where(person, Mandate.Act.APPROVE))
    moment = now()
    owed = in_state(reports_of(person), "open")[:REPORTS_SHOWN]
    context = {
        "desk": lists.desk(hosts, day_begins=_this_morning()),
        "to_approve": list(lists.minutes_to_approve(person, approving)),
        "hosts": hosts,
        "today": moment,
        "reports": [row_of(one, moment) for one in owed],
    }
    return render(request, "meetings/desk.html", context)


def _this_morning() -> datetime:
    return timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
