"""The least thing that can be listed."""

from ontact.commons.listings.actions import announce
from ontact.commons.people.tests.factories import OrganisationFactory
from ontact.foundation.worded import Worded


def listed(title="회의", *, obj=None, **facts):
    """Announce some object under a Korean title; facts as for `announce`."""
    return announce(obj or OrganisationFactory(), title=Worded.of("ko", ko=title), page="/x/", **facts)
