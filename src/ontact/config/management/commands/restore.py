"""`manage restore <file>`: fills an empty hall from a backup and proves it by counts and hashes."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ontact.config import keeping
from ontact.config.snapshots import ToolMissing


class Command(BaseCommand):
    help = "Fill an empty hall from a backup. A torn or newer backup is refused before anything is touched."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--check", action="store_true", help="only read the backup and say whether it is whole"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            manifest = keeping.examine(file)
            self.stdout.write(f"{file} is whole: made {manifest.made_at} by release {manifest.release}.")
            if options["check"]:
                return
            keeping.put_back(file, manifest)
        except (keeping.Unusable, ToolMissing) as error:
            raise CommandError(str(error)) from error
        rows = sum(table["rows"] for table in manifest.tables.values())
        self.stdout.write(
            f"Restored and proved: {len(manifest.tables)} tables, {rows} rows, {len(manifest.files)} files."
        )
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        self.stdout.write("The tables are up to date. Open the hall with bin/run (or start its services).")
