"""Templates of the trial letter, and a mail server that can be taken away."""

import pytest
from django.template import engines
from django.utils import translation

from ontact.commons.notices.tests.factories import MailServer

TRIAL = (
    '{% extends "notices/mail/base.txt" %}{% block subject %}Dear {{ reader }}: {{ title }}{% endblock %}'
    '{% block body %}{{ title }} {{ at|date:"H:i" }} {{ base_url }}/pass/{{ token }}/{% endblock %}'
)


@pytest.fixture(autouse=True)
def trial_letter(settings):
    """Adds one template in front of the house's own."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "APP_DIRS": False, "OPTIONS": _with_trial(settings)}]
    engines.__dict__.pop("templates", None)
    engines._engines.clear()
    yield
    engines.__dict__.pop("templates", None)
    engines._engines.clear()


def _with_trial(settings):
    own = ("django.template.loaders.locmem.Loader", {"notices/mail/trial.txt": TRIAL})
    return {
        **settings.TEMPLATES[0]["OPTIONS"],
        "loaders": [own, "django.template.loaders.app_directories.Loader"],
    }


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_BACKEND = f"{MailServer.__module__}.MailServer"
    yield MailServer
    MailServer.is_away, MailServer.breaks_off_at, MailServer.slow_down = False, "", False
    MailServer.turns_away = {}
