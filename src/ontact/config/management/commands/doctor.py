"""`manage doctor`: what is wrong with this hall, why, and what to do."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ontact.config.checkup import ILL, WELL, examine


class Command(BaseCommand):
    help = "Look at everything the hall needs; name cause and remedy of what is wrong. Exit code 1 if something is."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        ill = 0
        for finding in examine():
            self.stdout.write(f"{finding.state:5} {finding.what}")
            if finding.state != WELL:
                self.stdout.write(f"        why:    {finding.cause}\n        remedy: {finding.remedy}")
            ill += finding.state == ILL
        if ill:
            raise CommandError(f"{ill} things are wrong.")
        self.stdout.write("The hall is well.")
