"""What has been told, and what has not arrived."""

from collections import Counter
from collections.abc import Iterable

from django.db import models
from django.db.models import Count, QuerySet

from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Person
from ontact.foundation.clock import now


def sent_about(obj: models.Model, key_prefix: str = "") -> QuerySet[Notice]:
    """All notices about an object, newest first: `notice.person_id`, `.state`, `.trouble` tell a guest's
    state.
    """
    rows: QuerySet[Notice] = Notice.objects.filter(about_type=obj._meta.label_lower, about_id=str(obj.pk))
    return rows.filter(key__startswith=key_prefix).select_related("person").order_by("-created_at")


def known_keys(keys: Iterable[str]) -> set[str]:
    """Those under which something has been told already, or waits to be. One query for each five hundred."""
    wanted = list(keys)
    found: set[str] = set()
    for first in range(0, len(wanted), 500):
        some = Notice.objects.filter(key__in=wanted[first : first + 500])
        found.update(some.values_list("key", flat=True))
    return found


def counts_about(obj: models.Model, key_prefix: str = "") -> Counter[str]:
    """State → how many, of everything sent about an object."""
    rows = sent_about(obj, key_prefix).order_by().values("state").annotate(many=Count("id"))
    return Counter({row["state"]: row["many"] for row in rows})


def unsettled() -> QuerySet[Notice]:
    """What an administrator should see: failed in the last month, or waiting since a failed attempt."""
    failed = models.Q(state=Notice.State.FAILED)
    waiting = models.Q(state=Notice.State.QUEUED)
    rows: QuerySet[Notice] = Notice.objects.filter(failed | waiting)
    return rows.order_by("-created_at")


def is_anything_due() -> bool:
    return Notice.objects.filter(state=Notice.State.QUEUED, due_at__lte=now()).exists()


def counts() -> list[tuple[str, int]]:
    """State in words → how many, of everything; states without any are 0."""
    rows = Notice.objects.order_by().values("state").annotate(many=Count("id"))
    many = {row["state"]: row["many"] for row in rows}
    return [(str(label), many.get(state, 0)) for state, label in Notice.State.choices]


def sent_to(person: Person) -> list[tuple[str, str]]:
    """Day and state of the last fifty mails to a person, in words."""
    mine = Notice.objects.filter(person__in=person.selves()).exclude(address="").order_by("-created_at")
    return [(f"{one.created_at:%Y-%m-%d}", str(one.get_state_display())) for one in mine[:50]]
