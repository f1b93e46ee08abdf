"""`manage demo`: fills the demo city, each package its own part, by its real actions; harmless when repeated."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ontact.foundation.capability import capabilities


class Command(BaseCommand):
    help = "Fill the demo city (only where ONTACT_DEMO=1)."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This hall is not a demo; nothing was changed. bin/run without --empty opens one."
            )
        for capability in capabilities():
            began = time.monotonic()
            capability.demo()
            if options["verbosity"] > 1:
                self.stdout.write(f"{capability.label}: {time.monotonic() - began:.1f} s")
