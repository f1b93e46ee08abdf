"""Reports go onto the agenda: an item each with presenter, slides and papers, one at a time or all in order of rank."""

from django.db import transaction

from ontact.capabilities.meetings.access import seats_by_office
from ontact.capabilities.meetings.actions.agenda import add_item, attach_paper, detach_paper
from ontact.capabilities.meetings.actions.reporting import held
from ontact.capabilities.meetings.errors.reports import NotHandedIn
from ontact.capabilities.meetings.models import AgendaItem, HandedIn, Meeting, Participant, Report
from ontact.foundation.actor import Actor
from ontact.foundation.worded import Worded

# A department's report is read beforehand; in the meeting it is presented in a few minutes.
PLANNED_MINUTES = 5


@transaction.atomic
def take_onto_agenda(report: Report, *, by: Actor) -> AgendaItem:
    """The item of this report, made once; pressed again it takes over the files of the newest version.

    Raises:
        NotHandedIn: there is nothing to present yet.
    """
    report = held(report)
    if report.last is None:
        raise NotHandedIn
    item = report.item
    if item is None:
        presenter = _presenter(report)
        item = add_item(
            report.meeting,
            title=_title(report),
            planned_minutes=PLANNED_MINUTES,
            presenter=presenter,
            presenter_words="" if presenter else str(report.office.name.text("ko"))[:120],
            by=by,
        )
        report.item = item
        report.save(update_fields=["item"])
    _lay_papers(item, report, report.last, by=by)
    return item


@transaction.atomic
def take_all_onto_agenda(meeting: Meeting, *, by: Actor) -> int:
    """Every report that was handed in and is not on the agenda, in order of rank. Returns how many."""
    waiting = Report.objects.filter(call__meeting=meeting, last__isnull=False, item__isnull=True)
    reports = list(waiting.in_rank_order())
    for report in reports:
        take_onto_agenda(report, by=by)
    return len(reports)


def _lay_papers(item: AgendaItem, report: Report, version: HandedIn, *, by: Actor) -> None:
    """The item shows the files of this version; what a clerk attached besides stays."""
    wanted = [paper.asset for paper in version.papers.select_related("asset").order_by("created_at", "id")]
    own = set(report.papers.values_list("asset_id", flat=True))
    lying = {paper.asset_id: paper for paper in item.papers.select_related("item__meeting")}
    for asset_id, paper in lying.items():
        if asset_id in own and asset_id not in {asset.pk for asset in wanted}:
            detach_paper(paper, by=by)
    for asset in wanted:
        if asset.pk not in lying:
            attach_paper(item, asset, by=by)


def _presenter(report: Report) -> Participant | None:
    """Who sits for the office in this meeting; before the invitations, whoever of the list works there."""
    people = report.meeting.participants.standing()
    seat = seats_by_office(report.meeting).get(report.office_id)
    if seat is not None:
        return people.filter(seat=seat).first()
    return (
        people.filter(email__in=report.office.memberships.current().values("person__email"))
        .exclude(email="")
        .first()
    )


def _title(report: Report) -> Worded:
    names = report.office.name.texts
    korean, english = names.get("ko", ""), names.get("en", "")
    return Worded.of(
        report.office.name.source,
        ko=f"{korean} 보고" if korean else "",
        en=f"Report of the {english}" if english else "",
    )
