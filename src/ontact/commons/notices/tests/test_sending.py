"""Queueing: in the caller's transaction, once per key, secrets sealed."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from ontact.commons.notices.actions import (
    Attachment,
    Letter,
    deliver_due,
    deliver_due_later,
    drop,
    send_all,
)
from ontact.commons.notices.models import Notice
from ontact.commons.notices.queries import counts_about, known_keys, sent_about
from ontact.commons.notices.tests.factories import LETTER, queued
from ontact.commons.people.tests.factories import OrganisationFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_same_key_is_sent_once():
    first = queued(key="invitation:1", title="A")
    second = queued(key="invitation:1", title="B")

    assert (first.pk, Notice.objects.count()) == (second.pk, 1)


def test_a_notice_goes_back_with_the_act_that_made_it():
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


def test_many_notices_in_one_transaction_need_one_nudge(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as nudges:
        for place in range(5):
            queued(key=str(place))

    assert len(nudges) == 1


@pytest.mark.django_db(transaction=True)
def test_a_nudge_that_nobody_has_taken_up_serves_every_later_commit(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    nudges = DBTaskResult.objects.filter(task_path=deliver_due_later.module_path)

    for number in range(3):
        queued(key=str(number))
    assert nudges.count() == 1

    nudges.update(status="RUNNING")
    queued(key="later")
    assert nudges.count() == 2


def test_a_person_gets_it_in_their_own_language():
    notice = queued(PersonFactory(language="en", email="kim@example.org"))

    assert (notice.language, notice.address) == ("en", "kim@example.org")


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "a@b.kr\nBcc: c@d.kr", "김 <a@b.kr>"])
def test_an_address_that_cannot_be_one_fails_at_once(address):
    notice = queued(address)

    assert (notice.state, notice.trouble) == ("failed", "no-address")


def test_secrets_are_not_readable_in_the_table():
    notice = queued(secrets={"token": "very-secret"})

    notice.refresh_from_db()
    assert b"very-secret" not in bytes(notice.sealed)
    assert "very-secret" not in str(notice.facts)


def test_what_has_not_left_can_be_dropped():
    office = OrganisationFactory()
    kept = queued(key="change:1", about=office)
    dropped = queued(key="reminder:1", about=office, secrets={"token": "x"})

    assert drop(office, "reminder:") == 1

    kept.refresh_from_db()
    dropped.refresh_from_db()
    assert (kept.state, dropped.state, dropped.sealed) == ("queued", "dropped", None)


def test_what_was_sent_about_an_object_is_told():
    office = OrganisationFactory()
    queued(key="a:1", about=office)
    queued("nobody", key="a:2", about=office)
    queued(key="b:1", about=OrganisationFactory())

    assert [notice.key for notice in sent_about(office, "a:")] == ["a:2", "a:1"]
    assert dict(counts_about(office)) == {"queued": 1, "failed": 1}


def many(count, first=0, **facts):
    people = PersonFactory.create_batch(count, language="en")
    return [
        Letter(person, LETTER, {"title": "A"}, key=f"many:{number}", **facts)
        for number, person in enumerate(people, first)
    ]


def test_fifty_letters_cost_as_many_statements_as_ten(django_assert_num_queries):
    for letters in (many(10), many(50, first=10)):
        with django_assert_num_queries(1):
            send_all(letters)

    assert Notice.objects.count() == 60


def test_many_at_once_are_each_sent_once(django_capture_on_commit_callbacks):
    letters = many(3)
    with django_capture_on_commit_callbacks() as nudges:
        send_all(letters)
        send_all(letters)

    assert (Notice.objects.count(), len(nudges)) == (3, 1)
    assert known_keys(["many:0", "many:2", "many:9"]) == {"many:0", "many:2"}


def test_one_of_many_has_all_that_a_single_letter_has(mailoutbox):
    office = OrganisationFactory()
    file = Attachment("dates.ics", "text/calendar; method=PUBLISH", "BEGIN:VCALENDAR")
    (letter,) = many(1, about=office, attachments=[file], secrets={"token": "very-secret"})

    send_all([letter, Letter(PersonFactory(email=""), LETTER, {}, key="nowhere")])

    (notice,) = sent_about(office)
    assert "very-secret" not in str(notice.facts)
    assert Notice.objects.get(key="nowhere").trouble == "no-address"
    assert deliver_due() == 1
    assert "/pass/very-secret/" in mailoutbox[0].body
    assert mailoutbox[0].attachments[0][0] == "dates.ics"
