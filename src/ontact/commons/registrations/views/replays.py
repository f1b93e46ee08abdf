"""Watching a session again: the player with what has been watched, and the reports it sends."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ontact.commons.media.models import Asset
from ontact.commons.media.queries import covered_by_all, player_of, watched_by
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.access.replay import replay_door
from ontact.commons.registrations.actions.replays import watch
from ontact.commons.registrations.forms.replays import WatchedByForm, WatchersForm
from ontact.commons.registrations.models import Registration
from ontact.commons.registrations.queries.attendance import terms_of
from ontact.commons.registrations.queries.replays import seen_by
from ontact.foundation.access import Who, access


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def replay(request: HttpRequest, session_id: UUID) -> HttpResponse:
    session, places = replay_door(request, session_id)
    return render(request, "registrations/replay.html", _page_facts(session, places))


@access(Who.SIGNED_IN)
@require_POST
@never_cache
def replay_watched(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """A report. What is answered says which cells stand; the player sends the others again."""
    session, places = replay_door(request, session_id)
    form = WatchedByForm(request.POST, places=places)
    if not form.is_valid():
        text = _("This report cannot be read. Load the page again.")
        return JsonResponse({"code": "unreadable-report", "text": text, "way_out": ""}, status=422)
    watching: list[Registration] = form.cleaned_data["people"]
    if not watching:
        said = _("Nobody is ticked, so nothing is counted.")
        return JsonResponse(
            {"covered": "", "lines": [one.sentence for one in seen_by(session, places)], "said": said}
        )
    seen = watch(
        session=session,
        places=watching,
        claimed=form.cleaned_data["cells"],
        position_s=form.cleaned_data["position"],
    )
    enough = all(one.counts for one in seen)
    said = _("Enough has been watched: this session counts as attended.") if enough else ""
    return JsonResponse(
        {
            "covered": covered_by_all(_asset(session), {one.person for one in watching}),
            "lines": [one.sentence for one in seen_by(session, places)],
            "said": said,
        }
    )


def _page_facts(session: Session, places: list[Registration]) -> dict[str, Any]:
    asset = _asset(session)
    report = reverse("registrations:replay_watched", args=[session.pk]) if places else ""
    watched = watched_by(asset, places[0].person) if places else None
    ticked = [str(places[0].pk)] if places else []
    return {
        "session": session,
        "programme": session.programme,
        "terms": terms_of(session.programme),
        "player": player_of(asset, report=report, watched=watched),
        "lines": [one.sentence for one in seen_by(session, places)],
        "watchers": WatchersForm(places=places, initial={"people": ticked}) if len(places) > 1 else None,
        "places": places,
    }


def _asset(session: Session) -> Asset:
    if session.replay is None:
        raise Http404
    return session.replay
