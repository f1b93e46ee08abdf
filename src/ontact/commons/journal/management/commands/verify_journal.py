"""Recomputes the journal's chain and says where it breaks; exit code 1 when it does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ontact.commons.journal.queries import verify_chain


class Command(BaseCommand):
    help = "Prove that no sealed line of the journal has been altered, deleted or put in."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify_chain()
        for one in verdict.breaks:
            self.stderr.write(
                f"batch {one.batch}: {one.sentence} {' '.join(str(entry) for entry in one.entries[:20])}"
            )
        counts = f"{verdict.batches} batches, {verdict.entries} entries sealed, {verdict.waiting} waiting"
        if not verdict.holds:
            raise CommandError(f"The chain is broken: {counts}.")
        self.stdout.write(f"The chain holds: {counts}. Last digest {verdict.last_digest}")
