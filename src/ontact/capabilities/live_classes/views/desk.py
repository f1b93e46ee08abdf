"""The desk of a class: it begins here; who leads it, whether children meet, its themes. Dates and places are made on the
pages of the programme.
"""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.capabilities.live_classes.access import class_door, leader_in
from ontact.capabilities.live_classes.actions.beginning import begin_class, copy_class
from ontact.capabilities.live_classes.actions.guarding import set_children
from ontact.capabilities.live_classes.actions.leading import add_leader, make_link, remove_leader
from ontact.capabilities.live_classes.actions.themes import set_themes
from ontact.capabilities.live_classes.forms.desk import ChildrenForm, LeaderForm, LinkForm
from ontact.capabilities.live_classes.forms.themes import ThemesForm
from ontact.capabilities.live_classes.models import PREFIX, Leader, LiveClass
from ontact.capabilities.live_classes.queries.desk import class_desk
from ontact.capabilities.live_classes.queries.leaders import leaders_of, sessions_with_rooms
from ontact.capabilities.live_classes.queries.room import materials_of
from ontact.commons.people.access import signed_in
from ontact.commons.people.models import Person
from ontact.commons.programmes.access import copyable_by, hosts_for, templates_for
from ontact.commons.programmes.forms import BeginForm, CopyForm
from ontact.commons.programmes.models import Programme, Session
from ontact.foundation.access import Who, access
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@access(Who.STAFF)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    hosts = hosts_for(signed_in(request))
    return render(request, "live_classes/desk.html", {"desk": class_desk(hosts), "hosts": hosts})


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """From nothing, or as a copy; then the pages of the programme go on."""
    person = signed_in(request)
    hosts = hosts_for(person)
    sources = _sources(person)
    copies = "source" in request.POST
    begin = BeginForm(
        request.POST if request.method == "POST" and not copies else None,
        hosts=hosts,
        language=(get_language() or "ko")[:2],
    )
    copy = CopyForm(request.POST if copies else None, sources=sources, hosts=hosts)
    made = _made(begin, copy, person.actor())
    if made is not None:
        messages.success(request, _("The draft stands. Nobody sees it before you publish it."))
        return redirect("registrations:making", made.programme_id)
    context = {"begin": begin, "copy": copy, "hosts": hosts, "sources": sources, "copies": copies}
    status = 422 if request.method == "POST" else 200
    return render(request, "live_classes/new.html", context, status=status)


@access(Who.STAFF)
@require_safe
def class_desk_page(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    found = class_door(signed_in(request), programme_id, to_edit=True)
    return _desk_page(request, found)


@access(Who.STAFF)
@require_POST
def children(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    person = signed_in(request)
    found = class_door(person, programme_id, to_edit=True)
    form = ChildrenForm(request.POST)
    if not form.is_valid():
        return _desk_page(request, found, children=form)
    row = set_children(found, children=form.cleaned_data["children"], by=person.actor())
    if row.is_for_children:
        messages.success(request, _("Children are protected in the rooms of this class."))
    else:
        messages.success(request, _("The rooms of this class are ordinary rooms."))
    return redirect("live_classes:class_desk", programme_id)


@access(Who.STAFF)
@require_POST
def leaders(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    person = signed_in(request)
    found = class_door(person, programme_id, to_edit=True)
    form = LeaderForm(request.POST)
    if not form.is_valid():
        return _desk_page(request, found, leader=form)
    leader = add_leader(found, by=person.actor(), **form.cleaned_data)
    messages.success(request, _("%(name)s has a seat at the desk of every room.") % {"name": leader.name})
    return redirect("live_classes:class_desk", programme_id)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def leader_removal(request: HttpRequest, programme_id: UUID, leader_id: UUID) -> HttpResponse:
    """Asked first: links into the rooms stop working. A press too many finds it done."""
    person = signed_in(request)
    found = class_door(person, programme_id, to_edit=True)
    if request.method == "POST" and not Leader.objects.filter(pk=leader_id).exists():
        return redirect("live_classes:class_desk", programme_id)
    leader = leader_in(found, leader_id)
    if request.method != "POST":
        return render(request, "live_classes/leader_removal.html", {"live_class": found, "leader": leader})
    remove_leader(leader, by=person.actor())
    messages.success(request, _("%(name)s leads this class no more.") % {"name": leader.name})
    return redirect("live_classes:class_desk", programme_id)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leader_link(request: HttpRequest, programme_id: UUID, leader_id: UUID) -> HttpResponse:
    """The link is shown once: only its digest is kept."""
    person = signed_in(request)
    found = class_door(person, programme_id, to_edit=True)
    leader = leader_in(found, leader_id)
    sessions = _with_rooms(found)
    form = LinkForm(request.POST or None, sessions=sessions)
    context = {"live_class": found, "leader": leader, "form": form, "has_rooms": sessions.exists()}
    if form.is_valid():
        one = form.cleaned_data["session"]
        secret = make_link(leader, one, by=person.actor())
        link = settings.BASE_URL + reverse("rooms:pass", args=[secret])
        context |= {"session": one, "link": link}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "live_classes/link.html", context, status=status)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def themes(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    person = signed_in(request)
    found = class_door(person, programme_id, to_edit=True)
    sessions = list(
        Session.objects.filter(programme=found.programme)
        .select_related("programme", "themed__theme")
        .order_by("begins_at", "number")
    )
    form = ThemesForm(request.POST or None, themes=list(found.themes.all()), sessions=sessions)
    if form.is_valid():
        set_themes(found, themes=form.themes, lectures=form.lectures, by=person.actor())
        messages.success(request, _("The themes are set."))
        return redirect("live_classes:class", programme_id)
    status = 422 if form.is_bound else 200
    return render(request, "live_classes/themes.html", {"live_class": found, "form": form}, status=status)


def _made(begin: BeginForm, copy: CopyForm, by: Actor) -> LiveClass | None:
    """What the one form that was sent asks for; None while it is not complete."""
    if begin.is_valid():
        host = begin.cleaned_data["host"]
        return begin_class(host=host, title=begin.worded_title, by=by, identity=begin.identity)
    if copy.is_valid():
        clean = copy.cleaned_data
        return copy_class(
            source=clean["source"], host=clean["host"], days=copy.days, by=by, identity=copy.identity
        )
    return None


def _sources(person: Person) -> QuerySet[Programme]:
    """Templates and earlier programmes of the office that are classes."""
    mine = copyable_by(person).filter(page__startswith=PREFIX)
    templates = templates_for(person).filter(page__startswith=PREFIX)
    keys = [*mine.values_list("pk", flat=True), *templates.values_list("pk", flat=True)]
    found: QuerySet[Programme] = Programme.objects.filter(pk__in=keys)
    return found.select_related("host").order_by("-created_at", "-id")


def _desk_page(
    request: HttpRequest,
    found: LiveClass,
    *,
    children: ChildrenForm | None = None,
    leader: LeaderForm | None = None,
) -> HttpResponse:
    is_wrong = children is not None or leader is not None
    context = {
        "live_class": found,
        "programme": found.programme,
        "children_form": children or ChildrenForm(initial={"children": found.children}),
        "leader_form": leader or LeaderForm(),
        "leaders": leaders_of(found),
        "sessions": sessions_with_rooms(found, now()),
        "themes": list(found.themes.all()),
        "materials": materials_of(found),
        "crumbs": _crumbs(found),
    }
    return render(request, "live_classes/class_desk.html", context, status=422 if is_wrong else 200)


def _crumbs(found: LiveClass) -> list[dict[str, str]]:
    return [
        {"label": _("Live classes of my office"), "href": reverse("live_classes:desk")},
        {"label": str(found.programme.title), "href": ""},
    ]


def _with_rooms(found: LiveClass) -> QuerySet[Session]:
    keys = [one.pk for one in sessions_with_rooms(found, now())]
    sessions: QuerySet[Session] = Session.objects.filter(pk__in=keys)
    return sessions
