"""What the gallery of components shows."""

from typing import Any

from django.http import HttpRequest


def specimens(request: HttpRequest) -> dict[str, Any]:
    return {}
