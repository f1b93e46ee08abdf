"""How places of a programme are given, in sentences that anyone understands; and what is free, counted honestly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.models import Allotment, Extent, Pool, Terms
from ontact.commons.registrations.queries.late import free_until
from ontact.web.when import length_words, moment_words


def ways_in_words(programme: Programme, terms: Terms, sessions: Iterable[Session]) -> list[str]:
    """One sentence for each term that somebody who signs up should know. No query."""
    said = [
        _way(programme, terms),
        _extent(terms),
        _together(terms),
        _waiting(terms),
        _offers(terms),
        _withdrawal(terms, free_until(sessions, terms.withdraw_until)),
        _guardian(terms),
        _certificate(terms),
    ]
    return [sentence for sentence in said if sentence]


def draw_at(programme: Programme, terms: Terms) -> datetime | None:
    """When lots are drawn, before and after it happened; None where none are."""
    if terms.allotment == Allotment.WINDOW:
        return programme.opens_at + terms.window if programme.opens_at else None
    if terms.allotment == Allotment.LOTTERY:
        return terms.draws_at or programme.closes_at
    return None


def ages_in_words(programme: Programme) -> str:
    """Empty for everybody."""
    youngest, oldest = programme.age_from, programme.age_to
    if youngest is not None and oldest is not None:
        return _("From %(youngest)d to %(oldest)d years") % {"youngest": youngest, "oldest": oldest}
    if youngest is not None:
        return _("From %(youngest)d years") % {"youngest": youngest}
    if oldest is not None:
        return _("Up to %(oldest)d years") % {"oldest": oldest}
    return ""


@dataclass(frozen=True)
class Numbers:
    """Of what runs out first. `taken`: also places that are offered just now; `free`: for whoever signs up online."""

    places: int
    taken: int
    kept: int
    free: int


def numbers_of(pools: Sequence[Pool]) -> Numbers | None:
    """None: nothing is counted, or all of it is cancelled."""
    standing = [pool for pool in pools if not pool.is_closed]
    if not standing:
        return None
    scarcest = min(standing, key=lambda pool: (pool.free, pool.capacity))
    return Numbers(scarcest.capacity, scarcest.taken, scarcest.kept, scarcest.free)


def _way(programme: Programme, terms: Terms) -> str:
    at = draw_at(programme, terms)
    moment = moment_words(at) if at else ""
    if terms.allotment == Allotment.LOTTERY and moment:
        words = _(
            "By lottery: it does not matter when you sign up. Lots are drawn among all on %(moment)s, "
            "and anyone can check it."
        )
        return words % {"moment": moment}
    if terms.allotment == Allotment.LOTTERY:
        return _("By lottery: it does not matter when you sign up. Anyone can check the draw.")
    if terms.allotment == Allotment.WINDOW:
        words = _(
            "Whoever signs up within the first %(length)s has the same chance: then lots are drawn among them. "
            "Who comes later stands behind them, in order of arrival."
        )
        return words % {"length": length_words(terms.window)}
    if terms.allotment == Allotment.CHOICE:
        return _("The office reads all sign-ups and chooses who gets a place.")
    return _(
        "First come, first served: in the order in which the sign-ups arrive, as long as there are places."
    )


def _extent(terms: Terms) -> str:
    return {
        Extent.SERIES: _("You sign up for the whole series."),
        Extent.SESSIONS: _("You choose the sessions to which you come."),
        Extent.EITHER: _("You sign up for the whole series, or for single sessions."),
    }[Extent(terms.extent)]


def _together(terms: Terms) -> str:
    if terms.people_at_most < 2:
        return _("Each person signs up alone.")
    words = _("Up to %(count)d people of a household sign up at once, together or not at all if they wish.")
    return words % {"count": terms.people_at_most}


def _waiting(terms: Terms) -> str:
    if terms.waiting_at_most is None:
        return _("When all places are taken there is a waiting list.")
    if terms.waiting_at_most == 0:
        return _("There is no waiting list.")
    words = ngettext(
        "When all places are taken there is a waiting list, for %(count)d person.",
        "When all places are taken there is a waiting list, for %(count)d people at most.",
        terms.waiting_at_most,
    )
    return words % {"count": terms.waiting_at_most}


def _offers(terms: Terms) -> str:
    if terms.waiting_at_most == 0:
        return ""
    if not terms.offers_last:
        return _(
            "A place that comes free goes at once to the first on the waiting list for whom it is enough."
        )
    words = _(
        "A place that comes free is offered to the first on the waiting list for whom it is enough; the offer holds for "
        "%(length)s and then goes on."
    )
    return words % {"length": length_words(terms.offers_last)}


def _withdrawal(terms: Terms, until: datetime | None) -> str:
    if until is None:
        return ""
    words = _(
        "You can give a place back until %(moment)s; whoever does so later, or stays away, gets a mark."
    )
    return words % {"moment": moment_words(until)}


def _guardian(terms: Terms) -> str:
    if not terms.needs_guardian:
        return ""
    return _("For children under 14 a guardian's consent is needed; it is given when preparing the sign-up.")


def _certificate(terms: Terms) -> str:
    if not terms.certificate_from:
        return ""
    words = ngettext(
        "There is a certificate for whoever attends %(count)d session.",
        "There is a certificate for whoever attends %(count)d sessions.",
        terms.certificate_from,
    )
    said = words % {"count": terms.certificate_from}
    also = _("A watched replay counts too.")
    return f"{said} {also}" if terms.replay_counts else said


def kept_until(terms: Terms) -> datetime | None:
    """Until when the desk has places of its own; None: they have been released, or nothing says when."""
    return terms.releases_at if terms.released_at is None else None
