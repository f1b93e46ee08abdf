"""What every page's frame shows; injected here so that the base template never looks upwards."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.commons.people.queries import city
from ontact.foundation.capability import capabilities


def frame(request: HttpRequest) -> dict[str, Any]:
    """city, main_nav and paths for the header and the footer. Costs one query."""
    return {
        "demo": settings.DEMO,
        "official": settings.OFFICIAL,
        "city": city(),
        "main_nav": _main_nav(request.path),
        "paths": _paths(),
    }


def _main_nav(here: str) -> list[dict[str, Any]]:
    """What the city can do, then all programmes of all houses, and the calendar."""
    tiles = sorted((tile for c in capabilities() if (tile := c.tile())), key=lambda tile: tile.order)
    nav = [
        {"label": str(tile.title), "path": tile.path, "here": here.startswith(tile.path)} for tile in tiles
    ]
    catalogue, calendar = reverse("portal:catalogue"), reverse("portal:calendar")
    return [
        *nav,
        {"label": _("Programmes"), "path": catalogue, "here": here.startswith(catalogue)},
        {"label": _("Calendar"), "path": calendar, "here": here == calendar},
    ]


def _paths() -> dict[str, str]:
    pages = ("home", "search", "help", "my", "practice")
    paths = {page: reverse(f"portal:{page}") for page in pages}
    paths |= {"sign_in": reverse("account_login"), "sign_out": reverse("account_logout")}
    if settings.DEMO:
        paths |= {"demo_sign_in": reverse("portal:demo-sign-in"), "outbox": reverse("portal:demo-outbox")}
    return paths
