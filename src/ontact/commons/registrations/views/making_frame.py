"""The frame of every page on which a programme is made: where it stands, its one form or question, and the lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.commons.people.access import signed_in
from ontact.commons.programmes.errors import AlreadyCancelled
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.making import making_door
from ontact.commons.registrations.actions.terms import hold_terms
from ontact.foundation.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    return signed_in(request).actor()


@contextmanager
def at_work(request: HttpRequest, programme: Programme) -> Iterator[Programme]:
    """Whoever sends something has the programme as it stands now, and nobody else changes it until it is answered.

    Raises:
        AlreadyCancelled: nothing of a cancelled programme changes any more.
        Http404: somebody else has thrown the draft away.
    """
    if programme.is_cancelled:
        raise AlreadyCancelled
    if request.method != "POST":
        yield programme
        return
    with transaction.atomic():
        if not Programme.objects.filter(pk=programme.pk).exists():
            raise Http404
        held = hold_terms(programme).programme
        held.host = programme.host
        yield held


def is_gone(request: HttpRequest, programme_id: UUID, rows: QuerySet[Any], pk: UUID) -> bool:
    """Whether the first of two presses, or another officer, has taken it away already: then there is nothing left to do."""
    making_door(request, programme_id)
    return request.method == "POST" and not rows.filter(pk=pk).exists()


def page_of(programme: Programme, name: str, *more: Any) -> str:
    """The address of one of its pages."""
    return reverse(f"registrations:{name}", args=[programme.pk, *more])


def crumbs_of(programme: Programme, *more: tuple[str, str]) -> list[dict[str, str]]:
    """My programmes → this one → its pages, each with its address."""
    crumbs = [
        (_("Programmes to prepare"), reverse("registrations:making_list")),
        (str(programme.title), page_of(programme, "making")),
        *more,
    ]
    return [{"label": label, "href": href} for label, href in crumbs]


def form_page(request: HttpRequest, programme: Programme, title: str, **facts: Any) -> HttpResponse:
    """One form. `facts`: form, submit, and perhaps lead, note, kind, back, above (label and address of the page above)."""
    above = facts.pop("above", None)
    facts.setdefault("back", above[1] if above else page_of(programme, "making"))
    facts.setdefault("crumbs", crumbs_of(programme, *([above] if above else []), (title, "")))
    context = {"programme": programme, "title": title, **facts}
    return render(request, "registrations/making_form.html", context)


def confirm_page(request: HttpRequest, programme: Programme, title: str, **facts: Any) -> HttpResponse:
    """Asked before what cannot be undone. `facts`: text, submit, back."""
    context = {"programme": programme, "title": title, "crumbs": crumbs_of(programme, (title, "")), **facts}
    return render(request, "registrations/making_confirm.html", context)


def told_before(count: int) -> str:
    """What stands beside the button, before anybody is told."""
    if not count:
        return _("Nobody has or waits for a place so far: nobody is written to.")
    words = ngettext(
        "%(count)d person is written to at once, with a new calendar entry.",
        "%(count)d people are written to at once, with a new calendar entry.",
        count,
    )
    return words % {"count": count}


def window_told_before(count: int) -> str:
    """The same, before sign-up opens or closes at another time."""
    if not count:
        return _("Nobody has begun to prepare or waits for the outcome: nobody is written to.")
    words = ngettext(
        "%(count)d person who prepares or waits for the outcome is written to at once.",
        "%(count)d people who prepare or wait for the outcome are written to at once.",
        count,
    )
    return words % {"count": count}


def told_after(done: str, count: int) -> str:
    """The same, afterwards: what was done, and to how many it was told."""
    if not count:
        return done
    words = ngettext("%(done)s %(count)d person is told.", "%(done)s %(count)d people are told.", count)
    return words % {"done": done, "count": count}
