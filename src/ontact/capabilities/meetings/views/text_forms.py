"""Plain forms of the desk: done, or shown again as they were sent, with what must be changed."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from django import forms
from django.http import HttpRequest

from ontact.capabilities.meetings.models import Meeting
from ontact.commons.rooms.models import Line
from ontact.foundation.errors import RuleBroken

# What one button does; the answer is the form that was not accepted, or nothing.
Act: TypeAlias = Callable[[HttpRequest, Meeting, Line], forms.Form | None]
F = TypeVar("F", bound=forms.Form)


def done(form: forms.Form, deed: Callable[[], object]) -> forms.Form | None:
    """Do what the form asks for. Where a rule says no, its sentence stands in the form, beside what was typed."""
    if not form.is_valid():
        return form
    try:
        deed()
    except RuleBroken as broken:
        form.add_error(None, f"{broken.sentence} {broken.advice}".strip())
        return form
    return None


def as_sent(refused: forms.Form | None, fresh: F) -> F:
    """The form that was refused, if it is this one."""
    return refused if isinstance(refused, type(fresh)) and type(refused) is type(fresh) else fresh
