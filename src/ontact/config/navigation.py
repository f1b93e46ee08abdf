"""What every page's frame shows; injected here so that the base template never looks upwards."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.commons.people.queries import city
from ontact.foundation.capability import capabilities


def frame(request: HttpRequest) -> dict[str, Any]:
    """city, main_nav, my_nav and paths for the header and the footer. One query, cached for a minute."""
    here = request.path
    tiles = sorted((t for c in capabilities() if (t := c.tile())), key=lambda t: t.order)
    nav = [{"label": str(t.title), "path": t.path, "here": here.startswith(t.path)} for t in tiles]
    nav.append({"label": _("Calendar"), "path": reverse("portal:calendar"), "here": here == reverse("portal:calendar")})
    return {
        "demo": settings.DEMO,
        "city": city(),
        "main_nav": nav,
        "paths": {
            "home": reverse("portal:home"),
            "search": reverse("portal:search"),
            "help": reverse("portal:help"),
            "my": reverse("portal:my"),
            "practice": reverse("portal:practice"),
            "sign_in": reverse("account_login"),
            "sign_out": reverse("account_logout"),
        },
    }
