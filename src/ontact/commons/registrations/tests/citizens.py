"""What tests of a citizen's pages share: sentences in a language, pages rendered for a reader, children with birthdays."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.timezone import localdate

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.preparing import add_to_household
from ontact.commons.registrations.queries.programme_page import page_of


def sentence(text, language="en", **facts):
    """As a page in this language says it."""
    with translation.override(language):
        words = translation.gettext(text)
    return escape(words % facts if facts else words)


def fresh(programme):
    """As a door gives it: with its host."""
    return Programme.objects.select_related("host").get(pk=programme.pk)


def public_page(rf, programme, person, language="en"):
    """The programme's page as a capability would render it."""
    request = rf.get("/")
    request.user = person
    with translation.override(language):
        return render_to_string(
            "registrations/programme.html", page_of(fresh(programme), person), request=request
        )


def address(name, *args):
    return reverse(f"registrations:{name}", args=args)


def a_reader(**facts):
    """Someone who reads English, so that tests can quote."""
    return PersonFactory(language="en", **facts)


def a_child_of(guardian, *, years=8, name="박나무"):
    """In the household since today; had a birthday half a year ago."""
    today = localdate()
    born_on = (today - timedelta(days=183)).replace(year=today.year - years)
    return add_to_household(guardian=guardian, name=name, born_on=born_on).person
