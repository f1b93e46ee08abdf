"""Time zones as people choose them: the likely ones first, then the whole world."""

from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

LIKELY = [
    "Asia/Seoul",
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Ho_Chi_Minh",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "UTC",
]
REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@lru_cache(maxsize=1)
def _zones() -> list[str]:
    return sorted(zone for zone in available_timezones() if zone.startswith(REGIONS))


def zone_choices() -> list[tuple[Any, Any]]:
    return [
        (_("Often chosen"), [(zone, zone) for zone in LIKELY]),
        (_("All"), [(zone, zone) for zone in _zones()]),
    ]


def zone_field(**kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=zone_choices, initial="Asia/Seoul", **kwargs)
