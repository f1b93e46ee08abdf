"""Tokens and permission sets: one function builds the whole set, because what is left out is taken away.

livekit.api is imported inside the functions (slow): it costs each process that mints no token 1.5 s.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from ontact.commons.rooms.engine.words import Grant, Guest
from ontact.foundation.clock import now

TOKEN_LIFE = timedelta(minutes=10)
# Our word → LiveKit's track sources.
SOURCES = {
    "microphone": ("MICROPHONE",),
    "camera": ("CAMERA",),
    "screen_share": ("SCREEN_SHARE", "SCREEN_SHARE_AUDIO"),
}


@dataclass(frozen=True)
class Ticket:
    token: str
    expires_at: datetime


def ticket(room: str, guest: Guest) -> Ticket:
    """A token for one room and one identity, good for joining within ten minutes.

    The media server hands a connected client refreshed ones; who must go is removed by the usher.
    """
    from livekit import api  # slow

    whole = permission(guest.grant)
    grants = api.VideoGrants(
        room_join=True,
        room=room,
        can_publish=whole.can_publish,
        can_publish_sources=[api.TrackSource.Name(s).lower() for s in whole.can_publish_sources],
        can_publish_data=whole.can_publish_data,
        can_subscribe=whole.can_subscribe,
        can_update_own_metadata=whole.can_update_metadata,
        can_subscribe_metrics=whole.can_subscribe_metrics,
        hidden=whole.hidden,
    )
    token = (
        api.AccessToken(settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET)
        .with_identity(guest.identity)
        .with_name(guest.name)
        .with_attributes(guest.attributes)
        .with_grants(grants)
        .with_ttl(TOKEN_LIFE)
        .to_jwt()
    )
    return Ticket(token, now() + TOKEN_LIFE)


def permission(grant: Grant) -> Any:
    """The whole permission set of a guest. Nobody publishes data: calls go to our own API.

    LiveKit reads an empty list of sources as "all sources", so without any source publishing as such is refused.
    """
    from livekit import api  # slow

    allowed = [source for word, found in SOURCES.items() if getattr(grant, word) for source in found]
    return api.ParticipantPermission(
        can_subscribe=True,
        can_publish=bool(allowed),
        can_publish_sources=allowed,
        can_publish_data=False,
        can_update_metadata=False,
        can_subscribe_metrics=False,
        hidden=False,
    )


def grant_in(permission: Any) -> Grant:
    """What a permission set, as LiveKit reports it, lets someone do."""
    from livekit import api  # slow

    allowed = {api.TrackSource.Name(source) for source in permission.can_publish_sources}
    every = permission.can_publish and not allowed
    return Grant(
        **{
            word: permission.can_publish and (every or allowed.issuperset(found))
            for word, found in SOURCES.items()
        }
    )
