"""What a rehearsal means, in sentences for whoever runs the machine."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.config.rehearsal import Found

HEARD_P95_AT_MOST_S = 1.0
# Above this share of the machine a burst (everybody joins, everybody votes) has no room left.
FULL_AT = 0.7
# Fewer robots tell nothing about many: most of what is measured then is the hall at rest.
TELLS_FROM_SEATS = 50


def is_fit(found: Found, cores: int) -> bool:
    """Everybody came in and hears, without pauses of the hall's own making, and the machine has room for bursts."""
    return (
        found.joined == found.seats
        and found.hearing >= found.seats - 1
        and found.long_holes == found.stalled_holes
        and _p95(found.heard_s) <= HEARD_P95_AT_MOST_S
        and found.used <= cores * FULL_AT
    )


def seats_that_fit(found: Found, cores: int, memory_bytes: int) -> tuple[int, str]:
    """By simple proportion, and what would be short first."""
    by_cores = int(found.seats * cores * FULL_AT / max(found.used, 0.01))
    by_memory = int(found.seats * memory_bytes * FULL_AT / max(found.memory_bytes, 1))
    if by_memory < by_cores:
        return by_memory, _("memory")
    return by_cores, _("the processor")


def sentences(found: Found, *, cores: int, memory_bytes: int) -> list[str]:
    return [
        _("%(joined)s of %(seats)s seats were taken, the last one after %(seconds).0f seconds.")
        % {"joined": found.joined, "seats": found.seats, "seconds": found.join_s},
        _(
            "The hall used %(used).2f of %(cores)s processor cores, of these LiveKit %(livekit).2f, "
            "and %(memory).0f MB of memory."
        )
        % {
            "used": found.used,
            "cores": cores,
            "livekit": found.cores.get("livekit", 0),
            "memory": found.memory_bytes / 1e6,
        },
        _("The robots themselves used %(cores).2f cores; people at their own screens do not.")
        % {"cores": found.robots_cores},
        _("%(mbits).1f Mbit/s went out to the seats.") % {"mbits": found.bits_s / 1e6},
        _("Nineteen of twenty seats heard a new speaker %(seconds).2f seconds after the floor was given.")
        % {"seconds": _p95(found.heard_s)},
        *_of_holes(found),
        *_of_the_limit(found, cores, memory_bytes),
        _("A meeting of %(seats)s fits on this machine.") % {"seats": found.seats}
        if is_fit(found, cores)
        else _(
            "A meeting of %(seats)s does not fit well on this machine now: take fewer seats, or a larger machine."
        )
        % {"seats": found.seats},
    ]


def _of_the_limit(found: Found, cores: int, memory_bytes: int) -> list[str]:
    if found.seats < TELLS_FROM_SEATS:
        return []
    most, what = seats_that_fit(found, cores, memory_bytes)
    return [
        _("By this measure about %(most)s seats fit on this machine; what would be short first is %(what)s.")
        % {"most": most, "what": what}
    ]


def _of_holes(found: Found) -> list[str]:
    if not found.long_holes:
        return [_("Nobody missed a second of sound.")]
    said = [
        ngettext(
            "The sound paused for longer than a second once; the longest pause was %(longest).1f seconds.",
            "The sound paused for longer than a second %(count)s times, counted over all seats; "
            "the longest pause was %(longest).1f seconds.",
            found.long_holes,
        )
        % {"count": found.long_holes, "longest": found.longest_hole_s}
    ]
    if found.stalled_holes:
        said.append(
            _("%(count)s of these fell into moments in which the machine itself stood still.")
            % {"count": found.stalled_holes}
        )
    return said


def _p95(values: list[float]) -> float:
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)] if values else 0.0
