"""Places and other things that run out: set up freely before anybody signs up, afterwards changed by the book only."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.desk import resize
from ontact.commons.registrations.actions.terms import hold_terms
from ontact.commons.registrations.models import Pool
from ontact.commons.registrations.queries.fixed import has_begun, why_pools_are_fixed
from ontact.foundation.actor import Actor
from ontact.foundation.errors import RuleBroken


class PoolsFixed(RuleBroken):
    code = "pools-fixed"
    text = "%(why)s"
    way_out = _("The desk releases the places kept for it; everything else waits for the next programme.")


class PoolClosed(RuleBroken):
    code = "pool-closed"
    text = _("These places belong to a session that has been cancelled.")
    way_out = _("Change the places of the sessions that take place.")


class PoolNameTaken(RuleBroken):
    code = "pool-name-taken"
    text = _("Places of this name stand here already.")
    way_out = _("Change their number, or choose another name.")


class MoreKeptThanPlaces(RuleBroken):
    code = "more-kept-than-places"
    status = 422
    text = _("More places are kept for the desk than there are.")
    way_out = _("Change one of the two numbers.")


@transaction.atomic
def add_pools(
    *,
    programme: Programme,
    sessions: Sequence[Session | None],
    name: str,
    capacity: int,
    kept: int = 0,
    by: Actor,
) -> list[Pool]:
    """For each of these sessions; None stands for the whole series.

    Raises:
        PoolsFixed: people have signed up.
        PoolNameTaken: one of them has places of this name.
        MoreKeptThanPlaces.
    """
    terms = hold_terms(programme)
    if why := why_pools_are_fixed(terms):
        raise PoolsFixed(why=why)
    _check_kept(capacity, kept)
    for session in sessions:
        if Pool.objects.filter(programme=programme, session=session, name=name).exists():
            raise PoolNameTaken
    made = [
        Pool(programme=programme, session=session, name=name, capacity=capacity, kept=kept)
        for session in sessions
    ]
    Pool.objects.bulk_create(made)
    if made:
        sign(by, "set up places", programme, capacity=capacity, kept=kept, pools=len(made))
    return made


@transaction.atomic
def change_pool(*, pool: Pool, name: str, capacity: int, kept: int, key: UUID, by: Actor) -> Pool:
    """Once the book has begun its capacity is changed by a line of it. `key`: of the form.

    Raises:
        FewerThanTaken: nobody is dropped in silence.
        PoolsFixed: the number kept for the desk is the book's.
        PoolClosed, PoolNameTaken, MoreKeptThanPlaces.
    """
    terms = hold_terms(pool.programme)
    held: Pool = Pool.objects.select_related("programme").get(pk=pool.pk)
    if held.is_closed:
        raise PoolClosed
    twins = Pool.objects.filter(programme=held.programme, session=held.session_id, name=name)
    if twins.exclude(pk=held.pk).exists():
        raise PoolNameTaken
    if held.name != name:
        held.name = name
        held.save(update_fields=["name"])
    if (held.capacity, held.kept) == (capacity, kept):
        return held
    if has_begun(terms):
        if held.kept != kept:
            raise PoolsFixed(why=why_pools_are_fixed(terms))
        resize(pool=held, capacity=capacity, key=key, by=by)
        return held
    _check_kept(capacity, kept)
    held.capacity, held.kept = capacity, kept
    held.save(update_fields=["capacity", "kept"])
    sign(by, "changed the places", held.programme, pool=held.pk, capacity=capacity, kept=kept)
    return held


@transaction.atomic
def remove_pool(*, pool: Pool, by: Actor) -> None:
    """Raises PoolsFixed once people have signed up. Harmless when repeated."""
    terms = hold_terms(pool.programme)
    if why := why_pools_are_fixed(terms):
        raise PoolsFixed(why=why)
    gone, _tables = Pool.objects.filter(pk=pool.pk).delete()
    if gone:
        sign(by, "took places away", pool.programme, capacity=pool.capacity)


def _check_kept(capacity: int, kept: int) -> None:
    if kept > capacity:
        raise MoreKeptThanPlaces
