"""In-room calls: small JSON writes by the seat's own line, answered with the room's new version."""

from ninja import Router

from ontact.commons.rooms.api import check, conduct, desk, languages, machine, own, polls, side
from ontact.commons.rooms.api.answers import state_answer

router = Router()
for _part in (own, check, desk, conduct, polls, side, languages, machine):
    router.add_router("", _part.router)

__all__ = ["router", "state_answer"]
