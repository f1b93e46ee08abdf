"""Fields that several forms of the desk share: words in two languages, moments by the host's clock, days left out."""

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.foundation.worded import Worded
from ontact.web.forms import KrdsField
from ontact.web.widgets import Words

MOST_SHUT_DAYS = 200
FIRST_YEAR, LAST_YEAR = 2000, 2100
BETWEEN_DAYS = re.compile(r"[\s,;]+")


class AskedField(KrdsField):
    """Not called optional: one of the two languages is needed, and most write this one."""

    is_optional = False


class EitherLanguage(forms.CharField):
    bound_field_class = AskedField


class DayField(forms.DateField):
    """A day that can be meant: a slip of the keyboard in the year would reach the end of all calendars."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            facts = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise forms.ValidationError(_("The year must lie between %(first)d and %(last)d.") % facts)


class DaysField(forms.CharField):
    """Days as 2027-02-06, one a line or with commas; gives a frozenset of dates."""

    widget = Words

    def clean(self, value: Any) -> Any:
        words = [word for word in BETWEEN_DAYS.split(super().clean(value)) if word]
        if len(words) > MOST_SHUT_DAYS:
            raise forms.ValidationError(
                _("At most %(most)d days can be left out.") % {"most": MOST_SHUT_DAYS}
            )
        return frozenset(_day(word) for word in words)


def worded(clean: Mapping[str, Any], name: str) -> Worded:
    """The two fields name_ko and name_en as one text; Korean is the original where it was written."""
    ko, en = clean.get(f"{name}_ko", "").strip(), clean.get(f"{name}_en", "").strip()
    return Worded.of("ko" if ko or not en else "en", ko=ko, en=en)


def unworded(name: str, words: Worded) -> dict[str, str]:
    """What the two fields show of a text."""
    return {f"{name}_ko": words.texts.get("ko", ""), f"{name}_en": words.texts.get("en", "")}


def joined(clean: Mapping[str, Any], day: str, time: str, zone: tzinfo) -> datetime | None:
    """A day and an hour as one moment by the host's clock; None where either is empty."""
    if clean.get(day) is None or clean.get(time) is None:
        return None
    return datetime.combine(clean[day], clean[time], tzinfo=zone)


def parted(day: str, time: str, moment: datetime | None, zone: tzinfo) -> dict[str, Any]:
    """What the fields for day and hour show of a moment."""
    if moment is None:
        return {}
    local = moment.astimezone(zone)
    return {day: local.date(), time: local.time().replace(second=0, microsecond=0)}


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word.replace(".", "-").rstrip("-"))
    except ValueError as unread:
        raise forms.ValidationError(
            _("“%(word)s” is no day. Write it as 2027-02-06.") % {"word": word[:20]}
        ) from unread
