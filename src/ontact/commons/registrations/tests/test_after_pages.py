"""Pages of what follows a place: who gets in, and what a press does."""

import pytest
from django.urls import reverse

from ontact.commons.people.models import Membership
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.attendance import correct_attendance
from ontact.commons.registrations.actions.certificates import give_certificate
from ontact.commons.registrations.actions.no_shows import mark_no_shows
from ontact.commons.registrations.actions.survey import close_survey
from ontact.commons.registrations.models import Attendance, BoxedSheet, Certificate, NoShow
from ontact.commons.registrations.tests.afterwards import DESK, a_place, a_programme, first_session
from ontact.commons.registrations.tests.test_survey import answered, questions_of, surveyed

pytestmark = pytest.mark.django_db


def officer_of(organisation):
    person = PersonFactory()
    Membership.objects.create(person=person, organisation=organisation)
    return person


@pytest.fixture
def place():
    found = a_place(a_programme(certificate_from=1, days_ago=4))
    correct_attendance(found, first_session(found.programme), minutes=0, reason="불참", by=DESK)
    return found


def cast(who, place):
    if who == "own":
        return place.person
    if who == "desk":
        return officer_of(place.programme.host)
    if who == "other desk":
        return officer_of(a_programme().host)
    return PersonFactory()


def address(name, place):
    session = first_session(place.programme)
    if name == "no_show_answer":
        mark_no_shows(place.programme)
        return reverse("registrations:no_show_answer", args=[NoShow.objects.get().pk])
    parts = {
        "account": [place.pk],
        "survey": [place.programme_id],
        "survey_results": [place.programme_id],
        "attendance": [place.programme_id],
        "roll": [session.pk],
        "correction": [place.pk, session.pk],
    }
    return reverse(f"registrations:{name}", args=parts[name])


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("account", {"own": 200, "desk": 404, "other desk": 404, "citizen": 404}),
        ("survey", {"own": 200, "desk": 404, "other desk": 404, "citizen": 404}),
        ("survey_results", {"own": 404, "desk": 200, "other desk": 403, "citizen": 404}),
        ("attendance", {"own": 404, "desk": 200, "other desk": 403, "citizen": 404}),
        ("roll", {"own": 404, "desk": 200, "other desk": 403, "citizen": 404}),
        ("correction", {"own": 404, "desk": 200, "other desk": 404, "citizen": 404}),
        ("no_show_answer", {"own": 404, "desk": 200, "other desk": 404, "citizen": 404}),
    ],
)
def test_who_gets_in(client, place, name, answers):
    path = address(name, place)
    found = {}
    for who in answers:
        client.force_login(cast(who, place))
        found[who] = client.get(path).status_code

    assert found == answers


@pytest.mark.parametrize(
    ("who", "status"), [("own", 200), ("desk", 200), ("other desk", 403), ("citizen", 403)]
)
def test_who_gets_the_paper(client, who, status):
    place = a_place(a_programme(certificate_from=1))
    correct_attendance(place, first_session(place.programme), minutes=90, reason="확인", by=DESK)
    given = give_certificate(place, by=DESK)
    client.force_login(cast(who, place))

    assert client.get(reverse("registrations:certificate_paper", args=[given.code])).status_code == status


def test_the_desk_corrects_on_a_page_and_the_person_presses_for_the_certificate(client, place):
    client.force_login(officer_of(place.programme.host))
    client.post(address("correction", place), {"minutes": "90", "reason": "전화로 참여"})
    client.force_login(place.person)

    answer = client.post(address("account", place))

    assert place.attendances.get().minutes == 90
    assert answer.url == reverse("registrations:certificate", args=[Certificate.objects.get().code])


def test_a_correction_without_a_reason_stays_on_the_page(client, place):
    client.force_login(officer_of(place.programme.host))

    answer = client.post(address("correction", place), {"minutes": "90", "reason": ""})

    assert answer.status_code == 200
    assert place.attendances.get().minutes == 0


def test_the_roll_is_called_on_a_page(client, place):
    client.force_login(officer_of(place.programme.host))

    answer = client.post(address("roll", place), {"source": "paper", "present": [str(place.pk)]})

    assert answer.url == address("attendance", place)
    assert place.attendances.get(source=Attendance.Source.PAPER).minutes == 90


def test_the_sheet_leads_the_desk_to_each_certificate(client, place):
    correct_attendance(place, first_session(place.programme), minutes=90, reason="확인", by=DESK)
    given = give_certificate(place, by=DESK)
    client.force_login(officer_of(place.programme.host))

    page = client.get(address("attendance", place)).content.decode()

    assert reverse("registrations:certificate_desk", args=[given.code]) in page
    assert given.number in page


def test_a_survey_is_answered_on_a_page_once(client):
    programme = surveyed()
    place = a_place(programme)
    scale, choice, text = (str(pk) for pk in questions_of(programme))
    client.force_login(place.person)
    path = reverse("registrations:survey", args=[programme.pk])

    assert client.post(path, {scale: "4", choice: "2", text: ""}).url == path
    page = client.get(path).content.decode()

    assert [sheet.answers for sheet in BoxedSheet.objects.all()] == [{scale: "4", choice: "2"}]
    assert f'name="{scale}"' not in page


def test_a_press_too_many_for_one_child_is_no_answer_for_the_other(client):
    programme, guardian = surveyed(), PersonFactory(language="en")
    first, second = (
        a_place(programme, person=PersonFactory(name=name, claimed_at=None, email="", guardian=guardian))
        for name in ("박바다", "박하늘")
    )
    scale = str(questions_of(programme)[0])
    client.force_login(guardian)
    path = reverse("registrations:survey", args=[programme.pk])

    for _press in range(2):
        client.post(path, {"place": first.pk, scale: "4"})
    page = client.get(path).content.decode()

    assert BoxedSheet.objects.count() == 1
    assert "Thank you. What you sent for 박바다 is in the box." in page
    assert "This is for 박하늘." in page
    client.post(path, {"place": second.pk, scale: "5"})
    assert BoxedSheet.objects.count() == 2


def test_the_results_are_bars_with_their_numbers(client):
    programme = surveyed()
    for _ in range(5):
        answered(programme, scale="5")
    close_survey(programme)
    client.force_login(officer_of(programme.host))

    page = client.get(reverse("registrations:survey_results", args=[programme.pk])).content.decode()

    assert page.count('class="bar bar-primary"') == 5
    assert "5.0" in page


def test_where_nothing_was_asked_no_box_is_promised(client, place):
    client.force_login(officer_of(place.programme.host))

    page = client.get(reverse("registrations:survey_results", args=[place.programme_id])).content.decode()

    assert "이 프로그램은 끝난 뒤에 묻는 것이 없습니다." in page
    assert "아직 결과를 열지 않았습니다" not in page


def test_a_mark_is_appealed_against_and_answered(client, place):
    answer_path = address("no_show_answer", place)
    mark = NoShow.objects.get()
    client.force_login(place.person)
    client.post(reverse("registrations:no_show", args=[mark.pk]), {"words": "병원에 있었습니다"})
    client.force_login(officer_of(place.programme.host))

    client.post(answer_path, {"is_excused": "yes", "answer": "확인했습니다"})

    mark.refresh_from_db()
    assert (mark.appeal, mark.answer) == ("병원에 있었습니다", "확인했습니다")
    assert mark.excused_at is not None


@pytest.fixture
def given():
    place = a_place(a_programme(certificate_from=1))
    correct_attendance(place, first_session(place.programme), minutes=90, reason="확인", by=DESK)
    return give_certificate(place, by=DESK)


@pytest.mark.parametrize(
    ("who", "status"), [("own", 404), ("desk", 200), ("other desk", 403), ("citizen", 404)]
)
def test_who_gets_to_the_desk_of_a_certificate(client, given, who, status):
    client.force_login(cast(who, given.registration))

    assert client.get(reverse("registrations:certificate_desk", args=[given.code])).status_code == status


def test_the_desk_corrects_and_then_revokes_on_a_page(client, given):
    client.force_login(officer_of(given.registration.programme.host))

    client.post(reverse("registrations:certificate_name", args=[given.code]), {"name": "韓지우"})
    new = Certificate.objects.get(replaces=given)
    client.post(reverse("registrations:certificate_revocation", args=[new.code]), {"because": "대리 출석"})

    new.refresh_from_db()
    assert (new.name, new.revoked_because) == ("韓지우", "대리 출석")


def test_a_revocation_without_a_reason_stays_on_the_page(client, given):
    client.force_login(officer_of(given.registration.programme.host))

    answer = client.post(reverse("registrations:certificate_revocation", args=[given.code]), {"because": ""})

    given.refresh_from_db()
    assert answer.status_code == 200
    assert given.revoked_at is None


def test_after_a_revocation_the_desk_gives_a_new_certificate_once(client, place):
    correct_attendance(place, first_session(place.programme), minutes=90, reason="확인", by=DESK)
    given = give_certificate(place, by=DESK)
    client.force_login(officer_of(place.programme.host))
    client.post(reverse("registrations:certificate_revocation", args=[given.code]), {"because": "대리 출석"})
    path = reverse("registrations:desk_certificate", args=[place.pk])
    assert path in client.get(reverse("registrations:certificate_desk", args=[given.code])).content.decode()

    answers = {client.post(path).url for _press in range(2)}

    new = Certificate.objects.exclude(pk=given.pk).get()
    assert answers == {reverse("registrations:certificate_desk", args=[new.code])}
    assert new.revoked_at is None
