"""The front door's tests speak English and start with an empty cache; the city stands unless a test says otherwise."""

import pytest
from django.core.cache import cache

from ontact.commons.people.tests.factories import CityFactory


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.LANGUAGE_CODE = "en"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def city(db):
    return CityFactory(telephone="1899-0000")
