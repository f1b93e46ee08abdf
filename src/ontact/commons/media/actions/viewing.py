"""Noting what somebody has watched: a report brings cells, the clock says how many of them are credited."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.media.engine.watching import RULE_VERSION, Stretch, allowed, cell_count, credit
from ontact.commons.media.models import Asset, Viewing
from ontact.commons.people.models import Person
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

# What counted has been noted elsewhere by then; so long somebody may want to watch on from where they stopped.
KEPT = timedelta(days=180)
AT_ONCE = 500


@transaction.atomic
def note_watched(
    *, asset: Asset, people: Collection[Person], claimed: Collection[Stretch], position_s: int
) -> list[Viewing]:
    """For everybody in front of this screen: the cells claimed, as far as the clock allows. The first report starts it.

    A person has one pair of eyes: what has been reported of another film meanwhile has used up that time.
    """
    return [_note(asset, person, claimed, min(position_s, asset.length_s)) for person in people]


def forget_viewings(people: Iterable[Person]) -> None:
    """Of whoever asks to be forgotten, and of the children in their care."""
    Viewing.objects.filter(person__in=list(people)).delete()


def forget_old_viewings(moment: datetime) -> int:
    """Those of films that nobody has gone on with. Returns how many; signed only where there were any."""
    old = Viewing.objects.filter(reckoned_at__lt=moment - KEPT)
    found = list(old.values_list("pk", flat=True)[:AT_ONCE])
    if found:
        with transaction.atomic():
            Viewing.objects.filter(pk__in=found).delete()
            sign(SYSTEM, "erased what need not be kept", None, viewings=len(found))
    return len(found)


def _note(asset: Asset, person: Person, claimed: Collection[Stretch], position_s: int) -> Viewing:
    moment = now()
    made, is_first = Viewing.objects.get_or_create(
        person=person, asset=asset, defaults={"reckoned_at": moment}
    )
    # Whoever reports twice at once waits here, so that no second is counted twice.
    mine = list(Viewing.objects.filter(person=person).order_by("pk").select_for_update())
    viewing: Viewing = next(one for one in mine if one.pk == made.pk)
    since = moment - max(one.reckoned_at for one in mine)
    allowance_s = 0.0 if is_first else allowed(viewing.allowance_s, since.total_seconds())
    given = credit(int.from_bytes(viewing.cells, "little"), claimed, asset.length_s, allowance_s)
    viewing.cells = given.cells.to_bytes(-(-cell_count(asset.length_s) // 8), "little")
    viewing.allowance_s, viewing.reckoned_at = given.allowance_s, moment
    viewing.position_s, viewing.rule_version = position_s, RULE_VERSION
    viewing.save()
    viewing.asset = asset
    return viewing
