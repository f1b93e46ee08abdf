"""Everything that changes a room."""

from ontact.commons.rooms.actions.captions import correct_caption, type_caption
from ontact.commons.rooms.actions.chat import hide, say
from ontact.commons.rooms.actions.check import keep_check
from ontact.commons.rooms.actions.children import protect_children, watch_over_children
from ontact.commons.rooms.actions.conduct import allow_sharing, mute_all, set_limits, take_up_in
from ontact.commons.rooms.actions.door import (
    change_mode,
    cross_the_threshold,
    go_on_listening,
    leave,
    open_line,
    sit_down,
)
from ontact.commons.rooms.actions.floor import (
    call_the_next,
    end_the_floor,
    extend_the_floor,
    give_the_floor,
)
from ontact.commons.rooms.actions.languages import (
    ask_for_slower_speech,
    go_off_air,
    go_on_air,
    offer_the_air,
    take_the_absent_off_air,
)
from ontact.commons.rooms.actions.lobby import admit, let_in_after_the_desk, refuse, still_waiting
from ontact.commons.rooms.actions.many_seats import SeatFor, give_seats, take_seats_back
from ontact.commons.rooms.actions.moderation import lift_the_ban, lock, mute, remove
from ontact.commons.rooms.actions.polls import answer_poll, close_poll, open_poll, show_results
from ontact.commons.rooms.actions.presence import (
    apply_inbox,
    close_all_spans,
    end_the_silent,
    heartbeat,
    receive,
    reconcile,
)
from ontact.commons.rooms.actions.queue import (
    choose_the_rule,
    drop_from_the_queue,
    lower_hand,
    place_in_the_queue,
    raise_hand,
)
from ontact.commons.rooms.actions.rehearsal import erase_room, is_empty, open_rehearsal, open_the_door_to
from ontact.commons.rooms.actions.retention import forget_person, tidy
from ontact.commons.rooms.actions.room import announce_the_end, close_room, extend, open_room, reschedule
from ontact.commons.rooms.actions.seats import (
    change_seat,
    get_up,
    give_seat,
    issue_pass,
    revoke_passes,
    sit_in,
    swap_pass,
    take_seat_back,
)
from ontact.commons.rooms.actions.side import (
    bring_back_who_is_due,
    call_back,
    dealt_out,
    go_to,
    open_side_rooms,
    send_to,
)
from ontact.commons.rooms.actions.slides import show_slides, take_slides_away
from ontact.commons.rooms.actions.stage import set_the_stage
from ontact.commons.rooms.actions.tell import answered_once, tell

__all__ = [
    "SeatFor",
    "admit",
    "allow_sharing",
    "announce_the_end",
    "answer_poll",
    "answered_once",
    "apply_inbox",
    "ask_for_slower_speech",
    "bring_back_who_is_due",
    "call_back",
    "call_the_next",
    "change_mode",
    "change_seat",
    "choose_the_rule",
    "close_all_spans",
    "close_poll",
    "close_room",
    "correct_caption",
    "cross_the_threshold",
    "dealt_out",
    "drop_from_the_queue",
    "end_the_floor",
    "end_the_silent",
    "erase_room",
    "extend",
    "extend_the_floor",
    "forget_person",
    "get_up",
    "give_seat",
    "give_seats",
    "give_the_floor",
    "go_off_air",
    "go_on_air",
    "go_on_listening",
    "go_to",
    "heartbeat",
    "hide",
    "issue_pass",
    "keep_check",
    "is_empty",
    "leave",
    "let_in_after_the_desk",
    "lift_the_ban",
    "lock",
    "lower_hand",
    "mute",
    "mute_all",
    "offer_the_air",
    "open_line",
    "open_poll",
    "open_rehearsal",
    "open_room",
    "open_side_rooms",
    "open_the_door_to",
    "place_in_the_queue",
    "protect_children",
    "raise_hand",
    "receive",
    "reconcile",
    "refuse",
    "remove",
    "reschedule",
    "revoke_passes",
    "say",
    "send_to",
    "set_limits",
    "set_the_stage",
    "show_results",
    "show_slides",
    "sit_down",
    "sit_in",
    "still_waiting",
    "swap_pass",
    "take_seat_back",
    "take_seats_back",
    "take_slides_away",
    "take_the_absent_off_air",
    "take_up_in",
    "tell",
    "tidy",
    "type_caption",
    "watch_over_children",
]
