"""`manage backup [file]`: one file that holds the whole hall, made while it runs."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ontact.config import keeping
from ontact.config.snapshots import ToolMissing
from ontact.foundation.clock import now


class Command(BaseCommand):
    help = "Copy database, uploaded files and secrets into one file. Keep it as safe as the hall itself."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="default: var/backups/<time>.tar")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"] or Path(settings.VAR) / "backups" / f"{now():%Y%m%d-%H%M%S}.tar"
        try:
            manifest = keeping.back_up(file)
        except ToolMissing as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error.strerror} ({file}).") from error
        rows = sum(table["rows"] for table in manifest.tables.values())
        self.stdout.write(
            f"{file}: {len(manifest.tables)} tables with {rows} rows, {len(manifest.files)} files, "
            f"{file.stat().st_size / 1024**2:.1f} MB"
        )
