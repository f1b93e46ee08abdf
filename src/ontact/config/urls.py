"""All addresses: what each package announces, mounted by discovery."""

from django.urls import URLPattern, URLResolver, include, path

from ontact.config import health
from ontact.config.api import api
from ontact.foundation.capability import capabilities

handler400 = "ontact.web.refusals.bad_request"
handler403 = "ontact.web.refusals.forbidden"
handler404 = "ontact.web.refusals.not_found"
handler500 = "ontact.web.refusals.server_error"


def _mounted() -> list[URLPattern | URLResolver]:
    return [
        path(config.url_prefix, include(f"{config.name}.urls"))
        for config in capabilities()
        if config.has_pages()
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("api/", api.urls),
    *_mounted(),
    path("accounts/", include("ontact.commons.people.accounts")),
]
