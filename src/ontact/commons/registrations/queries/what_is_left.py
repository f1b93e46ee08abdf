"""What the lists say beside a programme while sign-up is open: how many places are left, or that one would wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.commons.registrations.models import Allotment, Extent, Pool, Terms


@dataclass(frozen=True)
class Left:
    """`count`: places free for whoever signs up now; None: nothing is said."""

    count: int | None = None
    may_wait: bool = False

    @property
    def words(self) -> str:
        if self.count is None:
            return ""
        if self.count:
            return ngettext("%(count)d left", "%(count)d left", self.count) % {"count": self.count}
        return _("Waiting list") if self.may_wait else _("Full")


def left_in(terms: Terms, pools: Iterable[Pool], moment: datetime) -> Left:
    """Nothing before the opening, after the closing, before a draw or a choice, and where sessions have places of their
    own as long as one has some. The terms come with their programme. No query.
    """
    programme = terms.programme
    is_open = programme.opens_at is not None and programme.opens_at <= moment
    is_closed = programme.closes_at is not None and programme.closes_at <= moment
    is_decided = terms.allotment == Allotment.FIRST_COME or terms.drawn_at is not None
    standing = [pool for pool in pools if not pool.is_closed]
    if not standing or not is_open or is_closed or not is_decided or programme.is_cancelled:
        return Left()
    may_wait = terms.waiting_at_most is None or terms.waiting < terms.waiting_at_most
    if terms.extent == Extent.SERIES or all(pool.session_id is None for pool in standing):
        count = 0 if terms.waiting else min(pool.free for pool in standing)
        return Left(count, may_wait)
    return Left() if any(pool.free for pool in standing) else Left(0, may_wait)
