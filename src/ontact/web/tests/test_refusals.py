"""Broken rules, busy machines, and what the browser may do."""

import json

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from ontact.web.refusals import csrf_failure, machine_failure

pytestmark = pytest.mark.django_db


def test_a_broken_rule_becomes_a_page_with_a_way_out(client):
    answer = client.get("/t/full", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 409
    assert "All 25 places are taken." in answer.content.decode()
    assert "Join the waiting list." in answer.content.decode()


def test_under_api_it_becomes_json(client):
    answer = client.get("/api/t/full", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 409
    assert json.loads(answer.content) == {
        "code": "too-full",
        "text": "All 25 places are taken.",
        "way_out": "Join the waiting list.",
    }


@pytest.mark.parametrize("address", ["/t/locked", "/t/away", "/api/t/locked", "/api/t/away"])
def test_busy_machines_say_when_to_come_back(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_a_form_sent_to_a_busy_hall_can_be_sent_again(client):
    typed = {"title": 'A "quoted" title', "csrfmiddlewaretoken": "x"}
    page = client.post("/t/locked", typed, headers={"Sec-Fetch-Site": "same-origin"}).content.decode()
    assert 'name="title" value="A &quot;quoted&quot; title"' in page
    assert page.count('value="x"') == 0


def test_words_of_another_site_never_get_into_our_form():
    request = RequestFactory().post("/t/full", {"title": "evil"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert b"evil" not in csrf_failure(request).content


def test_a_fault_of_ours_is_a_page_and_not_a_trace(client):
    client.raise_request_exception = False
    answer = client.get("/t/fault", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert json.loads(client.get("/api/t/fault").content)["code"] == "our-fault"


def test_only_locks_and_crowds_count_as_busy():
    assert machine_failure(OperationalError("no such table: x")) is None
    assert machine_failure(OperationalError("canceling statement due to lock timeout")) is not None
    assert machine_failure(ValueError("locked")) is None


def test_devices_are_closed_except_where_a_view_opens_them(client):
    assert "camera=()" in client.get("/t/full").headers["Permissions-Policy"]
    assert "camera=(self)" in client.get("/t/room").headers["Permissions-Policy"]


def test_pages_carry_the_headers_that_guard_them(client):
    headers = client.get("/t/full").headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert (
        "unsafe-inline"
        not in headers["Content-Security-Policy"].split("style-src-attr")[0].split("script-src")[-1]
    )


def test_the_address_of_a_form_opened_as_a_page_is_not_an_empty_one(client):
    answer = client.get("/language/", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 405
    assert "There is nothing to look at here" in answer.content.decode()
