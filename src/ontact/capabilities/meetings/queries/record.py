"""The minutes as the rows tell them: who was there, what was said, voted and decided."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from ontact.capabilities.meetings.documents import body as words
from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.models import AgendaItem, Meeting, Minutes, Part
from ontact.capabilities.meetings.queries.presence import session_presence
from ontact.capabilities.meetings.queries.record_instructions import followed_up, instructions_of
from ontact.capabilities.meetings.queries.record_presence import comings_of, quorum_of, rolls_of
from ontact.capabilities.meetings.queries.record_votes import votes_of
from ontact.commons.people.queries import city
from ontact.commons.rooms import queries as rooms
from ontact.commons.rooms.models import Turn

OUTSIDE = "outside"


def minutes_body(
    minutes: Minutes, *, approval: words.Approval | None = None, edits: dict[str, Any] | None = None
) -> MinutesBody:
    """Built from the rows with the clerk's edits laid over. About fifteen queries, whatever the number of rows.

    `edits`: those of an earlier version.
    """
    body = Record(minutes.meeting, minutes.edits if edits is None else edits).body(approval)
    before = minutes.editions.last()
    if before is None:
        return body
    return replace(body, version=before.number + 1, replaces=before.sha256, correction=minutes.correction)


class Record:
    """One reading of all rows of a meeting."""

    def __init__(self, meeting: Meeting, edits: dict[str, Any]) -> None:
        self.meeting = meeting
        self.notes: dict[str, str] = edits.get("notes", {})
        self.names: dict[str, dict[str, str]] = edits.get("names", {})
        self.chat_left_out: set[str] = set(edits.get("chat", []))
        self.people = {
            p.seat_id: p for p in meeting.participants.filter(seat__isnull=False).select_related("seat")
        }
        self.attendance = rooms.attendance(meeting.room)
        self.presence = session_presence(meeting, self.attendance)
        self.discussions = list(meeting.discussions.all())

    def body(self, approval: words.Approval | None) -> MinutesBody:
        meeting = self.meeting
        here = city()
        return MinutesBody(
            meeting_id=str(meeting.pk),
            page=settings.BASE_URL + reverse("meetings:minutes", args=[meeting.pk]),
            city=dict(here.name.texts) if here else {"ko": "Ontact"},
            title=dict(meeting.title.texts),
            host=dict(meeting.host.name.texts),
            purpose=dict(meeting.purpose.texts),
            time_zone=meeting.host.time_zone,
            planned=words.Span(begins_at=meeting.begins_at, ends_at=meeting.ends_at),
            held=words.Span(begins_at=meeting.opened_at, ends_at=meeting.closed_at)
            if meeting.opened_at
            else None,
            chair=self._officer(Part.CHAIR) or words.Officer(name="-"),
            clerk=self._officer(Part.CLERK),
            attendance=tuple(self._attendance(row) for row in self.attendance),
            quorum=quorum_of(meeting, self.presence),
            rolls=tuple(rolls_of(meeting, self._name_of_seat)),
            comings=tuple(
                comings_of(meeting, self.presence, [row.seat for row in self.attendance], self._name_of_seat)
            ),
            items=tuple(self._items()),
            followed=tuple(followed_up(meeting)),
            opinions=tuple(self._opinions()),
            chat=tuple(self._chat()) if meeting.keeps_chat else None,
            approval=approval,
        )

    def _officer(self, part: Part) -> words.Officer | None:
        found = next(
            (person for person in self.people.values() if person.part == part and not person.removed_at), None
        )
        if found is None:
            return None
        return words.Officer(
            name=self._name(found.seat_id, found.shown_name), title=found.title or found.on_behalf_of
        )

    def _attendance(self, row: rooms.Attendance) -> words.Attendance:
        person = self.people.get(row.seat.pk)
        named = self.names.get(str(row.seat.pk), {})
        organisation = named.get("organisation") or row.seat.on_behalf_of
        holder = person.shown_name if person and row.sitting.is_substitute else ""
        return words.Attendance(
            seat=row.seat.title,
            name=row.sitting.name if row.sitting.is_substitute else self._name(row.seat.pk, row.sitting.name),
            organisation=organisation or (str(row.seat.organisation.name) if row.seat.organisation else ""),
            role=person.part if person else row.seat.role,
            spans=tuple(words.Span(begins_at=span.begins_at, ends_at=span.ends_at) for span in row.spans),
            minutes=round(row.total / timedelta(minutes=1)),
            evidence=tuple(sorted({source for span in row.spans for source in span.sources})),
            people=row.sitting.people,
            substitute_for=holder,
        )

    def _items(self) -> Iterable[words.Item]:
        items = list(
            self.meeting.items.select_related("presenter").prefetch_related("papers__asset", "reports__last")
        )
        votes = self._votes()
        decisions = list(self.meeting.decisions.all())
        speeches = self._speeches()
        instructions = instructions_of(self.meeting)
        for item in items:
            yield words.Item(
                number=item.number,
                title=dict(item.title.texts),
                presenter=item.presenter_name,
                spans=tuple(
                    words.Span(begins_at=one.begins_at, ends_at=one.ends_at)
                    for one in self.discussions
                    if one.item_id == item.pk
                ),
                papers=tuple(
                    words.PaperRef(name=paper.asset.name, sha256=paper.asset.sha256)
                    for paper in item.papers.all()
                ),
                asks=tuple(_asks(item)),
                speeches=tuple(speeches.get(item.pk, ())),
                notes=self.notes.get(str(item.pk), ""),
                votes=tuple(votes.get(item.pk, ())),
                decisions=tuple(_decision(one) for one in decisions if one.item_id == item.pk),
                instructions=tuple(instructions.get(item.pk, ())),
            )
        outside = words.Item(
            number=0,
            title={"ko": "안건 외", "en": "Outside the agenda"},
            speeches=tuple(speeches.get(None, ())),
            notes=self.notes.get(OUTSIDE, ""),
            votes=tuple(votes.get(None, ())),
            decisions=tuple(_decision(one) for one in decisions if one.item_id is None),
            instructions=tuple(instructions.get(None, ())),
        )
        if any((outside.notes, outside.speeches, outside.votes, outside.decisions, outside.instructions)):
            yield outside

    def _votes(self) -> dict[UUID | None, list[words.Vote]]:
        found: dict[UUID | None, list[words.Vote]] = {}
        for item, vote in votes_of(self.meeting, self._name_of_seat):
            found.setdefault(item, []).append(vote)
        return found

    def _speeches(self) -> dict[UUID | None, list[words.Speech]]:
        found: dict[UUID | None, list[words.Speech]] = {}
        for turn in rooms.speeches(self.meeting.room):
            speech = words.Speech(
                seat=turn.seat.title,
                name=self._name_of_seat(turn.seat_id),
                begins_at=turn.begins_at,
                seconds=_seconds(turn, self.meeting.closed_at),
            )
            found.setdefault(self._item_at(turn.begins_at), []).append(speech)
        return found

    def _item_at(self, moment: datetime) -> UUID | None:
        for one in self.discussions:
            if one.begins_at <= moment and (one.ends_at is None or moment < one.ends_at):
                found: UUID = one.item_id
                return found
        return None

    def _opinions(self) -> Iterable[words.Opinion]:
        for opinion in self.meeting.opinions.select_related("seat", "item"):
            yield words.Opinion(
                seat=opinion.seat.title,
                name=opinion.name,
                at=opinion.created_at,
                text=opinion.text,
                item=opinion.item.number if opinion.item else None,
            )

    def _chat(self) -> Iterable[words.ChatLine]:
        for line in self.meeting.room.chat.filter(hidden_at__isnull=True):
            if str(line.pk) not in self.chat_left_out:
                yield words.ChatLine(name=line.name, at=line.created_at, text=line.text)

    def _name_of_seat(self, seat_id: UUID) -> str:
        person = self.people.get(seat_id)
        return self._name(seat_id, person.shown_name if person else "")

    def _name(self, seat_id: UUID | None, name: str) -> str:
        return self.names.get(str(seat_id), {}).get("name") or name


def _asks(item: AgendaItem) -> Iterable[words.Ask]:
    """What the reports of this item asked of others, in the version that counts."""
    for report in item.reports.all():
        for ask in report.last.asks if report.last else ():
            yield words.Ask(office=ask["names"], what=ask["what"], by=ask["by"])


def _decision(decision: Any) -> words.Decision:
    return words.Decision(number=decision.number, text=decision.text)


def _seconds(turn: Turn, closed_at: datetime | None) -> int:
    ends_at = turn.ends_at or closed_at or turn.begins_at
    return round((ends_at - turn.begins_at).total_seconds())
