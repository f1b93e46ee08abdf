"""`manage words`: compiles the catalogues; `--collect` brings them up to date; `--check` says what is missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ontact.config import sentences, words


class Command(BaseCommand):
    help = "Compile the Korean words; --collect first gathers all sentences; --check names what lacks Korean."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--collect", action="store_true", help="write new sentences into the catalogues")
        parser.add_argument("--check", action="store_true", help="fail where a sentence has no Korean")
        parser.add_argument("package", nargs="*", help="e.g. meetings rooms; all if none is named")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        if options["collect"]:
            self._collect(options["package"])
        self.stdout.write(f"{words.compile_all()} catalogues compiled.")

    def _collect(self, names: list[str]) -> None:
        for package in sentences.packages():
            if names and package.name not in names:
                continue
            for domain in ("django", "djangojs"):
                waiting = sentences.collect(package, domain)
                if waiting:
                    file = sentences.catalogue_of(package, domain).relative_to(words.HOUSE)
                    self.stdout.write(f"{file}: {waiting} sentences wait for Korean")

    def _check(self) -> None:
        found = list(sentences.complaints())
        if found:
            raise CommandError(f"{len(found)} complaints about words:\n  " + "\n  ".join(found))
        self.stdout.write("Every sentence has its Korean.")
