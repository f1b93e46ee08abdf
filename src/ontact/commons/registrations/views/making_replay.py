"""The desk's page of a session's replay: the video handed in, the days on which it is offered, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontact.commons.media.api import told
from ontact.commons.media.engine.kinds import ACCEPT_VIDEOS
from ontact.commons.media.queries import player_of, progress_of
from ontact.commons.media.refusals import FileRefused, NoFile
from ontact.commons.media.uploads import VIDEO_LIMIT_MB, takes_videos
from ontact.commons.people.access import signed_in
from ontact.commons.programmes.actions import offer_replay
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.access.making import session_door
from ontact.commons.registrations.actions.replays import attach_replay, take_replay_back
from ontact.commons.registrations.forms.replays import ReplayDaysForm
from ontact.commons.registrations.queries.attendance import terms_of
from ontact.commons.registrations.views.making_frame import actor_of, confirm_page, crumbs_of, page_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@takes_videos
@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def making_replay(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """A file that is refused at the door is a sentence; one that is refused later says so here."""
    session = session_door(request, programme_id, session_id)
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise NoFile
            asset = attach_replay(session=session, file=file, by=signed_in(request))
            if request.headers.get("X-Requested-With"):
                return JsonResponse(told(asset), status=201)
        except FileRefused as refusal:
            if request.headers.get("X-Requested-With"):
                raise
            messages.error(request, f"{refusal.sentence} {refusal.advice}")
        return redirect(page_of(session.programme, "making_replay", session.pk))
    return _page(request, session, ReplayDaysForm(session=session))


@access(Who.STAFF)
@require_POST
def making_replay_days(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    session = session_door(request, programme_id, session_id)
    form = ReplayDaysForm(request.POST, session=session)
    if session.replay is None or not form.is_valid():
        return _page(request, session, form)
    offer_replay(session=session, asset=session.replay, by=actor_of(request), **form.stretch)
    messages.success(request, _("Saved."))
    return redirect(page_of(session.programme, "making_replay", session.pk))


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def making_replay_removal(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    session = session_door(request, programme_id, session_id)
    back = page_of(session.programme, "making_replay", session.pk)
    if request.method == "POST":
        take_replay_back(session=session, by=actor_of(request))
        messages.success(request, _("The replay is taken back, and the video is erased."))
        return redirect(back)
    facts = {
        "text": _(
            "The video is erased for good. What people have watched so far and counts already stays noted."
        ),
        "submit": _("Take the replay back"),
        "back": back,
    }
    return confirm_page(request, session.programme, _("Take the replay back"), **facts)


def _page(request: HttpRequest, session: Session, form: ReplayDaysForm) -> HttpResponse:
    programme, asset = session.programme, session.replay
    number = _("Session %(number)d") % {"number": session.number}
    above = (number, page_of(programme, "making_session", session.pk))
    facts = {
        "programme": programme,
        "session": session,
        "title": _("Replay"),
        "crumbs": crumbs_of(programme, above, (_("Replay"), "")),
        "terms": terms_of(programme),
        "asset": asset,
        "progress": progress_of(asset) if asset else None,
        "player": player_of(asset) if asset and asset.is_ready else None,
        "form": form,
        "accept": ACCEPT_VIDEOS,
        "limit_mb": VIDEO_LIMIT_MB,
        "can_upload": session.has_ended(now()) and not session.is_cancelled,
    }
    return render(request, "registrations/making_replay.html", facts, status=422 if form.errors else 200)
