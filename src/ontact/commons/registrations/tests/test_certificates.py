"""Certificates: earned by the rule, given once, corrected by a new one, revoked in sight, checked by an outsider."""

import io
import json
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation

from ontact.commons.journal.models import Entry
from ontact.commons.registrations.actions.attendance import correct_attendance
from ontact.commons.registrations.actions.certificates import (
    AlreadyReplaced,
    CertificateRevoked,
    NameMissing,
    NotEarned,
    WhyMissing,
    correct_certificate,
    give_again,
    give_certificate,
    revoke_certificate,
)
from ontact.commons.registrations.documents.certificate import certificate_pdf, qr_code
from ontact.commons.registrations.engine.certifying import sha256_of
from ontact.commons.registrations.models import Certificate
from ontact.commons.registrations.queries.certificates import certificate_account, newest_certificate
from ontact.commons.registrations.tests.afterwards import DESK, a_place, a_programme
from ontact.commons.registrations.tests.mailbox import letters
from ontact.commons.registrations.tests.test_certifying import checked
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


def noted(place, minutes, *numbers):
    for session in place.programme.sessions.filter(number__in=numbers):
        correct_attendance(place, session, minutes=minutes, reason="확인", by=DESK)


@pytest.fixture
def earned():
    place = a_place(a_programme(sessions=3, certificate_from=2))
    noted(place, 90, 1, 3)
    noted(place, 0, 2)
    return place


def test_asked_twice_it_is_the_same(earned):
    first = give_certificate(earned, by=DESK)

    assert give_certificate(earned, by=DESK) == first
    assert Certificate.objects.count() == 1
    assert sha256_of(first.facts) == first.sha256
    assert [one["number"] for one in first.facts["lectures"]] == [1, 3]
    assert Entry.objects.get(verb="gave a certificate").details["sha256"] == first.sha256


def test_one_too_few_is_refused_with_the_numbers():
    place = a_place(a_programme(sessions=3, certificate_from=2))
    noted(place, 90, 1)

    with pytest.raises(NotEarned) as refused:
        give_certificate(place, by=DESK)

    assert refused.value.facts == {"done": 1, "needed": 2}


def test_a_programme_without_certificates_gives_none():
    place = a_place(a_programme())
    noted(place, 90, 1)

    with pytest.raises(NotEarned):
        give_certificate(place, by=DESK)


def test_single_evenings_of_one_person_count_together():
    programme = a_programme(sessions=2, certificate_from=2)
    first, second = programme.sessions.order_by("number")
    one = a_place(programme, session=first)
    two = a_place(programme, person=one.person, session=second)
    noted(one, 90, 1)
    noted(two, 90, 2)

    given = give_certificate(two, by=DESK)

    assert given.registration == one
    assert give_certificate(one, by=DESK) == given


def test_what_the_desk_does_with_a_certificate_is_told_each_time_once(earned):
    given = give_again(earned, by=DESK)
    give_again(earned, by=DESK)
    corrected = correct_certificate(given, name="홍지우", by=DESK)
    again = correct_certificate(given, name="홍지우", by=DESK)
    revoke_certificate(corrected, because="이름이 틀립니다.", by=DESK)
    revoke_certificate(corrected, because="이름이 틀립니다.", by=DESK)

    told = [(one.facts["facts"]["deed"], one.facts["facts"]["number"]) for one in letters("certificate_desk")]
    assert again == corrected
    assert told == [("given", given.number), ("corrected", corrected.number), ("revoked", corrected.number)]


def test_whose_own_press_makes_it_is_not_written_to(earned):
    give_certificate(earned, by=DESK)

    assert letters("certificate_desk") == []


def test_cancelled_sessions_are_neither_held_nor_needed(earned):
    earned.programme.sessions.filter(number__in=(2, 3)).update(
        cancelled_at=now(), cancelled_because="강사 사정"
    )

    given = give_certificate(earned, by=DESK)

    assert (given.facts["held"], given.facts["needed"]) == (1, 1)


def test_a_corrected_one_replaces_the_old_and_both_say_so(earned):
    old = give_certificate(earned, by=DESK)

    new = correct_certificate(old, name="  韓  지우 ", by=DESK)

    assert (new.name, new.replaces, new.facts["replaces"]) == ("韓 지우", old, old.number)
    assert newest_certificate(earned.programme, earned.person) == new
    assert give_certificate(earned, by=DESK) == new
    with pytest.raises(AlreadyReplaced):
        correct_certificate(old, name="다른 이름", by=DESK)
    with pytest.raises(AlreadyReplaced):
        revoke_certificate(old, because="이유", by=DESK)


def test_a_name_of_blanks_is_none(earned):
    given = give_certificate(earned, by=DESK)

    with pytest.raises(NameMissing):
        correct_certificate(given, name=" ", by=DESK)


def test_a_revoked_one_stays_and_only_the_desk_gives_another(earned):
    given = give_certificate(earned, by=DESK)
    with pytest.raises(WhyMissing):
        revoke_certificate(given, because=" ", by=DESK)

    revoke_certificate(given, because="대리 출석", by=DESK)
    revoke_certificate(given, because="다시 누름", by=DESK)

    given.refresh_from_db()
    assert given.revoked_because == "대리 출석"
    with pytest.raises(CertificateRevoked):
        give_certificate(earned, by=DESK)
    assert give_again(earned, by=DESK).number != given.number


def test_a_stranger_checks_the_public_page_and_file(client, earned, tmp_path):
    given = give_certificate(earned, by=DESK)

    page = client.get(reverse("registrations:certificate", args=[given.code]))
    file = client.get(reverse("registrations:certificate_json", args=[given.code]))

    assert given.sha256 in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    done = checked(tmp_path, json.loads(file.content), given.sha256)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("state", ["revoked", "replaced"])
def test_the_public_page_says_what_does_not_stand(client, earned, tmp_path, state):
    given = give_certificate(earned, by=DESK)
    if state == "revoked":
        revoke_certificate(given, because="대리 출석", by=DESK)
        expected = "대리 출석"
    else:
        expected = correct_certificate(given, name="새 이름", by=DESK).number

    page = client.get(reverse("registrations:certificate", args=[given.code])).content.decode()
    file = client.get(reverse("registrations:certificate_json", args=[given.code]))

    assert expected in page
    assert json.loads(file.content)["state"] == state
    assert checked(tmp_path, json.loads(file.content)).returncode == 1


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_paper_shows_what_was_hashed(earned, language):
    given = give_certificate(earned, by=DESK)
    address = f"https://hall.example/registrations/certificates/{given.code}/"

    paper = certificate_pdf(given, address=address, city="수원시", language=language)

    assert paper == certificate_pdf(given, address=address, city="수원시", language=language)
    document = pypdfium2.PdfDocument(io.BytesIO(paper))
    assert len(document) == 1
    words = document[0].get_textpage().get_text_bounded()
    assert given.number in words
    assert given.name in words
    assert "지식 여행" in words


def test_a_rare_letter_in_a_name_does_not_stop_the_paper(earned):
    given = correct_certificate(give_certificate(earned, by=DESK), name="한지우 🦊", by=DESK)

    assert certificate_pdf(given, address="https://hall.example/", city="수원시", language="ko")


def test_the_code_is_a_picture_that_calls_nothing():
    picture = qr_code("https://hall.example/registrations/certificates/0123456789abcdef0123456789abcdef/")

    assert "<svg" in picture
    assert "href" not in picture


def test_why_there_is_none_is_told_for_each_session():
    programme = a_programme(sessions=3, days_ago=0, certificate_from=3, replay_counts=True)
    programme.sessions.filter(number=2).update(replay_from=now() + timedelta(days=3))
    place = a_place(programme)
    noted(place, 90, 1)
    second = programme.sessions.get(number=2)
    place.attendances.create(session=second, source="seat", minutes=10, counts=False)

    with translation.override("en"):
        told = certificate_account(programme, place.person, now())

    assert [str(line.standing) for line in told.lines] == ["attended", "replay_ahead", "unnoted"]
    assert told.summary == (
        "Attended: 1 of 3 sessions; the certificate needs 3. Still missing: 2, and 2 can still count."
    )
    assert [line.session.number for line in told.still_to_do] == [2, 3]
    assert told.lines[1].words.startswith("Missed. The replay can be watched from")


def test_out_of_reach_is_said():
    place = a_place(a_programme(sessions=2, certificate_from=2))
    noted(place, 90, 1)
    noted(place, 0, 2)

    with translation.override("en"):
        told = certificate_account(place.programme, place.person, now())

    assert told.summary == (
        "Attended: 1 of 2 sessions; the certificate needs 2. It cannot be reached any more: nothing else can count."
    )
    assert told.still_to_do == []
    assert told.lines[1].words == "Missed: 0 minutes; it counts from 63."


def test_what_can_still_count_is_told_also_where_it_is_not_enough():
    programme = a_programme(sessions=3, certificate_from=3, replay_counts=True)
    programme.sessions.filter(number=3).update(replay_from=now() + timedelta(days=3))
    place = a_place(programme)
    noted(place, 0, 1, 2)
    third = programme.sessions.get(number=3)
    place.attendances.create(session=third, source="seat", minutes=0, counts=False)

    with translation.override("en"):
        told = certificate_account(place.programme, place.person, now())

    assert told.summary == (
        "Attended: 0 of 3 sessions; the certificate needs 3. "
        "Even with the 1 that can still count it cannot be reached any more."
    )
    assert told.still_to_do == []


def test_without_a_place_there_is_no_account():
    stranger = a_place(a_programme()).person

    assert certificate_account(a_programme(), stranger, now()) is None
