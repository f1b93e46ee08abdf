"""Broken rules and failing machines: each error is a class with a sentence, a code and a way out."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    """A rule of the city says no. Shown to the person as a page (or as JSON under /api/).

    `text` and `way_out` may name placeholders; they are filled from the keyword arguments.
    """

    code: str = "rule-broken"
    status: int = 409
    text: str | Promise = _("This cannot be done now.")
    way_out: str | Promise = ""

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.code)

    @property
    def sentence(self) -> str:
        return str(self.text) % self.facts if self.facts else str(self.text)

    @property
    def advice(self) -> str:
        return str(self.way_out) % self.facts if self.facts else str(self.way_out)


class MachineAway(Exception):
    """A machine we need did not answer. Trying again is safe; pages answer 503 with Retry-After."""

    code: str = "machine-away"
    retry_after_s: int = 5
    text: str | Promise = _("A part of the hall is not answering. Please try again in a few seconds.")
