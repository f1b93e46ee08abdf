"""`manage upgrade`: backs the hall up, then brings its tables to the installed release."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from ontact.config import keeping
from ontact.foundation.clock import now


class Command(BaseCommand):
    help = "After fetching a new release: back up, migrate. The hall may stay open; restart it afterwards."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not plan:
            self.stdout.write(f"Nothing to do: the tables are those of release {keeping.release()}.")
            return
        file = Path(settings.VAR) / "backups" / f"before-{keeping.release()}-{now():%Y%m%d-%H%M%S}.tar"
        keeping.back_up(file)
        self.stdout.write(f"Backed up to {file}.")
        try:
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        except DatabaseError as error:
            raise CommandError(
                f"A migration failed ({error}). The hall is as it was up to that step; the state before it is in {file}: "
                "restore it into an empty folder with bin/manage restore, and write to the maintainers."
            ) from error
        self.stdout.write(
            f"{len(plan)} migrations applied. Restart the hall so that it runs the new release."
        )
