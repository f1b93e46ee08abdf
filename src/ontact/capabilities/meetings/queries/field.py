"""Field reports as they are listed, searched and told to the room."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import FieldGroup, FieldPhoto, FieldReport, Meeting
from ontact.capabilities.meetings.queries.registers import holding
from ontact.commons.media.queries import url_of
from ontact.commons.people.models import Organisation, Person
from ontact.foundation.capability import PersonalData
from ontact.foundation.clock import now
from ontact.web.when import moment_words

State, Urgency = FieldReport.State, FieldReport.Urgency
KINDS = {
    State.RECEIVED: "warning",
    State.GROUPED: "info",
    State.ON_AGENDA: "primary",
    State.ANSWERED: "success",
    State.DONE: "success",
}
URGENCY_KINDS = {Urgency.ORDINARY: "neutral", Urgency.SOON: "warning", Urgency.URGENT: "danger"}


@dataclass(frozen=True)
class FieldRow:
    """One line: the report, the word for its state, the colour of each tag, what else is to be said."""

    report: FieldReport
    word: str
    kind: str
    urgency_kind: str
    note: str

    @property
    def who(self) -> str:
        return f"{self.report.office.name} · {self.report.place}"


def field_row(report: FieldReport) -> FieldRow:
    state = report.state
    return FieldRow(
        report, str(state.label), KINDS[state], URGENCY_KINDS[Urgency(report.urgency)], _note(report)
    )


def field_wanted(rows: Any, *, state: str, words: str, urgency: str) -> QuerySet[FieldReport]:
    """The newest first."""
    rows = holding(rows.in_state(state), words)
    if urgency in Urgency.values:
        rows = rows.filter(urgency=urgency)
    found: QuerySet[FieldReport] = rows.order_by("-created_at", "id")
    return found


def field_groups(hosts: list[Organisation]) -> QuerySet[FieldGroup]:
    """Groups that are not done, the newest first."""
    rows = FieldGroup.objects.filter(host__in=hosts, done_at__isnull=True)
    found: QuerySet[FieldGroup] = rows.annotate(count=Count("reports")).select_related("item__meeting__room")
    return found.order_by("-created_at")


def has_photos(group: FieldGroup) -> bool:
    return FieldPhoto.objects.filter(report__group=group).exists()


def meetings_to_come(host: Organisation) -> QuerySet[Meeting]:
    """Onto which agenda a group can be put, the next one first."""
    states = [Meeting.State.DRAFT, Meeting.State.CONVENED, Meeting.State.OPENED]
    rows: QuerySet[Meeting] = Meeting.objects.on_record().with_frame().filter(host=host, state__in=states)
    return rows.filter(room__ends_at__gt=now()).order_by("room__begins_at")


def told_group(group: FieldGroup) -> dict[str, Any]:
    """For whoever is in the room: words, offices, photographs with what they show."""
    reports = group.reports.with_frame().order_by("created_at", "id")
    return {
        "id": group.pk,
        "reports": [
            {
                "office": dict(report.office.name.texts),
                "place": report.place,
                "text": report.text,
                "urgency": report.urgency,
                "citizens": report.citizens,
                "photos": [
                    {"asset": photo.asset_id, "url": url_of(photo.asset), "alt": photo.alt}
                    for photo in report.photos.all()
                    if photo.asset.is_ready
                ],
            }
            for report in reports
        ],
    }


def field_reported_by(person: Person) -> Iterable[PersonalData]:
    count = FieldReport.objects.filter(person__in=person.selves()).count()
    if count:
        yield PersonalData(
            heading=_("Field reports"),
            rows=[(_("Sent by you"), str(count))],
            kept_until=_("Field reports stay on record; your name goes when you ask us to forget you."),
        )


def _note(report: FieldReport) -> str:
    """When it was sent; and before which meeting it comes, which is too long for a tag."""
    sent = moment_words(report.created_at)
    if report.group is None or report.group.item is None:
        return sent
    where = _("On the agenda of “%(title)s”") % {"title": report.group.item.meeting.title}
    return f"{sent} · {where}"
