"""The tests of web need no other package: their own addresses, their own frame."""

import copy

import pytest

FRAME = "ontact.config.navigation.frame"


@pytest.fixture(autouse=True)
def _only_the_look(settings):
    settings.ROOT_URLCONF = "ontact.web.tests.routes"
    templates = copy.deepcopy(settings.TEMPLATES)
    processors = templates[0]["OPTIONS"]["context_processors"]
    processors[processors.index(FRAME)] = "ontact.web.tests.routes.frame"
    settings.TEMPLATES = templates
