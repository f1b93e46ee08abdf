"""Calendar files: of one session, of one programme, and the public feed to subscribe to."""

from uuid import UUID

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontact.commons.people.access import reader_of
from ontact.commons.people.models import Organisation
from ontact.commons.people.queries import city
from ontact.commons.programmes.access import programme_door, session_door
from ontact.commons.programmes.calendars import feed, programme_file, session_file
from ontact.commons.programmes.queries import in_feed, sessions_of
from ontact.foundation.access import Who, access

OPEN = "What the city announces belongs into everyone's calendar; the door keeps drafts for their office."
CONTENT_TYPE = "text/calendar; charset=utf-8"
# Calendars of a whole city ask at the same minutes; a change reaches them this much later.
FEED_KEPT_S = 300


@access(Who.EVERYONE, why=OPEN)
@require_safe
def session_calendar(request: HttpRequest, session_id: UUID) -> HttpResponse:
    session = session_door(reader_of(request), session_id)
    return _attached(session_file(session), f"session-{session.begins_at:%Y-%m-%d}.ics")


@access(Who.EVERYONE, why=OPEN)
@require_safe
def programme_calendar(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = programme_door(reader_of(request), programme_id)
    return _attached(programme_file(programme, sessions_of(programme)), f"programme-{programme.pk}.ics")


@access(Who.EVERYONE, why=OPEN)
@require_safe
def public_feed(request: HttpRequest) -> HttpResponse:
    """?host=<id> names one house. Made once in five minutes for each house and language, whoever asks."""
    host = _host(request.GET.get("host", ""))
    key = f"programmes.feed.{host.pk if host else 'all'}.{get_language()}"
    text: str = cache.get_or_set(key, lambda: _feed(host), FEED_KEPT_S) or ""
    answer = HttpResponse(text, content_type=CONTENT_TYPE)
    answer["Cache-Control"] = f"public, max-age={FEED_KEPT_S}"
    set_response_etag(answer)
    # With an answer at hand it gives that one or "not modified", never nothing.
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def _feed(host: Organisation | None) -> str:
    return feed(in_feed(host), name=_("Programmes of %(host)s") % {"host": host or city() or "Ontact"})


def _host(key: str) -> Organisation | None:
    """Raises Http404 for a house that does not exist."""
    if not key:
        return None
    try:
        return Organisation.objects.get(pk=key)
    except (Organisation.DoesNotExist, ValidationError) as unknown:
        raise Http404 from unknown


def _attached(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
