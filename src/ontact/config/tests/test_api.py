"""API writes need the forgery token; errors have one shape; the fence stands before the body is read."""

import pytest
from django.test import Client

from ontact.commons.people.tests.factories import PersonFactory, enter_as
from ontact.config.access import routes
from ontact.foundation.access import Who

WRITES = [
    route.path
    for route in routes()
    if route.path.startswith("/api/") and route.method == "POST" and "<" not in route.path
]


@pytest.mark.parametrize(
    "path",
    [
        route.path
        for route in routes()
        if route.policy and route.policy.who is Who.STAFF and route.path in WRITES
    ],
)
def test_a_write_without_the_token_is_refused(db, path):
    browser = enter_as(Client(enforce_csrf_checks=True), PersonFactory())

    assert browser.post(path, "{}", content_type="application/json").status_code in (403, 404)


def test_a_forged_write_is_told_what_to_do(db, settings):
    settings.LANGUAGE_CODE = "en"
    browser = Client(enforce_csrf_checks=True)

    answer = browser.post(f"/api/rooms/{PersonFactory().pk}/leave", "{}", content_type="application/json")

    assert answer.status_code == 403
    assert answer.json()["code"] == "stale-page"
    assert set(answer.json()) == {"code", "text", "way_out"}


def test_a_machine_brings_its_own_proof_instead(db):
    browser = Client(enforce_csrf_checks=True)

    assert (
        browser.post("/api/rooms/livekit-events", b"", content_type="application/webhook+json").status_code
        == 401
    )


def test_what_is_not_there_is_said_in_json(db, client):
    answer = client.get(f"/api/rooms/{PersonFactory().pk}/state")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"


def test_a_stranger_is_sent_to_sign_in_before_the_body_is_read(db, client):
    answer = client.post("/api/media/assets", "nonsense", content_type="application/json")

    assert answer.status_code == 401
