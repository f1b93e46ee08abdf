"""The agenda is put together: items, their order, their papers."""

from django.db import transaction
from django.db.models import Max

from ontact.capabilities.meetings.actions.running import tell_meeting
from ontact.capabilities.meetings.errors import ItemTakenUp, MeetingOver
from ontact.capabilities.meetings.models import AgendaItem, Meeting, Paper, Participant
from ontact.capabilities.meetings.queries.live import agenda_slice
from ontact.commons.journal.actions import sign
from ontact.commons.media.models import Asset
from ontact.foundation.actor import Actor
from ontact.foundation.worded import Worded


@transaction.atomic
def add_item(
    meeting: Meeting,
    *,
    title: Worded,
    planned_minutes: int,
    by: Actor,
    presenter: Participant | None = None,
    presenter_words: str = "",
) -> AgendaItem:
    meeting = _changeable(meeting)
    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=last + 1,
        title=title,
        planned_minutes=planned_minutes,
        presenter=presenter,
        presenter_words=presenter_words,
    )
    _changed(item, by, "added an agenda item")
    return item


@transaction.atomic
def change_item(
    item: AgendaItem,
    *,
    title: Worded,
    planned_minutes: int,
    by: Actor,
    presenter: Participant | None = None,
    presenter_words: str = "",
) -> AgendaItem:
    _changeable(item.meeting)
    item.title, item.planned_minutes = title, planned_minutes
    item.presenter, item.presenter_words = presenter, presenter_words
    item.save(update_fields=["title", "planned_minutes", "presenter", "presenter_words"])
    _changed(item, by, "changed an agenda item")
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, place: int, by: Actor) -> AgendaItem:
    """Put the item at a place (from 1); the others close up."""
    meeting = _changeable(item.meeting)
    others = [other for other in meeting.items.all() if other.pk != item.pk]
    place = min(max(place, 1), len(others) + 1)
    others.insert(place - 1, item)
    _number(others)
    item.refresh_from_db(fields=["number"])
    _changed(item, by, "moved an agenda item")
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Actor) -> None:
    meeting = _changeable(item.meeting)
    if item.discussions.exists():
        raise ItemTakenUp(title=str(item.title))
    sign(by, "removed an agenda item", item)
    item.delete()
    _number(list(meeting.items.all()))
    tell_meeting(meeting, "agenda", **agenda_slice(meeting))


@transaction.atomic
def attach_paper(item: AgendaItem, asset: Asset, *, by: Actor) -> Paper:
    _changeable(item.meeting)
    last = item.papers.aggregate(last=Max("number"))["last"] or 0
    paper = Paper.objects.create(item=item, asset=asset, number=last + 1)
    _changed(item, by, "attached a paper")
    return paper


@transaction.atomic
def detach_paper(paper: Paper, *, by: Actor) -> None:
    item = paper.item
    _changeable(item.meeting)
    paper.delete()
    _changed(item, by, "took a paper away")


def _number(items: list[AgendaItem]) -> None:
    for number, item in enumerate(items, start=1):
        item.number = number
    AgendaItem.objects.bulk_update(items, ["number"])


def _changed(item: AgendaItem, by: Actor, verb: str) -> None:
    sign(by, verb, item)
    tell_meeting(item.meeting, "agenda", **agenda_slice(item.meeting))


def _changeable(meeting: Meeting) -> Meeting:
    meeting = Meeting.objects.locked(meeting.pk)
    if not meeting.may_change:
        raise MeetingOver
    return meeting
