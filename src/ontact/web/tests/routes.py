"""A hall of nothing but the look: the addresses that the tests of web knock at."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from ontact.foundation.access import Who, access
from ontact.foundation.errors import MachineAway, RuleBroken
from ontact.foundation.worded import Worded
from ontact.web.devices import uses_devices


class TooFull(RuleBroken):
    code = "too-full"
    status = 409
    text = _("All %(seats)d places are taken.")
    way_out = _("Join the waiting list.")


class City:
    name = Worded.of("ko", ko="수원시", en="Suwon")
    telephone = "031-228-2114"


def frame(request: HttpRequest) -> dict:
    """What config injects into every page."""
    paths = {
        "home": "/",
        "search": "/search/",
        "help": "/help/",
        "my": "/my/",
        "sign_in": "/in/",
        "sign_out": "/out/",
    }
    return {
        "demo": False,
        "city": City,
        "main_nav": [{"label": "Meetings", "path": "/meetings/", "here": False}],
        "paths": paths,
    }


def _raising(error: Exception):
    @access(Who.EVERYONE, why="a test")
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


@access(Who.EVERYONE, why="a test")
@uses_devices
def room(request: HttpRequest) -> HttpResponse:
    return HttpResponse("room")


def _knocks(prefix: str):
    return [
        path(f"{prefix}full", _raising(TooFull(seats=25))),
        path(f"{prefix}locked", _raising(OperationalError("database is locked"))),
        path(f"{prefix}away", _raising(MachineAway())),
        path(f"{prefix}fault", _raising(ZeroDivisionError())),
    ]


urlpatterns = [*_knocks("t/"), *_knocks("api/t/"), path("t/room", room), path("", include("ontact.web.urls"))]
handler400 = "ontact.web.refusals.bad_request"
handler403 = "ontact.web.refusals.forbidden"
handler404 = "ontact.web.refusals.not_found"
handler500 = "ontact.web.refusals.server_error"
