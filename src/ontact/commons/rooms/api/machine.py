"""What LiveKit reports."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from ontact.commons.rooms import actions
from ontact.commons.rooms.engine.bell import ring
from ontact.commons.rooms.engine.webhook import NotFromLiveKit, read
from ontact.foundation.access import Who, access

router = Router(tags=["rooms"])


@router.post("/livekit-events")
@access(Who.MACHINE, why="LiveKit signs every report over its raw bytes; what is not signed so is refused.")
def livekit_events(request: HttpRequest) -> HttpResponse:
    """Kept at once, applied later by the usher, whose bell rings."""
    try:
        word = read(request.body, request.headers.get("Authorization", ""))
    except NotFromLiveKit as error:
        return JsonResponse({"code": "not-from-livekit", "text": str(error), "way_out": ""}, status=401)
    actions.receive(word)
    ring(word.room)
    return JsonResponse({})
