"""Delivery: what arrives, what waits, what is given up, and what never leaks."""

from datetime import UTC, datetime, timedelta

import pytest

from ontact.commons.notices.actions import Attachment, deliver_due
from ontact.commons.notices.actions.delivering import _lease, _settle
from ontact.commons.notices.models import Notice
from ontact.commons.notices.tests.factories import queued
from ontact.commons.people.tests.factories import CityFactory, PersonFactory
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def states():
    return [(notice.state, notice.trouble) for notice in Notice.objects.order_by("created_at", "id")]


def after(minutes):
    with moved_to(now() + timedelta(minutes=minutes)):
        return deliver_due()


def test_a_letter_arrives_with_its_secret_and_the_secret_is_wiped(mailoutbox, settings):
    settings.BASE_URL = "https://hall.example"
    queued(secrets={"token": "abc"}, title="회의", name="김민지")

    assert deliver_due() == 1

    letter = mailoutbox[0]
    assert (letter.subject, letter.to) == (
        "Dear 김민지: 회의",
        ["=?utf-8?b?6rmA66+87KeA?= <guest@example.org>"],
    )
    assert "https://hall.example/pass/abc/" in letter.body
    notice = Notice.objects.get()
    assert (notice.state, notice.sealed, notice.trouble) == ("sent", None, "")


def test_times_and_words_are_the_readers_own(mailoutbox):
    CityFactory(time_zone="Asia/Seoul")
    title = Worded.of("ko", ko="회의", en="Meeting")
    queued(PersonFactory(language="en", time_zone="Europe/Berlin"), key="en", title=title, at=NOON)
    queued("guest@example.org", key="ko", title=title, at=NOON)

    deliver_due()

    assert mailoutbox[0].body.startswith("Meeting 13:00")
    assert mailoutbox[1].body.startswith("회의 21:00")


def test_nothing_typed_can_begin_a_header(mailoutbox):
    queued(title="Minutes\r\nBcc: thief@example.org", name='Kim "x"\nBcc: thief@example.org, <b@c.kr>')

    deliver_due()

    message = mailoutbox[0].message()
    assert message["Bcc"] is None
    assert "\n" not in mailoutbox[0].subject
    assert mailoutbox[0].recipients()[0].endswith("<guest@example.org>")
    assert len(mailoutbox[0].recipients()) == 1


def test_html_says_the_same_and_escapes_what_was_typed(mailoutbox):
    queued(title="<script>1</script>")

    deliver_due()

    page, kind = mailoutbox[0].alternatives[0]
    assert kind == "text/html"
    assert "<script>" not in page
    assert "&lt;script&gt;1&lt;/script&gt;" in page


def test_a_calendar_file_travels_along(mailoutbox):
    queued(attachments=[Attachment("meeting.ics", "text/calendar; method=REQUEST", "BEGIN:VCALENDAR")])

    deliver_due()

    name, content, mime = mailoutbox[0].attachments[0]
    assert (name, content, mime) == ("meeting.ics", "BEGIN:VCALENDAR", "text/calendar; method=REQUEST")


def test_sent_twice_it_is_the_same_mail_to_a_mail_program(mailoutbox):
    notice = queued()
    deliver_due()
    Notice.objects.update(state="queued", leased_until=None)
    deliver_due()

    ids = {letter.extra_headers["Message-ID"] for letter in mailoutbox}
    assert ids == {f"<{notice.pk}@localhost>"}


def test_without_a_mail_server_everything_stays_queued_and_arrives_later(mail_server, mailoutbox):
    for place in range(3):
        queued(key=str(place), secrets={"token": "abc"})
    mail_server.is_away = True

    assert deliver_due() == 0
    assert states() == [("queued", "server-away")] * 3

    mail_server.is_away = False
    assert (deliver_due(), after(2)) == (0, 3)
    assert states() == [("sent", "")] * 3
    assert "/pass/abc/" in mailoutbox[0].body


def test_a_server_that_breaks_off_keeps_what_has_not_left(mail_server):
    for place, address in enumerate(["a@example.org", "b@example.org", "c@example.org"]):
        queued(address, key=str(place))
    mail_server.breaks_off_at = "b@example.org"

    assert deliver_due() == 1
    assert states() == [("sent", ""), ("queued", "server-away"), ("queued", "server-away")]


def test_a_refused_address_does_not_stop_the_others(mail_server):
    for place, address in enumerate(["a@example.org", "b@example.org", "c@example.org"]):
        queued(address, key=str(place), secrets={"token": "abc"})
    mail_server.turns_away = {"a@example.org": 550, "b@example.org": 450}

    assert deliver_due() == 1
    assert states() == [("failed", "refused"), ("queued", "refused"), ("sent", "")]
    assert Notice.objects.get(key="0").sealed is None


def test_a_server_that_asks_for_patience_is_asked_again(mail_server):
    queued()
    mail_server.slow_down = True

    deliver_due()

    assert states() == [("queued", "refused")]


def test_after_three_days_the_caller_sees_a_failure(mail_server):
    queued()
    mail_server.is_away = True

    with moved_to(now() + timedelta(days=3, minutes=1)):
        deliver_due()

    assert states() == [("failed", "server-away")]


def test_a_letter_that_cannot_be_written_is_given_up_after_three_attempts():
    notice = queued(at="no date")
    Notice.objects.update(template="notices/mail/missing")

    for minutes in (0, 5, 15):
        after(minutes)

    notice.refresh_from_db()
    assert (notice.state, notice.trouble, notice.attempts) == ("failed", "unwritable", 3)


def test_links_that_cannot_be_read_any_more_are_not_sent_broken(settings, mailoutbox):
    queued(secrets={"token": "abc"})
    settings.SECRET_KEY = "another"

    deliver_due()

    assert (states(), mailoutbox) == ([("queued", "unwritable")], [])


def test_an_old_secret_key_still_opens_its_letters(settings, mailoutbox):
    queued(secrets={"token": "abc"})
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert deliver_due() == 1


def test_a_leased_notice_is_not_taken_twice():
    queued()
    assert [len(_lease()), len(_lease())] == [1, 0]

    with moved_to(now() + timedelta(minutes=6)):
        assert len(_lease()) == 1


def test_a_worker_that_lost_its_lease_changes_nothing():
    queued()
    late = _lease()[0]
    with moved_to(now() + timedelta(minutes=6)):
        _lease()

    _settle(late, "failed", "refused")

    assert states() == [("queued", "")]


def test_no_address_is_ever_logged(mail_server, caplog):
    queued("kim@example.org", key="1")
    queued("lee@example.org", key="2")
    mail_server.turns_away = {"kim@example.org": 550}
    deliver_due()
    queued("park@example.org", key="3")
    mail_server.is_away = True
    deliver_due()

    assert "@example.org" not in caplog.text
