"""No log keeps a secret."""

import json
import logging
import sys

import pytest

from ontact.config.redact import BLANK, Lines, Redactor, redact

SECRET = "Zx9-very_SECRET_value-41"


@pytest.mark.parametrize(
    "words",
    [
        f"GET /rooms/pass/{SECRET}/ 200",
        f"GET /meetings/consent/{SECRET}/ 200",
        f"Referer: https://hall.example/rooms/pass/{SECRET}/?x=1",
        f"/media/{SECRET}/pages/1.webp",
        f"GET /calendar/feed/{SECRET}/hall.ics",
        f"GET /registrations/calendar/{SECRET}.ics",
        f"Cookie: ontact_lines=0190.{SECRET}; csrftoken=abc",
        f"ontact_lines=0190.{SECRET}",
        f"Authorization: Bearer {SECRET}",
        f"authorization: {SECRET}",
        f"ONTACT_LIVEKIT_SECRET={SECRET}",
        f'{{"api_key": "{SECRET}"}}',
        f"{{'token': '{SECRET}', 'x': 1}}",
        f"sessionid={SECRET}; path=/",
        f"X-CSRFToken: {SECRET}",
        f"postgresql://ontact:{SECRET}@db.example/ontact",
        f"smtps://mailer:{SECRET}@mail.example:465",
        f"ws://127.0.0.1:7880/rtc?access_token={SECRET}&auto_subscribe=1",
        f"token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0aaaa.{SECRET}",
    ],
)
def test_a_secret_leaves_every_line(words):
    assert SECRET not in redact(words)


def test_an_address_of_a_person_is_removed():
    assert redact("sent to minsu.kim+hall@city.example.kr now") == "sent to [address] now"


@pytest.mark.parametrize(
    "words",
    [
        "GET /meetings/0190a1b2-0000-7000-8000-000000000001/room/ 200 12 ms",
        "seat 0190a1b2-0000-7000-8000-000000000001 was given the floor",
        "usher: 3 rooms in step, 12 lines present",
    ],
)
def test_what_is_no_secret_stays(words):
    assert redact(words) == words


def test_redacting_twice_changes_nothing():
    once = redact(f"Cookie: a={SECRET} token={SECRET} /rooms/pass/{SECRET}/ x@y.kr")
    assert redact(once) == once


def test_the_filter_blanks_arguments_too():
    record = logging.LogRecord("x", logging.INFO, "f", 1, "opened %s", (f"/rooms/pass/{SECRET}/",), None)
    Redactor().filter(record)
    assert record.getMessage() == f"opened /rooms/pass/{BLANK}/"


def test_a_traceback_and_facts_are_redacted():
    try:
        raise ValueError(f"bad token={SECRET}")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed", (), sys.exc_info())
    record.facts = {"path": f"/rooms/pass/{SECRET}/", "status": 500, "deep": {"token": SECRET}}
    line = Lines().format(record)
    assert SECRET not in line.replace(json.dumps({"token": SECRET}), "")
    assert json.loads(line)["status"] == 500


def test_a_request_is_logged_without_its_secret(client, db, caplog):
    with caplog.at_level(logging.INFO, logger="ontact.requests"):
        client.get(f"/rooms/pass/{SECRET}/")
    lines = [Lines().format(record) for record in caplog.records if record.name == "ontact.requests"]
    assert len(lines) == 1
    assert SECRET not in lines[0]
    assert json.loads(lines[0])["path"] == f"/rooms/pass/{BLANK}/"


def test_every_answer_has_a_number(client, db):
    assert len(client.get("/health/live")["X-Request-Id"]) == 16
