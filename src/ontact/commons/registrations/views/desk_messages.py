"""Messages to participants: written, looked at with the number of readers, sent; and what was sent before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ontact.commons.people.access import signed_in
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.desk import places_door
from ontact.commons.registrations.actions.desk_messages import write_to
from ontact.commons.registrations.errors import EnoughWritten, NobodyToWriteTo
from ontact.commons.registrations.forms.desk_messages import MessageForm
from ontact.commons.registrations.models import DeskMessage, Registration
from ontact.commons.registrations.queries.desk_recipients import (
    choosable,
    one_of,
    recipients_of,
    sent_messages,
)
from ontact.foundation.access import Who, access
from ontact.foundation.ids import uuid7


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """`?one=` writes to one person. Sending the form only shows the letter; “Change it” there keeps what was typed."""
    programme = places_door(request, programme_id)
    people = _people(request, programme)
    if request.method != "POST":
        return _page(request, programme, MessageForm(initial=_first_facts(request, people), people=people))
    form = MessageForm(request.POST, people=people)
    if "again" in request.POST or not form.is_valid():
        return _page(request, programme, form)
    readers = recipients_of(programme, form.cleaned_data["to"], form.picked)
    count = len(readers.by_mail)
    facts = {
        "programme": programme,
        "form": form,
        "readers": readers,
        "letters": [
            {"language": one, "subject": form.subject.texts[one], "text": form.text.texts[one]}
            for one in form.subject.texts
        ],
        "label": ngettext("Send to %(count)d person", "Send to %(count)d people", count) % {"count": count},
        "typed": [(name, value) for name, values in _typed(request) for value in values],
    }
    return render(request, "registrations/desk_message.html", facts)


@access(Who.STAFF)
@require_POST
def sent(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = places_door(request, programme_id)
    form = MessageForm(request.POST, people=_people(request, programme))
    if not form.is_valid():
        return _page(request, programme, form)
    try:
        message = write_to(
            programme=programme,
            to=form.cleaned_data["to"],
            subject=form.subject,
            text=form.text,
            chosen=form.picked,
            key=form.cleaned_data["key"],
            by=signed_in(request).actor(),
        )
    except (NobodyToWriteTo, EnoughWritten) as no:
        form.add_error(None, f"{no.sentence} {no.advice}")
        return _page(request, programme, form)
    words = ngettext(
        "%(count)d letter is on its way.", "%(count)d letters are on their way.", message.letters
    )
    messages.success(request, words % {"count": message.letters})
    return redirect("registrations:desk_messages", programme.pk)


def _people(request: HttpRequest, programme: Programme) -> list[Registration]:
    """Whom one may choose from: everybody, or the one from whose page one came."""
    try:
        return list(one_of(programme, UUID(_one(request))))
    except ValueError:
        return choosable(programme)


def _one(request: HttpRequest) -> str:
    return request.POST.get("one") or request.GET.get("one") or ""


def _first_facts(request: HttpRequest, people: list[Registration]) -> dict[str, Any]:
    facts: dict[str, Any] = {"key": uuid7(), "to": DeskMessage.To.EVERYBODY}
    if _one(request) and people:
        facts |= {"to": DeskMessage.To.CHOSEN, "one": _one(request), "chosen": [str(people[0].pk)]}
    return facts


def _typed(request: HttpRequest) -> list[tuple[str, list[Any]]]:
    """What the page before the sending carries on, so that sending needs nothing of the session."""
    return [
        (name, list(values))
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "again")
    ]


def _page(request: HttpRequest, programme: Programme, form: MessageForm) -> HttpResponse:
    facts = {"programme": programme, "form": form, "sent": sent_messages(programme)}
    return render(request, "registrations/desk_messages.html", facts)
