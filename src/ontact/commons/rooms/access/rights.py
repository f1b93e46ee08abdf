"""What a seat may do at this moment: predicates as sentences, the same for the page and for LiveKit."""

from dataclasses import dataclass, replace

from ontact.commons.rooms.engine.words import Grant
from ontact.commons.rooms.models import Role, Room, Seat, Service


@dataclass(frozen=True)
class Conduct:
    """How the place where a seat is, the meeting or a side room, is conducted at this moment."""

    manner: str
    is_hushed: bool = False
    may_share: bool = True
    # In a room for children nobody of the desk is here.
    is_paused: bool = False


def conduct_of(room: Room, *, aside: bool) -> Conduct:
    """A side room is a round table, whatever holds in the meeting."""
    if aside:
        return Conduct(Room.Manner.ROUND_TABLE, is_paused=room.paused_at is not None)
    return Conduct(
        room.manner, room.hushed_at is not None, room.sharing_closed_at is None, room.paused_at is not None
    )


@dataclass(frozen=True)
class Rights:
    """What one line of a seat may do at this moment."""

    microphone: bool
    camera: bool
    screen_share: bool
    chat: bool
    hand: bool
    slides: bool
    desk: bool

    @property
    def grant(self) -> Grant:
        return Grant(microphone=self.microphone, camera=self.camera, screen_share=self.screen_share)


NOTHING = Rights(*[False] * 7)


def rights(
    seat: Seat,
    *,
    conduct: Conduct,
    has_floor: bool,
    on_stage: bool = False,
    on_air: bool = False,
    is_companion: bool = False,
) -> Rights:
    """The same for the page and for LiveKit. A companion device only listens.

    `on_stage`: the desk has put the seat where all see it; like the floor, but "mute everyone" closes its microphone.
    `on_air`: the seat's voice goes out on a channel; in a side room, which has no channels, interpreters are free.
    """
    if is_companion:
        return NOTHING
    if conduct.is_paused and not seat.is_at_the_desk:
        # A hand that is up does no harm: the desk sees it when it comes back.
        return replace(NOTHING, hand=seat.role != Role.OBSERVER)
    leads = has_floor or on_stage
    return Rights(
        microphone=may_speak(seat, conduct=conduct, has_floor=has_floor, on_stage=on_stage, on_air=on_air),
        camera=may_be_pictured(seat) and may_be_seen(seat, manner=conduct.manner, leads=leads),
        screen_share=may_be_pictured(seat) and may_share_the_screen(seat, conduct=conduct, leads=leads),
        chat=may_write(seat),
        hand=seat.role != Role.OBSERVER,
        slides=may_turn_slides(seat, leads=leads),
        desk=seat.is_at_the_desk,
    )


def may_write(seat: Seat) -> bool:
    return seat.role != Role.OBSERVER or seat.service == Service.CAPTIONS


def may_speak(
    seat: Seat, *, conduct: Conduct, has_floor: bool, on_stage: bool = False, on_air: bool = False
) -> bool:
    """A round table is free; otherwise the microphone comes and goes with the floor or the stage, an interpreter's
    with the air.
    """
    if seat.silenced_at is not None:
        return False
    if has_floor:
        return True
    if seat.is_at_the_desk:
        return True
    if seat.service == Service.VOICE:
        return on_air
    if seat.role == Role.INTERPRETER:
        return True
    if conduct.is_hushed:
        return False
    if on_stage:
        return True
    return conduct.manner != Room.Manner.BROADCAST and seat.role != Role.OBSERVER


def may_be_pictured(seat: Seat) -> bool:
    """Before every other rule: whoever has not agreed is shown by no source, since a screen can carry a face too."""
    return seat.may_be_pictured


def may_be_recorded(seat: Seat) -> bool:
    """Asked by whatever records: without it neither the voice nor the picture of this seat goes into a file."""
    return seat.may_be_recorded


def may_be_seen(seat: Seat, *, manner: str, leads: bool) -> bool:
    """Where few speak and many listen, a wall of cameras is off: the stage is for those who act.

    `leads`: has the floor, or stands on the stage.
    """
    if leads:
        return True
    if seat.is_at_the_desk:
        return True
    if seat.role in (Role.SPEAKER, Role.INTERPRETER):
        return True
    return manner != Room.Manner.BROADCAST and seat.role != Role.OBSERVER


def may_share_the_screen(seat: Seat, *, conduct: Conduct, leads: bool) -> bool:
    if not conduct.may_share and not seat.is_at_the_desk:
        return False
    return may_turn_slides(seat, leads=leads)


def may_turn_slides(seat: Seat, *, leads: bool) -> bool:
    if leads:
        return True
    if seat.is_at_the_desk:
        return True
    return seat.role == Role.SPEAKER
