"""Sentences are compared in English; pages speak the language of whoever looks at them."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield
