"""Every folder is a package of the house, every route has a door, every table about people is answered for."""

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import models
from django.http import Http404, HttpResponse

from ontact.commons.people.models import Person
from ontact.config.access import FenceMiddleware, routes
from ontact.foundation.access import Who, access
from ontact.foundation.capability import Capability, capabilities
from tests.house.storeys import ROOT, SOURCE


def folders_not_registered(root: Path, registered: set[str]) -> list[str]:
    """Folders of commons and capabilities that Django does not know as a Capability."""
    return [
        f"{storey}/{folder.name}"
        for storey in ("commons", "capabilities")
        for folder in sorted((root / SOURCE / storey).iterdir())
        if folder.is_dir()
        and folder.name != "__pycache__"
        and f"ontact.{storey}.{folder.name}" not in registered
    ]


def routes_without_a_door(every) -> list[str]:
    """Routes that declared nothing, or stand open without saying why."""
    return [
        f"{route.method} {route.path}"
        for route in every
        if route.policy is None
        or (route.policy.who in (Who.EVERYONE, Who.MACHINE) and len(route.policy.why) < 15)
    ]


def tables_about_people(every) -> dict[str, set[str]]:
    """Package name → its tables from which a foreign key leads, in one step or through its own tables, to Person."""
    found: dict[str, set[str]] = {}
    for model in every:
        config = apps.get_app_config(model._meta.app_label)
        if isinstance(config, Capability) and _leads_to_person(model, set()):
            found.setdefault(config.name, set()).add(model.__name__)
    return found


def _leads_to_person(model, seen) -> bool:
    if model is Person:
        return True
    seen.add(model)
    for field in model._meta.get_fields():
        if not field.concrete or not field.is_relation or field.related_model is None:
            continue
        same_package = field.related_model._meta.app_label == model._meta.app_label
        if field.related_model is Person:
            return True
        if same_package and field.related_model not in seen and _leads_to_person(field.related_model, seen):
            return True
    return False


def unanswered(about_people: dict[str, set[str]], every) -> list[str]:
    """Packages that keep something about people and leave personal_data or forget to the base class."""
    silent = []
    for capability in every:
        for question in ("personal_data", "forget"):
            left_out = getattr(type(capability), question) is getattr(Capability, question)
            if capability.name in about_people and left_out:
                silent.append(f"{capability.name}.{question}")
    return silent


def test_every_capability_folder_is_registered():
    assert folders_not_registered(ROOT, {capability.name for capability in capabilities()}) == []


def test_a_folder_that_vanished_is_found(plant):
    house = plant("capabilities/shows/__init__.py", "")
    registered = {f"ontact.commons.{name}" for name in ("journal", "people", "rooms", "interviews")}
    registered |= {"ontact.capabilities.meetings", "ontact.capabilities.kiosk"}

    assert folders_not_registered(house, registered) == ["capabilities/shows"]


def test_a_class_imported_by_name_does_not_make_a_capability_vanish():
    """Django falls back to a plain AppConfig when it finds two defaults; the base class is none."""
    assert not Capability.default
    for capability in capabilities():
        assert type(capability).__dict__["default"], capability.name


def test_every_package_does_more_than_exist():
    """A folder's right to exist: a rule, a page or a table of its own."""
    for capability in capabilities():
        home = Path(import_module(capability.name).__path__[0])
        assert any((home / part).exists() for part in ("models.py", "models", "urls.py", "actions.py")), home


def test_every_capability_says_what_it_is_keeps_and_how_it_is_removed():
    for folder in (ROOT / SOURCE / "capabilities").iterdir():
        if (folder / "apps.py").exists():
            words = (folder / "README.md").read_text().lower()
            assert "remov" in words, folder
            assert "data" in words or "keeps" in words, folder


def test_every_route_has_a_door():
    assert routes_without_a_door(routes()) == []


def test_a_route_without_a_door_is_found():
    open_door = SimpleNamespace(method="*", path="/x/", policy=None)
    wordless = SimpleNamespace(
        method="*", path="/y/", policy=SimpleNamespace(who=Who.EVERYONE, why="why not")
    )

    assert routes_without_a_door([open_door, wordless]) == ["* /x/", "* /y/"]


def test_a_view_without_a_policy_does_not_answer(rf):
    fence = FenceMiddleware(lambda request: HttpResponse())

    with pytest.raises(Http404):
        fence.process_view(rf.get("/x/"), lambda request: HttpResponse(), (), {})


def test_an_open_door_must_say_why():
    with pytest.raises(ValueError, match="why"):
        access(Who.EVERYONE)


def test_every_table_with_a_link_to_a_person_is_answered_for():
    assert unanswered(tables_about_people(apps.get_models()), capabilities()) == []


def test_a_package_that_keeps_silent_about_people_is_found():
    class Silent(Capability):
        name = "ontact.commons.people"

        def __init__(self):
            """Only its class is asked."""

    about = tables_about_people([Person])

    assert about == {"ontact.commons.people": {"Person"}}
    assert unanswered(about, [Silent()]) == [
        "ontact.commons.people.personal_data",
        "ontact.commons.people.forget",
    ]


def test_a_table_that_reaches_people_through_another_of_its_package_is_seen():
    about = tables_about_people(apps.get_models())

    assert {"Seat", "Sitting", "Line"} & about["ontact.commons.rooms"] >= {"Sitting"}
    assert all(issubclass(model, models.Model) for model in apps.get_models())
