"""A Monday in January, 09:00 in Seoul; sentences are compared in English."""

import pytest
from django.utils import translation

from ontact.commons.people.tests.factories import CityFactory
from ontact.commons.programmes.tests.factories import MONDAY
from ontact.foundation.clock import moved_to


@pytest.fixture(autouse=True)
def on_monday(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"), moved_to(MONDAY):
        yield


@pytest.fixture
def city(db):
    return CityFactory()
