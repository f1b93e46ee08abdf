"""Who reads a personal calendar: whoever has its address, until its owner revokes it."""

from django.shortcuts import get_object_or_404

from ontact.commons.registrations.models import CalendarAddress
from ontact.foundation.ids import digest


def calendar_door(secret: str) -> CalendarAddress:
    """256 random bits; a revoked address and that of someone who has left do not exist."""
    standing = CalendarAddress.objects.filter(revoked_at=None, person__is_active=True).select_related(
        "person"
    )
    address: CalendarAddress = get_object_or_404(standing, digest=digest(secret))
    return address
