"""The web process before its first visitor."""

import gc
import sys
from importlib import import_module, reload

import pytest


@pytest.fixture
def unfrozen():
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("unfrozen")
def test_what_stays_for_ever_is_set_apart_with_all_pages_loaded():
    name = "ontact.config.wsgi"
    began = gc.get_freeze_count()

    reload(sys.modules[name]) if name in sys.modules else import_module(name)

    assert gc.get_freeze_count() > began
    assert "ontact.config.urls" in sys.modules
