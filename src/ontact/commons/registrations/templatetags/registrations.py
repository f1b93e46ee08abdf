"""Words of the letters about places."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from ontact.web.when import city_words, span_words

register = template.Library()


@register.simple_tag
def span_text(begins: datetime, ends: datetime) -> str:
    """The time in plain words: in the reader's zone, with the city's clock beside it where it differs."""
    city = city_words(begins, ends)
    words = span_words(begins, ends)
    return _("%(here)s (%(city)s)") % {"here": words, "city": city} if city else words
