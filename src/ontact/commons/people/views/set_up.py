"""The first hour: five short steps from an empty hall to a city; each step is kept, and the door closes
behind the last.
"""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ontact.commons.people import queries
from ontact.commons.people.access import signed_in
from ontact.commons.people.actions import find_or_create_guest
from ontact.commons.people.actions.set_up import draft, found_the_city, try_set_up_code
from ontact.commons.people.forms.organisations import SheetForm
from ontact.commons.people.forms.set_up import AdministratorForm, CityForm, KeyForm
from ontact.commons.people.forms.sheets import offices_in
from ontact.commons.people.forms.sign_in import AddressForm
from ontact.commons.people.views.organisations import dry_run, new_offices
from ontact.foundation.access import Who, access
from ontact.foundation.actor import SYSTEM

OPENED = "people.set_up_opened"
WHY = "In an empty city nobody can sign in; the set-up code on the machine's own screen is the key."

View = Callable[..., HttpResponse]


def set_up_door(view: View) -> View:
    """Only in an empty city, and only in the browser that has shown the key."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not queries.is_being_set_up():
            raise Http404
        if not request.session.get(OPENED):
            return redirect("people:setup")
        return view(request, *args, **kwargs)

    return guarded


@access(Who.EVERYONE, why=WHY)
@require_http_methods(["GET", "POST"])
def key(request: HttpRequest) -> HttpResponse:
    if not queries.is_being_set_up():
        raise Http404
    if request.session.get(OPENED):
        return redirect("people:setup_city")
    form = KeyForm(request.POST or None)
    if form.is_valid():
        if try_set_up_code(form.cleaned_data["key"]):
            request.session[OPENED] = True
            return redirect("people:setup_city")
        form.add_error("key", _("This is not the code on the machine's screen. The newest one counts."))
    return render(request, "people/set_up/key.html", {"form": form, "steps": _steps(1)})


@access(Who.EVERYONE, why=WHY)
@set_up_door
@require_http_methods(["GET", "POST"])
def city(request: HttpRequest) -> HttpResponse:
    form = CityForm(request.POST or None, initial=queries.set_up().draft.get("city"))
    if form.is_valid():
        draft(city=form.cleaned_data)
        return redirect("people:setup_administrator")
    return render(request, "people/set_up/city.html", {"form": form, "steps": _steps(2)})


@access(Who.EVERYONE, why=WHY)
@set_up_door
@require_http_methods(["GET", "POST"])
def administrator(request: HttpRequest) -> HttpResponse:
    """Asks for the address and lets allauth send the code to it; signed in, one comes back to the offices."""
    form = AdministratorForm(request.POST or None, initial=queries.set_up().draft.get("administrator"))
    if not form.is_valid():
        page = {"form": form, "steps": _steps(3), "outbox": _outbox()}
        return render(request, "people/set_up/administrator.html", page)
    facts = form.cleaned_data
    draft(administrator=facts)
    if request.user.is_authenticated and signed_in(request).email == facts["email"]:
        return redirect("people:setup_offices")
    language = (get_language() or "ko")[:2]
    find_or_create_guest(name=facts["name"], email=facts["email"], language=language, by=SYSTEM)
    sign_in = AddressForm(data={"login": facts["email"]}, request=request)
    if not sign_in.is_valid():
        form.add_error("email", sign_in.errors["login"][0])
        page = {"form": form, "steps": _steps(3), "outbox": _outbox()}
        return render(request, "people/set_up/administrator.html", page)
    answer: HttpResponse = sign_in.login(request, redirect_url=reverse("people:setup_offices"))
    return answer


@access(Who.EVERYONE, why=WHY)
@set_up_door
@require_http_methods(["GET", "POST"])
def offices(request: HttpRequest) -> HttpResponse:
    if not _is_the_administrator(request):
        return redirect("people:setup_administrator")
    row = queries.set_up()
    form = SheetForm(request.POST or None, request.FILES or None)
    page = {"steps": _steps(4), "form": form, "taken": row.draft.get("offices", [])}
    if not form.is_valid():
        return render(request, "people/set_up/offices.html", page)
    lines = offices_in(form.cleaned_data["rows"], ())
    good = new_offices(lines)
    if good:
        draft(offices=[asdict(office) for office in good])
    if good and len(good) == len(lines):
        return redirect("people:setup_end")
    page |= {"form": SheetForm(), "taken": good or page["taken"], **dry_run(lines)}
    return render(request, "people/set_up/offices.html", page)


@access(Who.EVERYONE, why=WHY)
@set_up_door
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """Shows everything once more; one press makes the city."""
    facts = queries.set_up().draft
    if "city" not in facts:
        return redirect("people:setup_city")
    if not _is_the_administrator(request):
        return redirect("people:setup_administrator")
    if request.method == "POST":
        made = found_the_city(signed_in(request))
        request.session.pop(OPENED, None)
        messages.success(request, _("%(city)s is open.") % {"city": made})
        return redirect("people:first_steps")
    return render(request, "people/set_up/end.html", {"facts": facts, "steps": _steps(5)})


@access(Who.ADMINISTRATOR)
@require_safe
def first_steps(request: HttpRequest) -> HttpResponse:
    return render(request, "people/set_up/first_steps.html", {"outbox": _outbox()})


def _is_the_administrator(request: HttpRequest) -> bool:
    chosen = queries.set_up().draft.get("administrator", {}).get("email")
    return bool(request.user.is_authenticated and signed_in(request).email == chosen)


def _outbox() -> str:
    """Where mails lie while no mail server has been named; empty when there is one."""
    return str(settings.EMAIL_FILE_PATH) if "filebased" in settings.EMAIL_BACKEND else ""


def _steps(here: int) -> list[dict[str, str]]:
    names = [_("Set-up code"), _("City"), _("Administrator"), _("Offices"), _("Look and open")]
    paths = ["setup", "setup_city", "setup_administrator", "setup_offices", "setup_end"]
    states = ["done" if place < here else "here" if place == here else "ahead" for place in range(1, 6)]
    return [
        {
            "label": name,
            "state": state,
            "href": reverse(f"people:{path}") if state == "done" and place else "",
        }
        for place, (name, path, state) in enumerate(zip(names, paths, states, strict=True))
    ]
