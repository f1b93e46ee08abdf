"""The way of a series as a picture: its themes, their lectures in order, and which of them somebody attended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ontact.capabilities.live_classes.models import LiveClass, Theme
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.engine.attending import DONE, Standing
from ontact.commons.registrations.queries.attendance import Row, row_of
from ontact.commons.registrations.queries.programme_page import Dated

WORDS = {
    Standing.ATTENDED: _("attended"),
    Standing.REPLAYED: _("replay watched"),
    Standing.UNNOTED: _("being counted"),
    Standing.REPLAY_OPEN: _("replay can be watched"),
    Standing.REPLAY_AHEAD: _("replay will follow"),
    Standing.MISSED: _("missed"),
}


@dataclass(frozen=True)
class Stop:
    """One lecture. `standing`: how it stands for the person; empty for whoever has no place in it. `dated`: as the page
    of every programme lists it.
    """

    session: Session
    is_over: bool
    standing: str = ""
    dated: Dated | None = None

    @property
    def is_done(self) -> bool:
        return self.standing in DONE

    @property
    def word(self) -> str:
        """How it stands for the person; empty where its date says it already, and for whoever has no place in it."""
        if self.standing in ("", Standing.AHEAD, Standing.CANCELLED):
            return ""
        return str(WORDS[Standing(self.standing)])


@dataclass(frozen=True)
class Stretch:
    """The lectures of one theme; those of none stand under no theme."""

    theme: Theme | None
    stops: list[Stop] = field(default_factory=list)


@dataclass(frozen=True)
class Traveller:
    """How far one person is: so many attended, of so many held, so many needed (0: no certificate is given)."""

    person: Person
    done: int
    held: int
    needed: int
    is_earned: bool


@dataclass(frozen=True)
class TheWay:
    stretches: list[Stretch]
    traveller: Traveller | None = None

    @property
    def has_themes(self) -> bool:
        return any(stretch.theme is not None for stretch in self.stretches)

    @property
    def count(self) -> int:
        return sum(len(stretch.stops) for stretch in self.stretches)


def way_of(
    live_class: LiveClass, person: Person | None, moment: datetime, listed: Iterable[Dated] = ()
) -> TheWay:
    """In the order of the themes, lectures by time. Two queries; four more where the person has a place."""
    row = row_of(live_class.programme, person, moment) if person is not None else None
    standings = _standings(row)
    themes = list(live_class.themes.all())
    stretches = {theme.pk: Stretch(theme) for theme in themes}
    without, dated = Stretch(None), {one.session.pk: one for one in listed}
    sessions = Session.objects.filter(programme=live_class.programme).select_related("themed", "programme")
    for session in sessions.order_by("begins_at", "number"):
        themed = getattr(session, "themed", None)
        stretch = stretches.get(themed.theme_id, without) if themed else without
        standing = standings.get(str(session.pk), "")
        stretch.stops.append(Stop(session, session.has_ended(moment), standing, dated.get(session.pk)))
    shown = [*stretches.values(), *([without] if without.stops else [])]
    return TheWay(shown, _traveller(row))


def _standings(row: Row | None) -> dict[str, Standing]:
    """Of the sessions in which the person has a place."""
    if row is None:
        return {}
    return {str(cell.session.pk): cell.standing for cell in row.cells if cell is not None}


def _traveller(row: Row | None) -> Traveller | None:
    if row is None:
        return None
    told = row.account
    return Traveller(row.person, told.done, told.held, told.needed, told.is_earned)
