"""Words of the letters about places, and where a page of the desk stands."""

from datetime import datetime

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.commons.programmes.models import Programme
from ontact.web.when import city_words, span_words

register = template.Library()


@register.simple_tag
def span_text(begins: datetime, ends: datetime) -> str:
    """The time in plain words: in the reader's zone, with the city's clock beside it where it differs."""
    city = city_words(begins, ends)
    words = span_words(begins, ends)
    return _("%(here)s (%(city)s)") % {"here": words, "city": city} if city else words


@register.simple_tag
def desk_crumbs(programme: Programme, title: str) -> list[dict[str, str]]:
    """My programmes → this one → its desk of places → the page itself."""
    crumbs = [
        (_("Programmes to prepare"), reverse("registrations:making_list")),
        (str(programme.title), reverse("registrations:making", args=[programme.pk])),
        (_("Desk of places"), reverse("registrations:desk", args=[programme.pk])),
        (title, ""),
    ]
    if title == crumbs[2][0]:
        del crumbs[2]
    return [{"label": label, "href": href} for label, href in crumbs]
