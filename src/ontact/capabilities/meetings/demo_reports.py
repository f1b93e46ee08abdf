"""The demo's reports: six departments have handed in, one still writes, two are missing."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ontact.capabilities.meetings.actions.reporting import (
    Writer,
    add_paper,
    ask_for_reports,
    hand_in,
    save_draft,
)
from ontact.capabilities.meetings.demo_papers import typeset
from ontact.capabilities.meetings.models import Meeting, Report
from ontact.capabilities.meetings.models.reports import ask_of
from ontact.commons.media.actions import receive
from ontact.commons.people.models import Organisation, Person
from ontact.foundation.clock import moved_to, now

DATA = Path(__file__).parent / "demo_data"
Story = dict[str, Any]


def make_reports(meeting: Meeting) -> None:
    """Asked two days ago, for the day before the meeting. Does nothing where reports have been asked for."""
    if hasattr(meeting, "report_call") or not meeting.may_change:
        return
    story: Story = json.loads((DATA / "reports.json").read_text(encoding="utf-8"))
    offices = {office.name.texts["ko"]: office for office in Organisation.objects.all()}
    due_at = meeting.begins_at - timedelta(days=1)
    with moved_to(now() - timedelta(days=2)):
        ask_for_reports(
            meeting,
            offices=[offices[name] for name in story["asked"]],
            due_at=due_at,
            note=story["note"],
            by=meeting.convened_by.actor(),
        )
    with moved_to(min(now() - timedelta(hours=20), due_at - timedelta(hours=1))):
        for words in story["handed_in"]:
            _hand_in(meeting, words, offices)
        draft = story["draft"]
        typed = {"summary": draft["summary"], "asks": []}
        save_draft(
            _report(meeting, offices[draft["office"]]), typed=typed, revision=0, by=_writer(draft["by"])
        )


def _hand_in(meeting: Meeting, words: Story, offices: dict[str, Organisation]) -> None:
    office, writer = offices[words["office"]], _writer(words["by"])
    report = _report(meeting, office)
    today = timezone.localdate(now())
    asks = []
    for ask in words["asks"]:
        asked, day = offices[ask["office"]], today + timedelta(days=ask["days"])
        asks.append(ask_of(asked.pk, dict(asked.name.texts), ask["what"], day.isoformat()))
    typed = [{"office": ask["office"], "what": ask["what"], "by": ask["by"]} for ask in asks]
    save_draft(report, typed={"summary": words["summary"], "asks": typed}, revision=0, by=writer)
    for title, lines in words["slides"]:
        _attach(report, f"{office.name.text('ko')} 보고.pdf", _deck(office, title, lines), writer)
    hand_in(report, summary=words["summary"], asks=asks, by=writer)


def _attach(report: Report, name: str, content: bytes, writer: Writer) -> None:
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    asset = receive(file=file, name=name, uploaded_by=writer.person, by=writer.actor)
    add_paper(report, asset, by=writer)


def _deck(office: Organisation, title: str, lines: list[str]) -> bytes:
    own = office.name.text("ko")
    slides = [{"title": "추진 상황", "points": lines}]
    return typeset(
        {"title": title, "subtitle": "이번 달 실적과 다음 달 계획", "office": own, "slides": slides}
    )


def _report(meeting: Meeting, office: Organisation) -> Report:
    found: Report = Report.objects.with_frame().get(call__meeting=meeting, office=office)
    return found


def _writer(address: str) -> Writer:
    person = Person.objects.get(email=address)
    return Writer(person, person.name, person.actor())
