"""Reports before the meeting: asked for, written, handed in until the second, reminded of, on the agenda."""

from datetime import timedelta

import pytest

from ontact.capabilities.meetings.actions.forgetting import forget_person
from ontact.capabilities.meetings.actions.report_items import take_all_onto_agenda, take_onto_agenda
from ontact.capabilities.meetings.actions.reporting import (
    add_paper,
    ask_for_reports,
    open_late,
    remind_missing,
    save_draft,
    say_why_late,
)
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.errors.reports import (
    DeadlineAfterMeeting,
    DeadlinePast,
    NoOfficeAsked,
    NotHandedIn,
    ReportingOver,
    SummaryMissing,
)
from ontact.capabilities.meetings.models import AgendaItem, HandedIn, Minutes
from ontact.capabilities.meetings.queries.mine import personal_data
from ontact.capabilities.meetings.queries.record import minutes_body
from ontact.capabilities.meetings.queries.reports import offices_of
from ontact.capabilities.meetings.tests.factories import (
    a_convened_meeting,
    a_meeting_in_session,
)
from ontact.capabilities.meetings.tests.reporting import (
    DAY,
    SECOND,
    an_office,
    asked,
    handed_in,
    writer,
)
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Organisation
from ontact.commons.people.tests.factories import MembershipFactory, OrganisationFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_in_memory(settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": in_memory}


def test_the_departments_of_those_on_the_list_are_chosen_beforehand():
    meeting = a_convened_meeting()
    office, head = an_office()
    hood = MembershipFactory(organisation=OrganisationFactory(kind=Organisation.Kind.NEIGHBOURHOOD)).person
    meeting.participants.create(name="a", email=head.email)
    meeting.participants.create(name="b", email=hood.email)
    assert office in offices_of(meeting)
    assert not offices_of(meeting).filter(kind=Organisation.Kind.NEIGHBOURHOOD).exists()


def test_asking_writes_to_each_office_once():
    office, head = an_office()
    (report,) = asked(office)
    due_at = report.call.due_at
    again = ask_for_reports(report.meeting, offices=[office], due_at=due_at, note="", by=SYSTEM)
    letters = Notice.objects.filter(template="meetings/mail/report", person=head)
    assert (again, letters.count()) == (0, 1)
    moved = ask_for_reports(report.meeting, offices=[], due_at=due_at + DAY, note="", by=SYSTEM)
    assert (moved, letters.count()) == (1, 2)


def test_a_deadline_must_be_of_use():
    meeting, (office, _head) = a_convened_meeting(), an_office()
    for due_at, refusal in (
        (now() - SECOND, DeadlinePast),
        (meeting.begins_at + SECOND, DeadlineAfterMeeting),
    ):
        with pytest.raises(refusal):
            ask_for_reports(meeting, offices=[office], due_at=due_at, note="", by=SYSTEM)
    with pytest.raises(NoOfficeAsked):
        ask_for_reports(meeting, offices=[], due_at=now() + DAY, note="", by=SYSTEM)


@pytest.mark.parametrize(("after", "is_taken"), [(timedelta(0), True), (SECOND, False)])
def test_the_deadline_is_kept_to_the_second(monkeypatch, after, is_taken):
    office, head = an_office()
    (report,) = asked(office)
    monkeypatch.setattr(
        "ontact.capabilities.meetings.actions.reporting.now", lambda: report.call.due_at + after
    )
    if is_taken:
        assert not handed_in(report, head).is_late
    else:
        with pytest.raises(ReportingOver):
            handed_in(report, head)


def test_what_is_late_needs_a_reason_and_the_clerk_s_press():
    office, head = an_office()
    (report,) = asked(office)
    with moved_to(report.call.due_at + SECOND):
        say_why_late(report, reason="자료 취합이 늦었습니다", by=writer(head))
        with pytest.raises(ReportingOver):
            handed_in(report, head)
        open_late(report, by=SYSTEM)
        open_late(report, by=SYSTEM)
        assert handed_in(report, head).is_late


def test_versions_are_kept_and_the_same_twice_is_one():
    office, head = an_office()
    (report,) = asked(office)
    first = handed_in(report, head)
    assert handed_in(report, head) == first
    second = handed_in(report, head, "고친 보고")
    report.refresh_from_db()
    assert [v.number for v in report.versions.all()] == [1, 2]
    assert report.last == second


def test_a_report_without_a_summary_is_refused():
    office, head = an_office()
    (report,) = asked(office)
    with pytest.raises(SummaryMissing):
        handed_in(report, head, "  ")


def test_only_those_missing_are_reminded_and_once_a_day():
    (one, head), (two, _other) = an_office(), an_office()
    first, _second = asked(one, two)
    handed_in(first, head)
    assert remind_missing(first.meeting, by=SYSTEM) == 1
    assert remind_missing(first.meeting, by=SYSTEM) == 0


def test_a_report_becomes_an_item_with_presenter_and_papers():
    office, head = an_office()
    meeting = a_convened_meeting()
    person = meeting.participants.create(name=head.name, email=head.email)
    (report,) = asked(office, meeting=meeting)
    with pytest.raises(NotHandedIn):
        take_onto_agenda(report, by=SYSTEM)
    slides = add_paper(report, AssetFactory(), by=writer(head))
    handed_in(report, head)
    item = take_onto_agenda(report, by=SYSTEM)
    assert take_onto_agenda(report, by=SYSTEM) == item
    assert (item.presenter, [paper.asset for paper in item.papers.all()]) == (person, [slides.asset])

    slides.take_away()
    newer = add_paper(report, AssetFactory(), by=writer(head))
    handed_in(report, head, "고친 보고")
    take_onto_agenda(report, by=SYSTEM)
    assert [paper.asset for paper in item.papers.all()] == [newer.asset]


def test_all_that_were_handed_in_come_in_order_of_rank():
    (low, low_head), (high, high_head), (silent, _head) = an_office(9), an_office(2), an_office(1)
    reports = asked(low, high, silent)
    meeting = reports[0].meeting
    handed_in(reports[0], low_head)
    handed_in(reports[1], high_head)
    before = meeting.items.count()
    assert take_all_onto_agenda(meeting, by=SYSTEM) == 2
    assert take_all_onto_agenda(meeting, by=SYSTEM) == 0
    titles = [str(item.title) for item in AgendaItem.objects.filter(meeting=meeting)[before:]]
    assert [str(office.name) in title for office, title in zip((high, low), titles, strict=True)] == [
        True,
        True,
    ]


def test_minutes_name_the_papers_and_what_was_asked():
    meeting, (office, head) = a_meeting_in_session(), an_office()
    with moved_to(meeting.begins_at - 2 * DAY):
        (report,) = asked(office, meeting=meeting)
        paper = add_paper(report, AssetFactory(), by=writer(head))
        ask = {"office": str(office.pk), "names": {"ko": "도로과"}, "what": "제설", "by": "2031-01-10"}
        handed_in(report, head, asks=[ask])
        take_onto_agenda(report, by=SYSTEM)
    close_meeting(meeting, by=SYSTEM)
    item = minutes_body(Minutes.objects.select_related("meeting__room").get(meeting=meeting)).items[-1]
    assert [(one.name, one.sha256) for one in item.papers] == [(paper.asset.name, paper.asset.sha256)]
    assert [(dict(one.office), one.what, one.by) for one in item.asks] == [
        ({"ko": "도로과"}, "제설", "2031-01-10")
    ]


def test_who_is_forgotten_leaves_the_report_and_takes_the_name():
    office, head = an_office()
    (report,) = asked(office)
    save_draft(report, typed={"summary": "x", "asks": []}, revision=0, by=writer(head))
    handed_in(report, head)
    assert any(dict(data.rows).values() for data in personal_data(head))
    forget_person(head)
    version = HandedIn.objects.get()
    report.refresh_from_db()
    assert (version.summary, version.name, version.person, report.draft_name) == ("실적과 계획", "", None, "")
