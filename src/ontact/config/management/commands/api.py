"""`manage api`: writes docs/api from the code."""

from typing import Any

from django.core.management.base import BaseCommand

from ontact.config.described import pages
from ontact.config.env import ROOT


class Command(BaseCommand):
    help = "Write docs/api/openapi.json and docs/api/README.md as the code describes the API."

    def handle(self, *args: Any, **options: Any) -> None:
        for file, text in pages().items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            self.stdout.write(f"{file.relative_to(ROOT)} written")
