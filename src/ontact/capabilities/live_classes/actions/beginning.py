"""A class begins: from nothing, or as a copy of an earlier one with its themes."""

from django.db import transaction

from ontact.capabilities.live_classes.models import PREFIX, LiveClass, Theme, ThemedSession
from ontact.commons.people.models import Organisation
from ontact.commons.programmes import actions as programmes
from ontact.commons.programmes.models import Programme, Session
from ontact.foundation.actor import Actor
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded


@transaction.atomic
def begin_class(*, host: Organisation, title: Worded, by: Actor) -> LiveClass:
    """A draft; what it says, its dates and its places are made on the pages of its programme."""
    identity = uuid7()
    programme = programmes.begin(
        host=host, title=title, page=f"{PREFIX}{identity}/", identity=identity, by=by
    )
    made: LiveClass = LiveClass.objects.create(programme=programme)
    return made


@transaction.atomic
def copy_class(*, source: Programme, host: Organisation, days: programmes.NewDays, by: Actor) -> LiveClass:
    """With its themes, and each lecture in its own. People, materials and rooms are not copied.

    Raises what `programmes.copy` raises.
    """
    identity = uuid7()
    programme = programmes.copy(
        source=source, host=host, days=days, page=f"{PREFIX}{identity}/", identity=identity, by=by
    )
    earlier = LiveClass.objects.filter(programme=source).first() or LiveClass(programme=source)
    made: LiveClass = LiveClass.objects.create(programme=programme, children=earlier.children)
    _copy_themes(earlier, made)
    return made


def kept(live_class: LiveClass) -> LiveClass:
    """The row of a class about which something is said for the first time."""
    row: LiveClass
    row, _is_new = LiveClass.objects.get_or_create(programme=live_class.programme)
    row.programme = live_class.programme
    return row


def _copy_themes(earlier: LiveClass, made: LiveClass) -> None:
    """Lectures are matched by their order: the third that took place is the third of the copy."""
    numbers = {
        one.pk: place
        for place, one in enumerate(Session.objects.standing().filter(programme=earlier.programme))
    }
    lectures = dict(enumerate(Session.objects.filter(programme=made.programme)))
    for theme in earlier.themes.prefetch_related("lectures"):
        copy = Theme.objects.create(
            live_class=made, number=theme.number, title=theme.title, summary=theme.summary
        )
        places = [numbers[one.session_id] for one in theme.lectures.all() if one.session_id in numbers]
        ThemedSession.objects.bulk_create(
            ThemedSession(theme=copy, session=lectures[place]) for place in places if place in lectures
        )
