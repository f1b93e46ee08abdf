"""Field reports: sent from the neighbourhood, grouped by the clerk, put on an agenda or answered, done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.actions.agenda import add_item, attach_paper
from ontact.capabilities.meetings.documents.contacts import RESIDENT_NUMBER
from ontact.capabilities.meetings.errors.field import AnswerMissing, NothingToGroup, ResidentNumberWritten
from ontact.capabilities.meetings.models import AgendaItem, FieldGroup, FieldPhoto, FieldReport, Meeting
from ontact.capabilities.meetings.queries.followup import office_people
from ontact.capabilities.meetings.queries.registers import search_words
from ontact.commons.journal.actions import sign
from ontact.commons.media.models import Asset
from ontact.commons.notices import actions as notices
from ontact.commons.people.models import Organisation, Person
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded, in_every_language

# The same words from the same office within this time are a second press, not a second report.
TWICE_WITHIN = timedelta(hours=1)
PLANNED_MINUTES = 10
ON_AGENDA = _("Your field report is on the agenda")
ANSWERED = _("Your field report has been answered")
DONE = _("What your field report asked for is done")


@dataclass(frozen=True)
class Said:
    """What is sent: no field for a citizen's name, number or address."""

    text: str
    place: str
    urgency: str = FieldReport.Urgency.ORDINARY
    citizens: int | None = None


@transaction.atomic
def send_field_report(
    office: Organisation,
    *,
    host: Organisation,
    said: Said,
    photos: Sequence[tuple[Asset, str]] = (),
    by: Person,
) -> FieldReport:
    """From an office to the office that convenes. Pressed twice it is one report.

    Raises:
        ResidentNumberWritten: something in it looks like a resident registration number.
    """
    if any(RESIDENT_NUMBER.search(words) for words in (said.text, said.place, *(alt for _a, alt in photos))):
        raise ResidentNumberWritten
    Organisation.objects.locked(office.pk)
    since = now() - TWICE_WITHIN
    known: FieldReport | None = FieldReport.objects.filter(
        office=office, host=host, text=said.text, place=said.place, created_at__gt=since
    ).first()
    if known is not None:
        return known
    report = FieldReport.objects.create(
        office=office,
        host=host,
        text=said.text,
        place=said.place,
        urgency=said.urgency,
        citizens=said.citizens,
        person=by,
        name=by.name[:120],
        **search_words(said.text, said.place, *office.name.texts.values()),
    )
    for number, (asset, alt) in enumerate(photos, start=1):
        FieldPhoto.objects.create(report=report, asset=asset, number=number, alt=alt[:200])
    sign(by.actor(), "sent a field report", report, urgency=said.urgency, photos=len(photos))
    return report


@transaction.atomic
def group_reports(
    reports: Iterable[FieldReport],
    *,
    host: Organisation,
    title: str,
    by: Actor,
    into: FieldGroup | None = None,
) -> FieldGroup:
    """Reports about one thing, under one title; those grouped meanwhile stay where they are.

    Raises:
        NothingToGroup: none of them is free any more.
    """
    Organisation.objects.locked(host.pk)
    chosen = [report.pk for report in reports]
    free = FieldReport.objects.filter(pk__in=chosen, host=host, group__isnull=True)
    if not free.exists():
        raise NothingToGroup
    group = into or FieldGroup.objects.create(host=host, title=title)
    count = free.update(group=group)
    sign(by, "grouped field reports", group, reports=count)
    return group


@transaction.atomic
def put_on_agenda(group: FieldGroup, *, meeting: Meeting, by: Actor) -> AgendaItem:
    """An item with the group's title and the photographs as its papers, made once; the offices are told."""
    group = _held(group)
    if group.item is not None:
        return group.item
    reports = list(group.reports.with_frame().order_by("created_at", "id"))
    offices = ", ".join(dict.fromkeys(str(report.office.name.text("ko")) for report in reports))
    item = add_item(
        meeting,
        title=Worded.of("ko", ko=group.title),
        planned_minutes=PLANNED_MINUTES,
        presenter_words=offices[:120],
        by=by,
    )
    for report in reports:
        for photo in report.photos.all():
            attach_paper(item, photo.asset, by=by)
    group.item = item
    group.save(update_fields=["item"])
    sign(by, "put field reports on an agenda", group, item=str(item.pk))
    _tell_offices(group, ON_AGENDA, key=f"agenda:{item.pk}", meeting=meeting)
    return item


@transaction.atomic
def answer(group: FieldGroup, *, text: str, by: Actor) -> FieldGroup:
    """In writing, to every office that reported. The same answer twice is told once."""
    if not text.strip():
        raise AnswerMissing
    group = _held(group)
    if group.answer != text:
        group.answer, group.answered_at = text, now()
        group.save(update_fields=["answer", "answered_at"])
        sign(by, "answered field reports", group)
        _tell_offices(group, ANSWERED, key=f"answer:{group.answered_at:%Y%m%d%H%M%S}")
    return group


@transaction.atomic
def call_done(group: FieldGroup, *, by: Actor) -> FieldGroup:
    group = _held(group)
    if group.done_at is None:
        group.done_at = now()
        group.save(update_fields=["done_at"])
        sign(by, "called field reports done", group)
        _tell_offices(group, DONE, key="done")
    return group


def _held(group: FieldGroup) -> FieldGroup:
    FieldGroup.objects.locked(group.pk)
    found: FieldGroup = FieldGroup.objects.select_related("item", "host").get(pk=group.pk)
    return found


def _tell_offices(group: FieldGroup, why: Promise | str, *, key: str, meeting: Meeting | None = None) -> None:
    """One letter for each who stands for an office, however many reports it sent."""
    first: dict[Organisation, FieldReport] = {}
    for report in group.reports.with_frame().order_by("created_at", "id"):
        first.setdefault(report.office, report)
    for office, report in first.items():
        for person in office_people(office):
            notices.send(
                person,
                "meetings/mail/field_report",
                {
                    "why": in_every_language(why),
                    "group": group.title,
                    "text": report.text,
                    "meeting": meeting.title if meeting else "",
                    "answer": group.answer,
                    "page_url": settings.BASE_URL + report.get_absolute_url(),
                },
                key=f"field:{group.pk}:{key}:{person.pk}",
                about=report,
            )
