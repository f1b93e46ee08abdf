"""Field reports: sent from a phone without citizens' data, grouped, on an agenda or answered, and followed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ontact.capabilities.meetings.actions.fielding import (
    Said,
    answer,
    call_done,
    group_reports,
    put_on_agenda,
    send_field_report,
)
from ontact.capabilities.meetings.actions.forgetting import forget_person
from ontact.capabilities.meetings.errors.field import NothingToGroup, ResidentNumberWritten
from ontact.capabilities.meetings.models import FieldGroup, FieldPhoto, FieldReport
from ontact.capabilities.meetings.queries.live import agenda_slice
from ontact.capabilities.meetings.queries.mine import personal_data
from ontact.capabilities.meetings.tests.factories import a_convened_meeting, a_meeting_in_session, go_inside
from ontact.capabilities.meetings.tests.reporting import PNG
from ontact.commons.media.models import Asset
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Mandate, Membership, Organisation
from ontact.commons.people.tests.factories import MembershipFactory, OrganisationFactory, enter_as
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db
State = FieldReport.State
NEW, LIST, DESK = "/meetings/field/new/", "/meetings/field/", "/meetings/field/desk/"


@pytest.fixture(autouse=True)
def files_in_memory(settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": in_memory}


def a_neighbourhood():
    office = OrganisationFactory(kind=Organisation.Kind.NEIGHBOURHOOD)
    return office, MembershipFactory(organisation=office, role=Membership.Role.HEAD).person


def a_host():
    """A department that convenes, and its clerk."""
    clerk = MembershipFactory(role=Membership.Role.CLERK).person
    host = clerk.memberships.get().organisation
    Mandate.objects.get_or_create(organisation=host, act=Mandate.Act.CONVENE, role=Membership.Role.CLERK)
    return host, clerk


def sent(host, *, text="가로등 세 개가 꺼져 있습니다", photos=(), **more):
    office, person = a_neighbourhood()
    said = Said(text=text, place="정자천 산책로", **more)
    return send_field_report(office, host=host, said=said, photos=list(photos), by=person), person


def form_of(office, host, **more):
    asked = {"text": "가로등이 꺼짐", "place": "정자천", "urgency": "soon"}
    return {**asked, "office": str(office.pk), "host": str(host.pk), **more}


def photo():
    return SimpleUploadedFile("lamp.png", PNG, content_type="image/png")


def fresh(report):
    return FieldReport.objects.with_frame().get(pk=report.pk)


def test_an_office_sends_words_and_photographs_from_its_phone(client):
    (host, _clerk), (office, person) = a_host(), a_neighbourhood()
    enter_as(client, person)
    answered = client.post(NEW, form_of(office, host, photo=[photo(), photo()], alt="꺼진 가로등"))
    report = FieldReport.objects.get()
    assert (answered.status_code, answered["Location"]) == (302, report.get_absolute_url())
    assert [one.alt for one in report.photos.all()] == ["꺼진 가로등 (1/2)", "꺼진 가로등 (2/2)"]


def test_pressed_twice_it_is_one_report(client):
    (host, _clerk), (office, person) = a_host(), a_neighbourhood()
    enter_as(client, person)
    for _press in range(2):
        client.post(NEW, form_of(office, host))
    assert FieldReport.objects.count() == 1


def test_photographs_are_kept_when_something_must_be_mended(client):
    (host, _clerk), (office, person) = a_host(), a_neighbourhood()
    enter_as(client, person)
    page = client.post(NEW, form_of(office, host, text="", photo=photo()))
    assert page.status_code == 422
    kept = page.context["form"]["kept"].value()
    client.post(NEW, form_of(office, host, kept=kept, alt="꺼진 가로등"))
    assert [str(one.asset_id) for one in FieldPhoto.objects.all()] == [kept]


def test_nobody_sends_the_photographs_of_others(client):
    (host, _clerk), (office, person) = a_host(), a_neighbourhood()
    foreign = AssetFactory(kind=Asset.Kind.IMAGE)
    enter_as(client, person)
    client.post(NEW, form_of(office, host, kept=f"{foreign.pk},nonsense", alt="x"))
    assert not FieldPhoto.objects.exists()


def test_a_photograph_needs_words_and_a_paper_is_none(client):
    (host, _clerk), (office, person) = a_host(), a_neighbourhood()
    enter_as(client, person)
    assert client.post(NEW, form_of(office, host, photo=photo())).status_code == 422
    wrong = SimpleUploadedFile("a.exe", b"MZ....")
    page = client.post(NEW, form_of(office, host, photo=wrong), follow=True)
    assert "a.exe" in page.content.decode()


@pytest.mark.parametrize("number", ["900101-1234567", "9001011234567", "900101 2234567"])
def test_a_resident_number_is_refused_with_a_sentence(client, number):
    (host, _clerk), (office, person) = a_host(), a_neighbourhood()
    enter_as(client, person)
    page = client.post(NEW, form_of(office, host, text=f"신고인 {number}"))
    assert page.status_code == 422
    assert str(ResidentNumberWritten.text) in page.content.decode().replace("&#x27;", "'")
    with pytest.raises(ResidentNumberWritten):
        send_field_report(office, host=host, said=Said(f"신고인 {number}", "x"), by=person)


def test_a_telephone_number_warns_and_may_be_an_office_s(client):
    (host, _clerk), (office, person) = a_host(), a_neighbourhood()
    enter_as(client, person)
    asked = form_of(office, host, text="당직실 010-1234-5678 로 접수")
    assert client.post(NEW, asked).status_code == 422
    assert client.post(NEW, {**asked, "number_is_fine": "on"}).status_code == 302


def test_who_works_for_no_office_out_there_is_told_so(client):
    _host, clerk = a_host()
    enter_as(client, clerk)
    page = client.get(NEW)
    assert (page.status_code, '<form class="form"' in page.content.decode()) == (200, False)


def test_the_office_and_the_host_read_it_and_nobody_else(client):
    host, clerk = a_host()
    asset = AssetFactory(kind=Asset.Kind.IMAGE)
    report, person = sent(host, photos=[(asset, "가로등")])
    picture = reverse("meetings:field_photo", args=[report.photos.get().pk])
    _other, stranger = a_neighbourhood()
    seen = []
    for who in (person, clerk, stranger):
        enter_as(client, who)
        found = report.text in client.get(LIST).content.decode()
        seen.append(
            (client.get(report.get_absolute_url()).status_code, client.get(picture).status_code, found)
        )
    assert seen == [(200, 302, True), (200, 302, True), (404, 404, False)]


def test_the_list_finds_by_words_urgency_and_state(client):
    host, clerk = a_host()
    sent(host, urgency="urgent")
    other, _person = sent(host, text="경로당 냉방비")
    answer(group_reports([other], host=host, title="냉방비", by=SYSTEM), text="집행합니다", by=SYSTEM)
    enter_as(client, clerk)

    def found(query):
        return [row.report.text for row in client.get(LIST + query).context["rows"]]

    assert found("?words=가로등") == ["가로등 세 개가 꺼져 있습니다"]
    assert found("?show=all&urgency=urgent") == ["가로등 세 개가 꺼져 있습니다"]
    assert found("?show=closed") == ["경로당 냉방비"]
    assert found("?show=closed&words=ㄴㅂ") == ["경로당 냉방비"]


def test_several_become_a_group_and_the_second_clerk_finds_them_taken(client):
    host, clerk = a_host()
    (one, _p), (two, _q) = sent(host), sent(host, text="다른 가로등")
    enter_as(client, clerk)
    ticked = {"report": [str(one.pk), str(two.pk)], "title": "꺼진 가로등"}
    assert client.post(DESK, {**ticked, "title": ""}).status_code == 422
    assert client.post(DESK, ticked).status_code == 302
    assert client.post(DESK, ticked).status_code == 409
    assert FieldGroup.objects.get().reports.count() == 2
    with pytest.raises(NothingToGroup):
        group_reports([one], host=host, title="x", by=SYSTEM)


def test_a_group_goes_onto_an_agenda_once_with_its_photographs():
    host, clerk = a_host()
    meeting = a_convened_meeting(host=host, by=clerk)
    asset = AssetFactory(kind=Asset.Kind.IMAGE)
    report, person = sent(host, photos=[(asset, "가로등")])
    group = group_reports([report], host=host, title="꺼진 가로등", by=SYSTEM)
    item = put_on_agenda(group, meeting=meeting, by=SYSTEM)
    assert put_on_agenda(group, meeting=meeting, by=SYSTEM) == item
    assert (str(item.title), [paper.asset for paper in item.papers.all()]) == ("꺼진 가로등", [asset])
    assert fresh(report).state == State.ON_AGENDA
    assert Notice.objects.filter(template="meetings/mail/field_report", person=person).count() == 1


def test_photographs_go_onto_a_public_agenda_only_after_a_look(client):
    host, clerk = a_host()
    meetings = [a_convened_meeting(host=host, by=clerk, is_public=public) for public in (True, False)]
    enter_as(client, clerk)
    for meeting in meetings:
        report, _person = sent(host, photos=[(AssetFactory(kind=Asset.Kind.IMAGE), "가로등")])
        group = group_reports([report], host=host, title="가로등", by=SYSTEM)
        address = reverse("meetings:field_group_item", args=[group.pk])
        asked = {"meeting": str(meeting.pk)}
        if meeting.is_public:
            refused = client.post(address, asked)
            assert (refused.status_code, fresh(report).state) == (422, State.GROUPED)
            assert "이 회의는 공개 회의입니다" in refused.content.decode()
            asked["may_be_public"] = "on"
        assert client.post(address, asked).status_code == 302
        assert fresh(report).state == State.ON_AGENDA


def test_the_office_sees_each_stage():
    host, _clerk = a_host()
    report, person = sent(host)
    stages = [fresh(report).state]
    group = group_reports([report], host=host, title="가로등", by=SYSTEM)
    stages.append(fresh(report).state)
    for _press in range(2):
        answer(group, text="이번 주에 고칩니다", by=SYSTEM)
    stages.append(fresh(report).state)
    for _press in range(2):
        call_done(group, by=SYSTEM)
    stages.append(fresh(report).state)
    assert stages == [State.RECEIVED, State.GROUPED, State.ANSWERED, State.DONE]
    assert Notice.objects.filter(template="meetings/mail/field_report", person=person).count() == 2


def test_the_clerk_acts_from_the_group_s_page(client):
    host, clerk = a_host()
    meeting = a_convened_meeting(host=host, by=clerk)
    report, person = sent(host)
    group = group_reports([report], host=host, title="가로등", by=SYSTEM)
    enter_as(client, person)
    assert client.get(group.get_absolute_url()).status_code == 404
    assert client.get(DESK).context["rows"] == []
    enter_as(client, clerk)
    assert client.get(group.get_absolute_url()).status_code == 200
    assert (
        client.post(reverse("meetings:field_group_answer", args=[group.pk]), {"text": ""}).status_code == 422
    )
    for what, typed in (
        ("item", {"meeting": str(meeting.pk)}),
        ("answer", {"text": "고칩니다"}),
        ("end", {}),
    ):
        assert client.post(reverse(f"meetings:field_group_{what}", args=[group.pk]), typed).status_code == 302
    assert fresh(report).state == State.DONE


def test_the_room_reads_words_and_photographs_beside_the_item(client):
    host, clerk = a_host()
    meeting = a_meeting_in_session(host=host, by=clerk)
    asset = AssetFactory(kind=Asset.Kind.IMAGE)
    report, _person = sent(host, photos=[(asset, "가로등")])
    group = group_reports([report], host=host, title="가로등", by=SYSTEM)
    put_on_agenda(group, meeting=meeting, by=SYSTEM)
    told = agenda_slice(meeting)
    assert told["agenda"][-1]["field"] == str(group.pk)
    assert report.text not in str(told)
    go_inside(client, meeting)
    (row,) = client.get(f"/api/meetings/{meeting.pk}/field/{group.pk}").json()["reports"]
    assert (row["text"], [one["alt"] for one in row["photos"]]) == (report.text, ["가로등"])


@pytest.mark.parametrize("rows", [1, 4])
def test_list_and_desk_cost_the_same_for_one_and_four(client, django_assert_max_num_queries, rows):
    host, clerk = a_host()
    for number in range(rows):
        sent(host, text=f"신고 {number}", photos=[(AssetFactory(kind=Asset.Kind.IMAGE), "x")])
    enter_as(client, clerk)
    for page in (LIST, DESK):
        client.get(page)
        with django_assert_max_num_queries(20):
            client.get(page)


def test_who_is_forgotten_leaves_the_words_and_takes_the_name():
    report, person = sent(a_host()[0])
    assert any("1" in dict(data.rows).values() for data in personal_data(person))
    forget_person(person)
    report.refresh_from_db()
    assert (report.text, report.name, report.person) == ("가로등 세 개가 꺼져 있습니다", "", None)
