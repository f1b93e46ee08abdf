"""The clerk's start page: what must I do today?"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ontact.capabilities.meetings.access import hosts_for
from ontact.capabilities.meetings.queries import meetings as lists
from ontact.commons.people.access import organisations_where
from ontact.commons.people.models import Mandate
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.STAFF)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    person = visitor_of(request).person
    assert person is not None
    hosts = hosts_for(person)
    approving = list(organisations_where(person, Mandate.Act.APPROVE))
    context = {
        "desk": lists.desk(hosts, day_begins=_this_morning()),
        "to_approve": list(lists.minutes_to_approve(person, approving)),
        "hosts": hosts,
        "today": now(),
    }
    return render(request, "meetings/desk.html", context)


def _this_morning() -> datetime:
    return timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
