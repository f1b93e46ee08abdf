"""What the room page asks and does: one file a topic."""

from ninja import Router

from ontact.capabilities.meetings.api import (
    ballots,
    field,
    instructions,
    proposals,
    reports,
    roll,
    running,
    votes,
)

router = Router(tags=["meetings"])
for topic in (ballots, field, instructions, proposals, reports, roll, running, votes):
    router.add_router("", topic.router)
