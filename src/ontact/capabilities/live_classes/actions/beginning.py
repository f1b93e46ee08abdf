"""A class begins: from nothing, or as a copy of an earlier one with its themes, terms, places and questions."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from ontact.capabilities.live_classes.models import PREFIX, LiveClass, Theme, ThemedSession
from ontact.commons.people.models import Organisation
from ontact.commons.programmes import actions as programmes
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.publishing import copy_programme
from ontact.foundation.actor import Actor
from ontact.foundation.worded import Worded

AT_ONCE = 200


@transaction.atomic
def begin_class(*, host: Organisation, title: Worded, by: Actor, identity: UUID | None = None) -> LiveClass:
    """A draft; what it says, its dates and its places are made on the pages of its programme. `identity`: of the form,
    so that a second press finds what the first began.
    """
    begun: LiveClass | None = LiveClass.objects.filter(programme=identity, programme__host=host).first()
    if begun is not None:
        return begun
    identity = programmes.free_identity(identity)
    programme = programmes.begin(
        host=host, title=title, page=f"{PREFIX}{identity}/", identity=identity, by=by
    )
    made: LiveClass = LiveClass.objects.create(programme=programme)
    return made


@transaction.atomic
def copy_class(
    *,
    source: Programme,
    host: Organisation,
    days: programmes.NewDays,
    by: Actor,
    identity: UUID | None = None,
) -> LiveClass:
    """With its terms, places, questions and themes, and each lecture in its own. People, materials and rooms are not
    copied. `identity`: of the form.

    Raises what `publishing.copy_programme` raises.
    """
    programme = copy_programme(source=source, host=host, days=days, by=by, identity=identity)
    return kept(LiveClass(programme=programme))


def take_over_copies() -> int:
    """Copies and templates that were made on the pages of programmes get what their sources have. Returns how many."""
    copies = Programme.objects.filter(
        page__startswith=PREFIX, live_class=None, copied_from__live_class__isnull=False
    )
    waiting = list(copies.select_related("copied_from")[:AT_ONCE])
    for programme in waiting:
        kept(LiveClass(programme=programme))
    return len(waiting)


@transaction.atomic
def kept(live_class: LiveClass) -> LiveClass:
    """The row of a class about which something is said for the first time. A copy begins with what its source has."""
    programme = live_class.programme
    earlier = LiveClass.objects.filter(programme=programme.copied_from_id).first()
    said = {"children": earlier.children} if earlier else {}
    row: LiveClass
    row, is_new = LiveClass.objects.get_or_create(programme=programme, defaults=said)
    row.programme = programme
    if earlier is not None and is_new:
        _copy_themes(earlier, row)
    return row


def _copy_themes(earlier: LiveClass, made: LiveClass) -> None:
    """Lectures are matched by their order: the third that was copied is the third of the copy."""
    numbers = {one.pk: place for place, one in enumerate(_copied(earlier.programme))}
    lectures = dict(enumerate(made.programme.sessions.order_by("begins_at", "number")))
    for theme in earlier.themes.prefetch_related("lectures"):
        copy = Theme.objects.create(
            live_class=made, number=theme.number, title=theme.title, summary=theme.summary
        )
        places = [numbers[one.session_id] for one in theme.lectures.all() if one.session_id in numbers]
        ThemedSession.objects.bulk_create(
            ThemedSession(theme=copy, session=lectures[place]) for place in places if place in lectures
        )


def _copied(source: Programme) -> QuerySet[Session]:
    """What was cancelled alone was left out, unless all of it was cancelled."""
    rows: QuerySet[Session] = source.sessions.order_by("begins_at", "number")
    return rows if source.is_cancelled else rows.filter(cancelled_at=None)
