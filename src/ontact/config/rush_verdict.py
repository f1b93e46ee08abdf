"""What a rehearsed rush means, in sentences for whoever opens the sign-up tomorrow."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.config.launch.waiting_pages import Page
from ontact.config.rush import Rush

# Whoever waits longer for the answer to a press takes the hall for broken.
WAITS_AT_MOST_S = 20.0


@dataclass
class Turned:
    """The same with the waiting room: the pages, and how long after the opening each was called."""

    opens_at: float
    pages: list[Page] = field(default_factory=list)

    @property
    def called(self) -> list[float]:
        return sorted(page.turn_at - self.opens_at for page in self.pages if page.turn_at)

    @property
    def unanswered(self) -> int:
        """Those who pressed at their turn, or never came to it, and have no answer."""
        return sum(page.press is not None and page.told.status != 200 for page in self.pages)

    @property
    def longest_s(self) -> float:
        return max((page.told.ms / 1000 for page in self.pages if page.told.status), default=0.0)


def is_fit(rush: Rush, turned: Turned | None) -> bool:
    """Everybody was answered soon enough and rightly; in a waiting room everybody was called."""
    if _unanswered(rush, turned) or rush.oversold or rush.lost or rush.changed or rush.doubled:
        return False
    if turned is not None and len(turned.called) < len(turned.pages):
        return False
    longest_s = turned.longest_s if turned else rush.ms(1) / 1000
    return longest_s <= WAITS_AT_MOST_S


def sentences(rush: Rush, turned: Turned | None) -> list[str]:
    return [
        ngettext(
            "%(people)d robot pressed for %(places)d places; the last answer came after %(seconds).1f seconds.",
            "%(people)d robots pressed at once for %(places)d places; the last answer came after %(seconds).1f seconds.",
            rush.people,
        )
        % {"people": rush.people, "places": rush.wanted.places, "seconds": rush.seconds},
        _(
            "That is %(count)d answers a second; half of them came within %(half).1f seconds, "
            "nineteen of twenty within %(most).1f."
        )
        % {"count": round(rush.a_second), "half": rush.ms(0.5) / 1000, "most": rush.ms(0.95) / 1000},
        _(
            "%(placed)d have a place, %(waiting)d wait, %(held)d are entered for a later decision, %(refused)d were refused."
        )
        % {name: rush.kinds.get(name, 0) for name in ("placed", "waiting", "held", "refused")},
        _of_wrongs(rush, turned),
        *_of_turns(turned),
        _("It was tried in a hall of its own, on SQLite; nothing of yours was changed."),
        _("The opening fits on this machine.") if is_fit(rush, turned) else _advice(turned),
    ]


def _unanswered(rush: Rush, turned: Turned | None) -> int:
    return rush.unanswered + (turned.unanswered if turned else 0)


def _of_wrongs(rush: Rush, turned: Turned | None) -> str:
    wrong = rush.oversold + rush.lost + rush.changed + rush.doubled
    unanswered = _unanswered(rush, turned)
    if not wrong and not unanswered:
        return _("No place was given twice, no answer was lost, and none has changed.")
    return _("%(unanswered)d were not answered, and %(wrong)d answers are not what the tables say.") % {
        "unanswered": unanswered,
        "wrong": wrong,
    }


def _of_turns(turned: Turned | None) -> list[str]:
    if turned is None:
        return []
    called = turned.called
    if not called:
        return [_("In the waiting room nobody was called.")]
    return [
        _(
            "With the waiting room everybody was called within %(seconds).0f seconds, half of them within %(half).0f; "
            "no press took longer than %(longest).1f seconds."
        )
        % {"seconds": called[-1], "half": called[len(called) // 2], "longest": turned.longest_s}
        if len(called) == len(turned.pages)
        else _("In the waiting room %(count)d were not called in time.")
        % {"count": len(turned.pages) - len(called)}
    ]


def _advice(turned: Turned | None) -> str:
    if turned is None:
        return _(
            "So many at once do not fit well on this machine now: switch the waiting room on, or draw lots."
        )
    return _("So many do not fit well on this machine now: draw lots, or take a larger machine.")
