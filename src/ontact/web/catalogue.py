"""Interface words for the client: Django's own script of translations, from our packages only."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.i18n import JavaScriptCatalog

A_YEAR_S = 365 * 24 * 3600


def our_packages() -> list[str]:
    return [config.name for config in apps.get_app_configs() if config.name.startswith("ontact.")]


def catalogue(request: HttpRequest, language: str) -> HttpResponseBase:
    """The script; kept by browsers for a year under its versioned address."""
    with translation.override(language):
        response = JavaScriptCatalog.as_view(packages=our_packages())(request)
    if request.GET.get("v"):
        patch_cache_control(response, public=True, max_age=A_YEAR_S, immutable=True)
    return response


@lru_cache(maxsize=8)
def catalogue_version(language: str) -> str:
    """Changes when a translation changes; read once a process."""
    seen = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        words = Path(config.path) / "locale" / language / "LC_MESSAGES" / "djangojs.mo"
        if config.name.startswith("ontact.") and words.exists():
            seen.update(words.read_bytes())
    return seen.hexdigest()[:12]
