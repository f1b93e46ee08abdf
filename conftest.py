"""What tests of every folder share: a real hall, a real media server, real browsers."""

import pytest
from django.core.cache import cache

pytest_plugins = ["tests.machines", "tests.browsers"]


@pytest.fixture(autouse=True)
def forgetful_cache():
    """What one test kept in mind (the city, a limit of attempts) must not be known to the next."""
    cache.clear()
