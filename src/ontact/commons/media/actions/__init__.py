"""Everything that changes files: taking them in, checking them, destroying them; and who has watched a film how far."""

from ontact.commons.media.actions.checking import check, check_later, look_after
from ontact.commons.media.actions.filming import pattern
from ontact.commons.media.actions.receiving import destroy, receive, receive_video, store_own
from ontact.commons.media.actions.viewing import forget_viewings, note_watched

__all__ = [
    "check",
    "check_later",
    "destroy",
    "forget_viewings",
    "look_after",
    "note_watched",
    "pattern",
    "receive",
    "receive_video",
    "store_own",
]
