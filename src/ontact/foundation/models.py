"""What every kept row has: an identity that sorts by time, and its birth."""

from typing import Any

from django.db import connection, models, transaction

from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7


class KeptQuerySet(models.QuerySet[Any]):
    def locked(self, pk: Any) -> Any:
        """The row, held until the transaction ends.

        FOR UPDATE on PostgreSQL; on SQLite the IMMEDIATE transaction already holds the one writer's place.
        Must be called inside a transaction.
        """
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("locked() needs a transaction")
        if connection.features.has_select_for_update:
            return self.select_for_update(of=("self",)).get(pk=pk)
        return self.get(pk=pk)


class Kept(models.Model):
    """Base of every table that people's acts leave behind."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True
