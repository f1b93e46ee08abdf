"""The demo's own pages: whom one can be, what was mailed; nothing of it outside a demo."""

import pytest
from django.core.mail.backends.filebased import EmailBackend
from django.test import Client

from ontact.commons.people.demo import fixed_id, make_city
from ontact.commons.people.models import Membership, Organisation, Person
from ontact.commons.people.tests.factories import PersonFactory
from ontact.portal.outbox import letter, letters


@pytest.fixture
def demo(settings, db, tmp_path):
    settings.DEMO = True
    settings.VAR = tmp_path
    return tmp_path / "outbox"


@pytest.fixture
def demo_city(demo):
    make_city()


def send(folder, subject="회의에 초대합니다", text="들어가기: http://localhost:8000/rooms/pass/x/", **more):
    from django.core.mail import EmailMessage as Mail

    mail = Mail(subject, text, "hall@localhost", [more.pop("to", "guest@example.org")])
    if "calendar" in more:
        mail.attach("meeting.ics", more["calendar"], "text/calendar")
    EmailBackend(file_path=folder).send_messages([mail])


PATHS = ["/demo/sign-in/", "/demo/outbox/", "/demo/outbox/abc/", "/demo/outbox/abc/0/"]


@pytest.mark.parametrize("path", PATHS)
def test_outside_the_demo_there_is_nothing(client, city, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"person": str(PersonFactory().pk)}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_one_becomes_whom_one_chooses(client, demo_city):
    clerk = Person.objects.get(pk=fixed_id("person", "yujin.jeong@suwon.example"))

    answer = client.post("/demo/sign-in/", {"person": str(clerk.pk)})

    assert answer["Location"] == "/my/"
    assert client.session["_auth_user_id"] == str(clerk.pk)


@pytest.mark.parametrize("nobody", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_one_cannot_become_nobody(client, demo, city, nobody):
    assert client.post("/demo/sign-in/", {"person": nobody}).status_code == 404


def test_the_cast_is_told_by_what_they_do(client, demo_city):
    groups = client.get("/demo/sign-in/").context["groups"]

    assert [len(group.cast) for group in groups if group.is_folded] == [48]
    assert "정유진" in [person.name for person in groups[0].cast]


def test_the_city_has_its_offices_and_is_made_once(demo_city):
    make_city()

    kinds = Organisation.Kind
    assert Organisation.objects.filter(kind=kinds.DISTRICT).count() == 4
    assert Organisation.objects.filter(kind=kinds.NEIGHBOURHOOD).count() == 44
    assert (
        Membership.objects.filter(role=Membership.Role.HEAD, organisation__kind=kinds.NEIGHBOURHOOD).count()
        == 44
    )
    assert Organisation.objects.get(kind=kinds.CITY).pk == fixed_id("organisation", "수원시")
    assert Person.objects.exclude(guardian=None).count() == 2


def test_the_newest_mail_comes_first_and_its_link_can_be_pressed(client, demo):
    send(demo, subject="첫째")
    send(demo, subject="둘째")

    assert [one.subject for one in letters(demo)] == ["둘째", "첫째"]
    page = client.get(f"/demo/outbox/{letters(demo)[0].id}/").content.decode()
    assert 'href="http://localhost:8000/rooms/pass/x/"' in page


def test_a_mail_cannot_bring_a_script(client, demo):
    send(demo, subject="<script>alert(1)</script>", text="<script>alert(2)</script>")

    page = client.get(f"/demo/outbox/{letters(demo)[0].id}/").content.decode()

    assert "<script>alert" not in page


def test_what_was_enclosed_is_handed_out_as_a_file(client, demo):
    send(demo, calendar="BEGIN:VCALENDAR")
    one = letters(demo)[0]

    answer = client.get(f"/demo/outbox/{one.id}/0/")

    assert answer["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    assert answer.content == b"BEGIN:VCALENDAR"
    assert client.get(f"/demo/outbox/{one.id}/9/").status_code == 404


def test_mails_to_one_address_can_be_picked_out(client, demo):
    send(demo, to="guest@example.org")
    send(demo, to="other@example.org")

    assert client.get("/demo/outbox/?to=other").context["page"].total == 1


def test_a_folder_that_is_not_there_is_an_empty_outbox(demo):
    assert letters(demo / "nowhere") == []
    assert letter(demo / "nowhere", "abc") is None


def test_a_broken_mail_is_shown_as_far_as_it_goes(demo):
    demo.mkdir()
    (demo / "broken.log").write_bytes(b"Subject: half\n\n\xff\xfe half")

    assert [one.subject for one in letters(demo)] == ["half"]


def test_the_ribbon_leads_to_both_pages(demo):
    page = Client().get("/help/").content.decode()

    assert "/demo/sign-in/" in page
    assert "/demo/outbox/" in page
