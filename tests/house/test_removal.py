"""The drill: a capability's folder is deleted from a copy of the house, and the house stands."""

import shutil

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from tests.house.storeys import ROOT, SOURCE
from tests.house.throwaway import TABLES, contracts, copy_of_the_house, run

CAPABILITIES = sorted(
    folder.name for folder in (ROOT / SOURCE / "capabilities").iterdir() if (folder / "apps.py").exists()
)
# What must still answer, asked inside the copy: pages without the capability, and no address of it left.
STILL_STANDS = """
from django.test import Client
from django_vite.core.asset_loader import DjangoViteAssetLoader
from ontact.config.access import routes
DjangoViteAssetLoader.generate_vite_asset = lambda *path, **more: ""
assert not [route.path for route in routes() if "{name}" in route.path], "an address is left"
client = Client()
for path, status in (("/", 302), ("/calendar/", 200), ("/search/?q=x", 200), ("/help/", 200), ("/health/live", 200)):
    assert client.get(path).status_code == status, (path, client.get(path).status_code)
print("stands")
"""

# A programme that was announced by the folder that is gone: places, account, certificate and open data stay.
PLACES_STAY = """
from datetime import timedelta
from ontact.commons.registrations.actions.certificates import give_certificate
from ontact.commons.registrations.tests.afterwards import a_place, a_programme, first_session
from ontact.foundation.actor import SYSTEM
from ontact.foundation.capability import capabilities
from ontact.foundation.clock import now
programme = a_programme(certificate_from=1)
programme.page = "{prefix}" + str(programme.pk) + "/"
programme.save()
place = a_place(programme)
place.attendances.create(session=first_session(programme), source="roll", minutes=90, counts=True)
paper = give_certificate(place, by=SYSTEM)
for one in capabilities():
    one.rounds(now() + timedelta(minutes=1))
client.force_login(place.person)
mine = "/registrations/places/" + str(place.pk) + "/"
public = ["/registrations/certificates/" + paper.code + "/", "/api/programmes/" + str(programme.pk), "/catalogue/"]
for path in ("/registrations/places/", mine, mine + "story/", mine + "account/", *public, "/my/"):
    assert client.get(path).status_code == 200, (path, client.get(path).status_code)
assert client.get(programme.page).status_code == 404
print("kept")
"""
# Where the programmes of a folder have their pages.
OFFERS_PROGRAMMES = {"live_classes": "/classes/", "library_reading": "/reading/"}


@pytest.mark.slow
@pytest.mark.parametrize("name", CAPABILITIES)
def test_a_capability_is_removed_by_deleting_its_folder(tmp_path, name):
    house = copy_of_the_house(tmp_path)
    shutil.rmtree(house / SOURCE / "capabilities" / name)

    outcome = contracts(house)
    assert outcome.returncode == 0, outcome.stdout[-3000:]
    drill, said = STILL_STANDS.format(name=name), "stands\n"
    if name in OFFERS_PROGRAMMES:
        drill += PLACES_STAY.format(prefix=OFFERS_PROGRAMMES[name])
        said += "kept\n"
    answer = run(house, "-W", "ignore", "-c", TABLES + drill)

    assert answer.stdout == said, answer.stderr[-3000:]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", CAPABILITIES)
def test_its_tables_go_with_what_is_in_them_and_nothing_else_goes(settings, name):
    """The first step of the drill, in a hall in which everything has been used."""
    pytest.importorskip("ontact.capabilities.meetings.tests.factories")
    from tests.house.world import make_world

    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": in_memory}
    make_world()
    own = {model._meta.db_table for model in apps.get_app_config(name).get_models(include_auto_created=True)}
    assert any(rows for table, rows in _rows().items() if table in own)
    before = {table: rows for table, rows in _rows().items() if table not in own}

    try:
        call_command("migrate", name, "zero", verbosity=0)
        left = _rows()
    finally:
        call_command("migrate", name, verbosity=0)

    assert own.isdisjoint(left)
    for changed in ("django_migrations", "django_content_type", "auth_permission"):
        before.pop(changed, None)
        left.pop(changed, None)
    assert left == before


@pytest.mark.slow
def test_a_house_that_still_asks_for_the_folder_falls(tmp_path):
    name = CAPABILITIES[0]
    house = copy_of_the_house(tmp_path)
    shutil.rmtree(house / SOURCE / "capabilities" / name)
    asks = house / SOURCE / "portal" / "queries" / "front.py"
    asks.write_text(f"{asks.read_text()}\nimport ontact.capabilities.{name}.models\n")

    answer = run(house, "-W", "ignore", "-c", TABLES + STILL_STANDS.format(name=name))

    assert answer.stdout != "stands\n"


def test_every_folder_that_offers_programmes_is_in_the_drill():
    found = {name for name in CAPABILITIES if _speaks_of_programmes(name)}

    assert found == set(OFFERS_PROGRAMMES)


def _speaks_of_programmes(name: str) -> bool:
    models = apps.get_app_config(name).get_models()
    return any(
        field.related_model is not None and field.related_model._meta.label == "programmes.Programme"
        for model in models
        for field in model._meta.get_fields()
        if field.concrete
    )


def _rows() -> dict[str, int]:
    """Table → how many rows stand in it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found
