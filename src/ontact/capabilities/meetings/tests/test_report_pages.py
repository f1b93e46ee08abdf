"""Pages of reports: several write, the clerk's table, who sees what, the room."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ontact.capabilities.meetings.actions.report_items import take_onto_agenda
from ontact.capabilities.meetings.actions.reporting import (
    release_reports,
    save_draft,
)
from ontact.capabilities.meetings.errors.reports import WrittenMeanwhile
from ontact.capabilities.meetings.models import HandedIn, Report
from ontact.capabilities.meetings.queries.live import agenda_slice
from ontact.capabilities.meetings.queries.mine import agenda_entries
from ontact.capabilities.meetings.tests.factories import (
    a_convened_meeting,
    a_meeting_in_session,
    go_inside,
    seat_of,
)
from ontact.capabilities.meetings.tests.reporting import (
    DAY,
    PNG,
    address,
    an_office,
    asked,
    handed_in,
    writer,
)
from ontact.commons.people.models import Membership
from ontact.commons.people.tests.factories import MembershipFactory, enter_as
from ontact.commons.rooms.models import Seat
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files_in_memory(settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": in_memory}


def test_the_second_writer_sees_what_the_first_wrote(client):
    office, head = an_office()
    colleague = MembershipFactory(organisation=office).person
    (report,) = asked(office)
    save_draft(report, typed={"summary": "먼저 쓴 글", "asks": []}, revision=0, by=writer(head))
    with pytest.raises(WrittenMeanwhile):
        save_draft(report, typed={"summary": "다른 글", "asks": []}, revision=0, by=writer(colleague))

    enter_as(client, colleague)
    page = client.post(address(report), {"revision": "0", "summary": "나중 글", "act": "save"})
    words = page.content.decode()
    assert (page.status_code, "먼저 쓴 글" in words, "나중 글" in words) == (422, True, True)
    assert page.context["form"]["revision"].value() == 1
    assert client.post(address(report), {"revision": "1", "summary": "나중 글"}).status_code == 302
    assert Report.objects.get(pk=report.pk).typed["summary"] == "나중 글"


def test_a_clash_while_saving_by_itself_is_told_beside_the_form(client):
    office, head = an_office()
    (report,) = asked(office)
    save_draft(report, typed={"summary": "먼저", "asks": []}, revision=0, by=writer(head))
    enter_as(client, MembershipFactory(organisation=office).person)
    quiet = {"HTTP_X_REQUESTED_WITH": "autosave"}
    answer = client.post(address(report), {"revision": "0", "summary": "나중"}, **quiet).json()
    assert answer["saved"] is False
    assert head.name in answer["text"]


def test_half_a_row_is_kept_and_not_handed_in(client):
    office, head = an_office()
    (report,) = asked(office)
    enter_as(client, head)
    typed = {"revision": "0", "summary": "요약", "what-0": "제설 장비", "act": "hand-in"}
    assert client.post(address(report), typed).status_code == 422
    report.refresh_from_db()
    assert report.typed["asks"] == [{"office": "", "what": "제설 장비", "by": ""}]
    assert not HandedIn.objects.exists()


def test_an_office_hands_in_from_its_page(client):
    office, head = an_office()
    other, _head = an_office()
    (report,) = asked(office)
    enter_as(client, head)
    client.post(address(report, "report_papers"), {"file": SimpleUploadedFile("a.png", PNG)})
    report.papers.get().asset.__class__.objects.update(state="ready")
    asks = {"office-0": str(other.pk), "what-0": "제설 장비 지원", "by-0": "2031-01-10"}
    client.post(address(report), {"revision": "0", "summary": "요약", **asks, "act": "hand-in"})
    version = HandedIn.objects.get()
    assert (version.summary, version.papers.count()) == ("요약", 1)
    assert version.asks == [
        {
            "office": str(other.pk),
            "names": dict(other.name.texts),
            "what": "제설 장비 지원",
            "by": "2031-01-10",
        }
    ]


def test_a_wrong_file_gets_a_sentence(client):
    office, head = an_office()
    (report,) = asked(office)
    enter_as(client, head)
    page = client.post(
        address(report, "report_papers"), {"file": SimpleUploadedFile("a.exe", b"MZ....")}, follow=True
    )
    assert "a.exe" in page.content.decode()
    assert not report.papers.exists()


def test_who_sees_a_report(client):
    office, head = an_office()
    meeting = a_convened_meeting(is_public=False)
    (report,) = asked(office, meeting=meeting)
    other = MembershipFactory(role=Membership.Role.HEAD).person

    def seen():
        codes = {}
        for who, person in (("head", head), ("clerk", meeting.convened_by), ("other", other)):
            enter_as(client, person)
            codes[who] = client.get(address(report)).status_code
        client.logout()
        go_inside(client, meeting)
        codes["guest"] = client.get(address(report)).status_code
        client.cookies.clear()
        return codes

    before = {"head": 200, "clerk": 200, "other": 404, "guest": 302}
    assert seen() == before
    handed_in(report, head)
    assert seen() == before
    release_reports(meeting, by=SYSTEM)
    assert seen() == {**before, "guest": 200}


def test_nobody_but_the_office_reads_its_draft(client):
    office, head = an_office()
    (report,) = asked(office)
    handed_in(report, head, "낸 것")
    save_draft(report, typed={"summary": "새 초안", "asks": []}, revision=0, by=writer(head))
    enter_as(client, report.meeting.convened_by)
    words = client.get(address(report)).content.decode()
    assert ("낸 것" in words, "새 초안" in words) == (True, False)
    assert client.post(address(report), {"summary": "x"}).status_code == 403


def test_the_holder_of_the_office_s_seat_hands_in_by_the_personal_link(client):
    office, _head = an_office()
    meeting = a_convened_meeting()
    (report,) = asked(office, meeting=meeting)
    Seat.objects.filter(pk=seat_of(meeting).pk).update(organisation=office)
    go_inside(client, meeting)
    assert (
        client.post(address(report), {"revision": "0", "summary": "요약", "act": "hand-in"}).status_code
        == 302
    )
    assert HandedIn.objects.get().name == seat_of(meeting).title


def test_the_room_hears_that_there_is_a_report_and_asks_for_it(client):
    meeting, (office, head) = a_meeting_in_session(), an_office()
    with moved_to(meeting.begins_at - 2 * DAY):
        (report,) = asked(office, meeting=meeting)
        handed_in(report, head, "요약" * 500)
        take_onto_agenda(report, by=SYSTEM)
    told = agenda_slice(meeting)
    assert told["agenda"][-1]["report"] == str(report.pk)
    assert "요약" not in str(told)
    go_inside(client, meeting)
    answer = client.get(f"/api/meetings/{meeting.pk}/reports/{report.pk}")
    assert (answer.status_code, answer.json()["summary"]) == (200, "요약" * 500)


def test_my_page_and_desk_say_what_is_to_be_handed_in(client):
    office, head = an_office()
    (report,) = asked(office)
    assert [entry.path for entry in agenda_entries(head)] == [report.get_absolute_url()]
    enter_as(client, head)
    assert [row.report for row in client.get("/meetings/desk/").context["reports"]] == [report]
    handed_in(report, head)
    assert list(agenda_entries(head)) == []
    assert [row.report for row in client.get("/meetings/reports/?show=done").context["rows"]] == [report]


def test_the_clerk_s_table_acts_and_says_how_many(client):
    (one, head), (two, _other) = an_office(), an_office()
    meeting = a_convened_meeting()
    enter_as(client, meeting.convened_by)
    table = reverse("meetings:meeting_reports", args=[meeting.pk])
    due_at = now() + DAY
    form = {"due_at_0": f"{due_at:%Y-%m-%d}", "due_at_1": "18:00", "offices": [str(one.pk), str(two.pk)]}
    assert client.post(table, form).status_code == 302
    report = Report.objects.with_frame().get(office=one)
    handed_in(report, head)
    for what in ("report_reminder", "report_release", "report_items_all"):
        assert client.post(reverse(f"meetings:{what}", args=[meeting.pk])).status_code == 302
    client.post(address(report, "report_item"))
    page = client.get(table)
    assert [row.state for row in page.context["rows"]] == ["handed_in", "missing"]
    late = {"due_at_0": "2020-01-01", "due_at_1": "18:00"}
    assert client.post(table, late).status_code == 422


@pytest.mark.parametrize("rows", [1, 4])
def test_the_table_costs_the_same_for_one_and_four(client, django_assert_max_num_queries, rows):
    offices = [an_office() for _number in range(rows)]
    reports = asked(*(office for office, _head in offices))
    for report, (_office, head) in zip(reports, offices, strict=True):
        handed_in(report, head)
    enter_as(client, reports[0].meeting.convened_by)
    table = reverse("meetings:meeting_reports", args=[reports[0].meeting.pk])
    client.get(table)
    with django_assert_max_num_queries(20):
        client.get(table)
