"""Everything that changes a programme and its sessions."""

from ontact.commons.programmes.actions.announcing import renew_listings, say_state
from ontact.commons.programmes.actions.copying import NewDays, copy, save_as_template
from ontact.commons.programmes.actions.drafting import (
    Description,
    begin,
    describe,
    discard,
    free_identity,
    set_sign_up,
)
from ontact.commons.programmes.actions.moving import (
    cancel_programme,
    cancel_session,
    move_session,
    postpone_session,
)
from ontact.commons.programmes.actions.publishing import hold_back, publish
from ontact.commons.programmes.actions.sessions import (
    Planned,
    Weekly,
    add_session,
    add_weekly,
    change_session,
    close_session_room,
    offer_replay,
    open_session_room,
    remove_session,
    renumber,
)

__all__ = [
    "Description",
    "NewDays",
    "Planned",
    "Weekly",
    "add_session",
    "add_weekly",
    "begin",
    "cancel_programme",
    "cancel_session",
    "change_session",
    "close_session_room",
    "copy",
    "describe",
    "discard",
    "free_identity",
    "hold_back",
    "move_session",
    "offer_replay",
    "open_session_room",
    "postpone_session",
    "publish",
    "remove_session",
    "renew_listings",
    "renumber",
    "save_as_template",
    "say_state",
    "set_sign_up",
]
