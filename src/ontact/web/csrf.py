"""Form tokens on a site that never sends a referrer.

Under `Referrer-Policy: no-referrer` browsers send `Origin: null` with our own forms and no Referer,
which Django takes for a stranger's. The browser's own word about where a request comes from
(Sec-Fetch-Site) cannot be set by scripts and says it better. The token is compared in every case.
"""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class FormTokenMiddleware(CsrfViewMiddleware):
    """In settings.MIDDLEWARE instead of Django's CsrfViewMiddleware."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META.get("HTTP_ORIGIN") == "null":
            return _is_ours(request)
        return bool(_django(self)._origin_verified(request))

    def _check_referer(self, request: HttpRequest) -> None:
        if "HTTP_REFERER" not in request.META and _is_ours(request):
            return
        _django(self)._check_referer(request)


def _django(middleware: FormTokenMiddleware) -> Any:
    """Django's own part; its two checks are not in the type stubs."""
    return super(FormTokenMiddleware, middleware)


def _is_ours(request: HttpRequest) -> bool:
    """Browsers from before 2023 say nothing here; then the token alone decides."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
