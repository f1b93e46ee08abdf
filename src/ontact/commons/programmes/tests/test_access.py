"""Who sees drafts and who may prepare: the cast at each door."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from ontact.commons.people.models import Membership
from ontact.commons.people.tests.factories import CityFactory, cast_of
from ontact.commons.programmes.access import (
    copyable_by,
    hosts_for,
    may_edit,
    programme_door,
    session_door,
    templates_for,
)
from ontact.commons.programmes.tests.factories import (
    DAY,
    MONDAY,
    LibraryFactory,
    ProgrammeFactory,
    a_programme,
    nth,
)

pytestmark = pytest.mark.django_db
SEEN, REFUSED, ABSENT = "seen", "refused", "absent"


def answer(door, *args, **wishes):
    try:
        door(*args, **wishes)
    except PermissionDenied:
        return REFUSED
    except Http404:
        return ABSENT
    return SEEN


def reader(cast, who):
    return cast[who] or AnonymousUser()


@pytest.mark.parametrize(
    ("who", "published", "published_to_edit", "draft"),
    [
        ("insider", SEEN, SEEN, SEEN),
        ("administrator", SEEN, SEEN, SEEN),
        ("colleague", SEEN, REFUSED, ABSENT),
        ("stranger", SEEN, REFUSED, ABSENT),
        ("nobody", SEEN, REFUSED, ABSENT),
    ],
)
def test_who_comes_through_the_doors(who, published, published_to_edit, draft):
    library = LibraryFactory()
    person = reader(cast_of(library, role=Membership.Role.OFFICER), who)
    shown, hidden = a_programme(host=library), a_programme(host=library, publishes_at=MONDAY + DAY)

    for door, one, other in (
        (programme_door, shown.pk, hidden.pk),
        (session_door, nth(shown, 1).pk, nth(hidden, 1).pk),
    ):
        assert answer(door, person, one) == published
        assert answer(door, person, one, to_edit=True) == published_to_edit
        assert answer(door, person, other, to_edit=True) == draft


def test_an_officer_prepares_what_their_own_office_holds():
    cast = cast_of(LibraryFactory())
    own, other = ProgrammeFactory(host=cast.organisation), ProgrammeFactory()

    assert [may_edit(cast.insider, one) for one in (own, other)] == [True, False]
    assert list(hosts_for(cast.insider)) == [cast.organisation]
    assert list(copyable_by(cast.insider)) == [own]
    assert not hosts_for(AnonymousUser()).exists()


def test_templates_of_the_city_are_for_everyone_who_works_for_it():
    cast = cast_of(LibraryFactory())
    own = ProgrammeFactory(host=cast.organisation, is_template=True)
    citys = ProgrammeFactory(host=CityFactory(), is_template=True)
    ProgrammeFactory(is_template=True)

    assert set(templates_for(cast.insider)) == {own, citys}
    assert list(templates_for(cast.colleague)) == [citys]
    assert not templates_for(cast.stranger).exists()
