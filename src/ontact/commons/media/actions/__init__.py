"""Everything that changes files: taking them in, checking them, destroying them."""

from ontact.commons.media.actions.checking import check, check_later, look_after
from ontact.commons.media.actions.receiving import destroy, receive, store_own

__all__ = ["check", "check_later", "destroy", "look_after", "receive", "store_own"]
