"""Who gets what: every route × stranger, guests, citizen, clerks, chair, administrator, against the reviewed tables.

`WRITE_ACCESS=1` writes the tables anew; read the difference before it is kept.
"""

import os
from collections import defaultdict

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from ontact.commons.media.access import stamp_for
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.people.tests.factories import CityFactory, MembershipFactory
from ontact.commons.records.tests.factories import RecordFactory
from ontact.commons.rooms.models import ChatLine
from ontact.commons.rooms.tests.factories import PassFactory
from ontact.config.access import routes
from ontact.foundation.clock import now
from tests.house.matrix import CAST, HEAD, lines_for, owner, table_of

ROUTES = defaultdict(list)
for _route in routes():
    ROUTES[owner(_route)].append(_route)


@pytest.fixture
def world(db, settings, tmp_path):
    """A closed meeting in session, another one, and everyone who may come near them."""
    meetings = pytest.importorskip("ontact.capabilities.meetings.tests.factories")
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    cache.clear()
    CityFactory()
    return meetings, meetings.cast_around(meetings.a_meeting_in_session(is_public=False))


def facts_of(meetings, cast):
    """Something real for each name in an address or in the body of a call."""
    meeting = cast.meeting
    seat = meetings.seat_of(meeting, place=1)
    asset = AssetFactory()
    item = meeting.items.first()
    facts = {"meeting": meeting, "item": item, "participant": meeting.participants.last(), "asset": asset}
    facts |= {
        "closed_meeting": meetings.a_closed_meeting(by=cast.clerk, host=meeting.host, is_public=False),
        "paper": apps.get_model("meetings", "Paper").objects.create(item=item, asset=asset),
        "vote": apps.get_model("meetings", "Vote").objects.create(
            meeting=meeting, motion="x", entitled=[str(seat.pk)]
        ),
        "room": meeting.room,
        "seat": seat,
        "line": ChatLine.objects.create(room=meeting.room, seat=seat, name="x", text="x"),
        "organisation": meeting.host,
        "membership": MembershipFactory(),
        "record": RecordFactory(),
    }
    return {f"{name}_id": thing.pk for name, thing in facts.items()} | {
        "secret": PassFactory(seat=seat).secret,
        "stamp": stamp_for(asset.pk, now()),
        "file_format": "pdf",
        "name": asset.name,
        "number": 1,
        "language": "ko",
        "letter_id": "none",
        "pk": 1,
    }


def browsers_of(meetings, cast):
    browsers = {who: cast.enter(Client(), who) for who in CAST}
    meetings.go_inside(browsers["clerk"], cast.meeting, meetings.Part.CLERK)
    return browsers


@pytest.mark.slow
def test_everyone_gets_what_the_tables_say(world):
    meetings, cast = world
    facts, browsers = facts_of(meetings, cast), browsers_of(meetings, cast)
    head = f"{HEAD}method\tpath\tpolicy\t" + "\t".join(CAST)
    changed = []
    for package, its_routes in sorted(ROUTES.items()):
        table = "\n".join([head, *lines_for(its_routes, facts, browsers)]) + "\n"
        assert "BROKEN" not in table, table
        if os.environ.get("WRITE_ACCESS"):
            table_of(package).write_text(table)
        if not table_of(package).exists() or table_of(package).read_text() != table:
            changed.append(table)

    assert changed == []


def test_every_package_has_its_table():
    assert [package for package in ROUTES if not table_of(package).exists()] == []
