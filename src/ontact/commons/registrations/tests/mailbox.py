"""What has been written in a test: which letters, of whom they speak, and how they read."""

import re
from collections import Counter

from icalendar import Calendar

from ontact.commons.notices.actions.letters import compose
from ontact.commons.notices.models import Notice

PLACE = re.compile(r"/registrations/places/([0-9a-f-]{36})/")


def letters(kind=""):
    """In the order of writing; of one kind, or of all."""
    found = Notice.objects.filter(template__startswith="registrations/mail/").order_by("created_at", "id")
    return list(found.filter(template=f"registrations/mail/{kind}") if kind else found)


def kinds():
    return Counter(one.template.rpartition("/")[2] for one in letters())


def speaks_of(notice):
    """Identities of the registrations to whose pages it leads."""
    return [PLACE.search(one["link"]).group(1) for one in notice.facts["facts"].get("places", [])]


def told():
    """(letter, registration) → how often, of everything written so far."""
    return Counter(
        (one.template.rpartition("/")[2], registration)
        for one in letters()
        for registration in speaks_of(one)
    )


def reads(notice):
    """Subject and text, as the reader gets them."""
    letter = compose(notice)
    return f"{letter.subject}\n{letter.body}"


def entries(notice):
    """The METHOD of the attached calendar file, and its events."""
    ((_name, mime, text),) = notice.facts["attachments"]
    calendar = Calendar.from_ical(text)
    assert mime == f"text/calendar; method={calendar['METHOD']}"
    return str(calendar["METHOD"]), list(calendar.walk("VEVENT"))
