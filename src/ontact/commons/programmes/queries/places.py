"""Places in a list by time: a page goes on from the row that was last seen, whatever has come or gone since."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Place = tuple[datetime, UUID]


def token_of(begins_at: datetime, pk: UUID) -> str:
    return f"{(begins_at - EPOCH) // MICROSECOND}.{pk.hex}"


def place_in(token: str) -> Place | None:
    """None for what nobody gave out."""
    micros, _dot, key = token.partition(".")
    try:
        return EPOCH + int(micros) * MICROSECOND, UUID(hex=key)
    except (ValueError, OverflowError):
        return None


def beyond(place: Place, *, backwards: bool = False) -> Q:
    """What comes after the place in the order (begins_at, id), or before it; the index by beginning finds both."""
    begins_at, pk = place
    if backwards:
        return Q(begins_at__lte=begins_at) & (Q(begins_at__lt=begins_at) | Q(id__lt=pk))
    return Q(begins_at__gte=begins_at) & (Q(begins_at__gt=begins_at) | Q(id__gt=pk))
