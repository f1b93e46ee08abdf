"""What an office has in hand of classes."""

from django.db.models import QuerySet

from ontact.capabilities.live_classes.models import PREFIX
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import Programme
from ontact.commons.programmes.queries import Desk, desk


def class_desk(hosts: QuerySet[Organisation]) -> Desk:
    """As the desk of programmes, without those of other capabilities. Five queries."""
    whole = desk(hosts)
    return Desk(
        drafts=_classes(whole.drafts),
        to_be_published=_classes(whole.to_be_published),
        running=_classes(whole.running),
        over=_classes(whole.over),
        templates=_classes(whole.templates),
    )


def _classes(programmes: list[Programme]) -> list[Programme]:
    return [one for one in programmes if one.page.startswith(PREFIX)]
