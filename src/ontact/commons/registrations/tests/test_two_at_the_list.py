"""Two officers with one attendance list see what the other noted; and the desk's page of one person's certificate."""

import pytest
from django.urls import reverse

from ontact.commons.people.models import Membership
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.attendance import correct_attendance
from ontact.commons.registrations.actions.certificates import give_certificate, revoke_certificate
from ontact.commons.registrations.actions.no_shows import answer_appeal
from ontact.commons.registrations.models import Attendance, Certificate, NoShow
from ontact.commons.registrations.tests.afterwards import DESK, a_place, a_programme, first_session
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client):
    """Of a session that is over; its officer is signed in and reads English."""
    found = a_place(a_programme(certificate_from=1), PersonFactory(name="조순자"))
    officer = PersonFactory(language="en")
    Membership.objects.create(person=officer, organisation=found.programme.host)
    client.force_login(officer)
    return found


def roll_of(place):
    return reverse("registrations:roll", args=[first_session(place.programme).pk])


def correction_of(place):
    return reverse("registrations:correction", args=[place.pk, first_session(place.programme).pk])


def certificate_of(place):
    return reverse("registrations:desk_certificate", args=[place.pk])


def seen(client, path):
    return client.get(path).context["form"]["seen"].value()


def attend(place):
    correct_attendance(place, first_session(place.programme), minutes=90, reason="확인", by=DESK)


def test_the_second_list_shows_whom_the_first_one_ticked(client, place):
    other = a_place(place.programme, PersonFactory(name="한소영"))
    both_saw = seen(client, roll_of(place))
    client.post(roll_of(place), {"source": "roll", "present": [str(place.pk)], "seen": both_saw})

    second = client.post(roll_of(place), {"source": "roll", "present": [str(other.pk)], "seen": both_saw})

    assert second.status_code == 200
    assert [one.now for one in second.context["form"].meanwhile] == ["조순자"]
    assert [one.registration_id for one in Attendance.objects.filter(counts=True)] == [place.pk]


def test_having_looked_the_second_officer_saves(client, place):
    other = a_place(place.programme, PersonFactory(name="한소영"))
    both_saw = seen(client, roll_of(place))
    client.post(roll_of(place), {"source": "roll", "present": [str(place.pk)], "seen": both_saw})
    shown = client.post(roll_of(place), {"source": "roll", "present": [str(other.pk)], "seen": both_saw})

    now_seen = shown.context["form"]["seen"].value()
    both = [str(place.pk), str(other.pk)]
    answer = client.post(roll_of(place), {"source": "roll", "present": both, "seen": now_seen})

    assert answer.status_code == 302
    assert Attendance.objects.filter(counts=True).count() == 2


def test_who_ticked_nothing_anew_gets_the_newer_ticks(client, place):
    both_saw = seen(client, roll_of(place))
    client.post(roll_of(place), {"source": "roll", "present": [str(place.pk)], "seen": both_saw})

    second = client.post(roll_of(place), {"source": "roll", "seen": both_saw})

    assert second.context["form"]["present"].value() == [str(place.pk)]


def test_the_second_correction_shows_the_first(client, place):
    both_saw = seen(client, correction_of(place))
    client.post(correction_of(place), {"minutes": "80", "reason": "전화로 참여", "seen": both_saw})

    second = client.post(correction_of(place), {"minutes": "10", "reason": "늦게 옴", "seen": both_saw})

    assert [one.now for one in second.context["form"].meanwhile] == ["80"]
    assert Attendance.objects.get().minutes == 80


def test_a_press_too_many_is_no_clash_with_oneself(client, place):
    both_saw = seen(client, correction_of(place))
    typed = {"minutes": "80", "reason": "전화로 참여", "seen": both_saw}

    answers = [client.post(correction_of(place), typed).status_code for _press in range(2)]

    assert answers == [302, 302]


def test_the_desk_gives_a_certificate_that_is_earned(client, place):
    attend(place)

    first = client.post(certificate_of(place))
    second = client.post(certificate_of(place))

    given = Certificate.objects.get()
    assert [first.url, second.url] == [reverse("registrations:certificate_desk", args=[given.code])] * 2


def test_before_it_is_earned_the_page_says_so_and_a_press_gives_nothing(client, place):
    page = client.get(certificate_of(place)).content.decode()

    answer = client.post(certificate_of(place))

    assert "It can be given as soon as enough sessions are attended." in page
    assert (answer.status_code, Certificate.objects.count()) == (409, 0)


def test_after_a_revocation_the_desk_gives_a_new_one(client, place):
    attend(place)
    revoke_certificate(give_certificate(place, by=DESK), because="이름이 틀립니다.", by=DESK)

    page = client.get(certificate_of(place)).content.decode()
    client.post(certificate_of(place))

    assert "Give a new one" in page
    assert Certificate.objects.filter(revoked_at=None).count() == 1


def test_the_attendance_table_leads_to_what_is_earned_and_not_given_yet(client, place):
    attend(place)
    table = reverse("registrations:attendance", args=[place.programme_id])
    earned = client.get(table).content.decode()
    give_certificate(place, by=DESK)

    given = client.get(table).content.decode()

    assert f'href="{certificate_of(place)}">earned' in earned
    assert certificate_of(place) not in given


def test_an_appeal_waits_on_the_programmes_page_until_it_is_answered(client, place):
    mark = NoShow.objects.create(registration=place, appeal="병원에 있었습니다.", appealed_at=now())
    making = reverse("registrations:making", args=[place.programme_id])

    before = client.get(making).content.decode()
    answer_appeal(mark, is_excused=True, answer="알겠습니다.", by=DESK)
    after = client.get(making).content.decode()

    assert ("1 appeal waits for an answer" in before, "1 appeal waits for an answer" in after) == (
        True,
        False,
    )
