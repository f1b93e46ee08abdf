"""For tests of making a programme: a draft that lacks nothing, a running series, and an officer who types into pages."""

from datetime import timedelta

from django.urls import reverse

from ontact.commons.people.tests.factories import MembershipFactory, PersonFactory
from ontact.commons.programmes.tests.factories import DAY, HOUR, a_programme, fresh, this_minute
from ontact.commons.registrations.models import Pool, Terms
from ontact.foundation.worded import Worded

SUMMARY = Worded.of("ko", ko="함께 읽는 열 번의 토요일", en="Ten Saturdays of reading")


def a_draft(sessions=2, *, places=10, terms=None, **facts):
    """With words, sessions, a window, terms and places; `places` None: no number is set."""
    opens_at = this_minute() + DAY
    window = {"opens_at": opens_at, "closes_at": opens_at + 2 * DAY}
    given = {"is_published": False, "summary": SUMMARY, "about": SUMMARY, **window, **facts}
    programme = a_programme(sessions, **given)
    Terms.objects.create(programme=programme, **{"needs_guardian": False, **(terms or {})})
    if places is not None:
        Pool.objects.create(programme=programme, capacity=places)
    return fresh(programme)


def a_running(sessions=2, *, places=10, **facts):
    """Published yesterday; sign-up has been open for an hour."""
    opens_at = this_minute() - HOUR
    window = {"opens_at": opens_at, "closes_at": opens_at + timedelta(days=5)}
    return a_draft(sessions, places=places, **{"is_published": True, **window, **facts})


def with_own_places(programme, capacity=3):
    """Each session has its own places, and the series none."""
    Pool.objects.filter(programme=programme).delete()
    for session in programme.sessions.all():
        Pool.objects.create(programme=programme, session=session, capacity=capacity)
    return programme


def officer_of(programme):
    """Reads English, so that sentences can be compared."""
    person = PersonFactory(language="en")
    MembershipFactory(person=person, organisation=programme.host)
    return person


def enter(client, programme):
    """An officer of its house, signed in."""
    officer = officer_of(programme)
    client.force_login(officer)
    return officer


def page(name, programme, *more):
    return reverse(f"registrations:{name}", args=[programme.pk, *[one.pk for one in more]])


def filled(response, **changes):
    """What the browser sends of the form on this page, with some fields typed anew; None empties one."""
    typed = {one.html_name: one.value() for one in response.context["form"]}
    typed = {name: "on" if value is True else value for name, value in (typed | changes).items()}
    return {name: str(value) for name, value in typed.items() if value is not None and value is not False}


def send(client, path, **changes):
    """Open the page, type, press."""
    return client.post(path, filled(client.get(path), **changes))
