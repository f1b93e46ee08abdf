"""Who gets what: every route × stranger, guests, citizen, clerks, chair, administrator, against the reviewed tables.

`WRITE_ACCESS=1` writes the tables anew; read the difference before it is kept.
"""

import os
from collections import defaultdict

import pytest

from ontact.config.access import routes
from tests.house.matrix import CAST, HEAD, lines_for, owner, table_of

ROUTES = defaultdict(list)
for _route in routes():
    ROUTES[owner(_route)].append(_route)


@pytest.fixture
def world(db, settings):
    # It stands on meetings; when they are removed, it is built on another capability.
    pytest.importorskip("ontact.capabilities.meetings.tests.factories")
    from tests.house.world import make_world

    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": in_memory}
    return make_world()


@pytest.mark.slow
def test_everyone_gets_what_the_tables_say(world):
    head = f"{HEAD}method\tpath\tpolicy\t" + "\t".join(CAST)
    changed = []
    for package, its_routes in sorted(ROUTES.items()):
        table = "\n".join([head, *lines_for(its_routes, world.facts, world.browsers)]) + "\n"
        assert "BROKEN" not in table, table
        if os.environ.get("WRITE_ACCESS"):
            table_of(package).write_text(table)
        if not table_of(package).exists() or table_of(package).read_text() != table:
            changed.append(table)

    assert changed == []


def test_every_package_has_its_table():
    assert [package for package in ROUTES if not table_of(package).exists()] == []
