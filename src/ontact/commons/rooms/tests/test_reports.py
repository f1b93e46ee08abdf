"""Reports of LiveKit: proved by their signature, kept once."""

import json

import pytest

from ontact.commons.rooms.engine import webhook
from ontact.commons.rooms.models import Inbox
from ontact.commons.rooms.tests.factories import RoomFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return RoomFactory(broadcast=True)


def test_reports_are_proved_and_read():
    body = json.dumps({
        "id": "EV_1", "event": "participant_joined", "createdAt": "1700000000",
        "room": {"sid": "RM_1", "name": "room-1"},
        "participant": {"sid": "PA_1", "identity": "x", "joinedAt": "1700000000", "joinedAtMs": "1700000000250"},
    }).encode()  # fmt: skip
    word = webhook.read(body, webhook.sign(body))
    assert (word.sid, word.room, word.joined_at.microsecond) == ("PA_1", "room-1", 250000)


@pytest.mark.parametrize("damage", ["body", "secret", "none"])
def test_reports_of_others_are_refused(damage):
    body = b'{"id": "EV_1", "event": "room_started", "createdAt": "1"}'
    signature = {
        "body": webhook.sign(b"{}"),
        "secret": webhook.sign(body, secret="another-secret-another-secret-another"),
        "none": "",
    }[damage]
    with pytest.raises(webhook.NotFromLiveKit):
        webhook.read(body, signature)


@pytest.mark.parametrize("signed", [True, False])
def test_the_endpoint_keeps_a_report_once(client, room, signed):
    body = json.dumps({
        "id": "EV_1", "event": "participant_left", "createdAt": "1700000000", "room": {"name": room.livekit_name},
        "participant": {"sid": "PA_1", "identity": "x", "joinedAt": "1700000000"},
    }).encode()  # fmt: skip
    headers = {"Authorization": webhook.sign(body) if signed else "Bearer x"}
    for _ in range(2):
        answer = client.post(
            "/api/rooms/livekit-events", body, content_type="application/webhook+json", headers=headers
        )
    assert answer.status_code == (200 if signed else 401)
    assert Inbox.objects.count() == int(signed)
