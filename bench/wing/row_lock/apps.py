"""The way of most registration systems, as a capability of bench/rush: what our book is compared with in the same hall."""

from ontact.foundation.capability import Capability


class RowLock(Capability):
    name = "ontact.capabilities.row_lock"
    label = "row_lock"
    url_prefix = "row-lock/"
