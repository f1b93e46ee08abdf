"""`manage rounds`: the minute's rounds once, for those who would rather use cron than the worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ontact.config.rounds import walk_once


class Command(BaseCommand):
    help = "Send reminders and close what has expired, once. The worker does this each minute by itself."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        failed = walk_once()
        if failed:
            raise CommandError(f"These packages failed; the log says why: {', '.join(failed)}.")
