"""Words of the meetings' templates."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from ontact.foundation.worded import Worded
from ontact.web.when import city_words, span_words

register = template.Library()


@register.simple_tag
def span_text(begins: datetime, ends: datetime) -> str:
    """The time in plain words, for mails: in the reader's zone, with the city's clock beside it where it differs."""
    city = city_words(begins, ends)
    words = span_words(begins, ends)
    return _("%(here)s (%(city)s)") % {"here": words, "city": city} if city else words


@register.filter
def in_reader_language(names: dict[str, str]) -> str:
    """A name that was kept with a row, in the language of whoever reads."""
    return str(Worded(next(iter(names), "ko"), names))
