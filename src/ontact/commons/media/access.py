"""Who may: an address with a stamp opens one file for some hours; the uploader may ask how the check goes."""

import hmac
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.crypto import salted_hmac
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext_lazy as _

from ontact.commons.media.models import Asset
from ontact.commons.people.models import Person
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken

# It stands in a room's state for a whole day of meetings.
LIFETIME = timedelta(hours=12)
# For an hour everyone gets the same address, so that it can be cached.
ROUNDED_TO_S = 3600
SIGNATURE_LENGTH = 32  # hex digits: 128 bits


class AddressExpired(RuleBroken):
    code = "address-expired"
    status = 410
    text = _("This address for the file is no longer valid.")
    way_out = _("Go back to the page where you found it and load it again; it will have a new address.")


def stamp_for(asset_id: UUID, moment: datetime) -> str:
    """`<expiry in base 36>.<signature>`: the part of a path that opens this one file until then."""
    ends_s = int((moment + LIFETIME).timestamp())
    expiry = int_to_base36(-(-ends_s // ROUNDED_TO_S) * ROUNDED_TO_S)
    return f"{expiry}.{_signature(asset_id, expiry)}"


def asset_door(stamp: str, asset_id: UUID) -> Asset:
    """A file by its stamped address: ready ones only.

    Raises:
        AddressExpired: the stamp is ours, but its time is over.
    """
    expiry, _dot, signature = stamp.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(asset_id, expiry).encode()):
        raise Http404
    if datetime.fromtimestamp(base36_to_int(expiry), UTC) < now():
        raise AddressExpired
    return get_object_or_404(Asset, pk=asset_id, state=Asset.State.READY)


def uploader_door(person: Person, asset_id: UUID) -> Asset:
    """What someone uploaded is nobody else's business until a capability shows it."""
    return get_object_or_404(Asset, pk=asset_id, uploaded_by=person)


def _signature(asset_id: UUID, expiry: str) -> str:
    return salted_hmac("ontact.media.address", f"{asset_id}:{expiry}", algorithm="sha256").hexdigest()[
        :SIGNATURE_LENGTH
    ]
