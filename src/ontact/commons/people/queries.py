"""Reads of people and organisations worth a name."""

from ontact.commons.people.models import Organisation


def city() -> Organisation | None:
    """The city of this hall; None before it has been set up."""
    return Organisation.objects.filter(kind=Organisation.Kind.CITY).first()
