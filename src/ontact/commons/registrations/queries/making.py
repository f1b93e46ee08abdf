"""What a programme still lacks before it can be published, and how far each part of it is: the desk's checklist."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.commons.registrations.engine.book import Method
from ontact.commons.registrations.models import Extent, HouseRule, NoShow, Pool, Terms
from ontact.commons.registrations.queries.fixed import terms_as_they_are
from ontact.foundation.clock import now
from ontact.web.when import span_words


@dataclass(frozen=True)
class Lack:
    """One thing to mend. `part`: the page on which; `only_warns`: it may be published all the same."""

    part: str
    sentence: str
    only_warns: bool = False


@dataclass(frozen=True)
class Part:
    """One line of the checklist: what stands there in one sentence, and what is lacking."""

    name: str
    title: str
    stands: str
    lacks: list[Lack] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not any(not lack.only_warns for lack in self.lacks)


@dataclass(frozen=True)
class Made:
    """Everything that the checklist is about, read once."""

    programme: Programme
    terms: Terms
    sessions: list[Session]
    pools: list[Pool]
    questions: int
    survey: int
    rules: int

    @property
    def standing(self) -> list[Session]:
        return [one for one in self.sessions if not one.is_cancelled]


def made_of(programme: Programme) -> Made:
    """Six queries."""
    terms = terms_as_they_are(programme)
    rules = HouseRule.objects.filter(organisation=programme.host_id, until=None)
    return Made(
        programme=programme,
        terms=terms,
        sessions=list(programme.sessions.order_by("begins_at", "number")),
        pools=list(Pool.objects.filter(programme=programme, is_closed=False)),
        questions=terms.questions.count() if not terms._state.adding else 0,
        survey=programme.survey_questions.count(),
        rules=rules.count(),
    )


def checklist(programme: Programme) -> list[Part]:
    """In the order in which one fills it in."""
    made = made_of(programme)
    # A template is never announced, and what is over or cancelled stays as it was.
    is_done = programme.is_template or programme.is_cancelled
    lacks = [] if is_done else list(_lacks(made))
    return [
        Part(name, title, stands, [lack for lack in lacks if lack.part == name])
        for name, title, stands in (
            ("words", _("What it is about"), _words_stand(programme)),
            ("sessions", _("Sessions"), _sessions_stand(made)),
            ("window", _("When one can sign up"), _window_stands(programme)),
            ("terms", _("How places are given"), _terms_stand(made)),
            ("pools", _("Number of places"), _pools_stand(made)),
            ("questions", _("Questions when signing up"), _questions_stand(made)),
            ("rules", _("Rules of the house"), _rules_stand(made)),
            ("survey", _("Survey afterwards"), _survey_stands(made)),
        )
        if name != "window" or not programme.is_template
    ]


def stops(programme: Programme) -> list[Lack]:
    """What must be mended before it can be published."""
    return [lack for lack in _lacks(made_of(programme)) if not lack.only_warns]


def _lacks(made: Made) -> Iterable[Lack]:
    yield from _lacks_of_words(made.programme)
    yield from _lacks_of_sessions(made)
    yield from _lacks_of_window(made)
    yield from _lacks_of_terms(made)
    yield from _lacks_of_pools(made)


def _lacks_of_words(programme: Programme) -> Iterable[Lack]:
    if not programme.title:
        yield Lack("words", _("It has no title."))
    if not programme.summary:
        yield Lack("words", _("One sentence is missing that says on every list what it is."), True)
    if not programme.about:
        yield Lack("words", _("Nothing is said yet about what happens there."), True)
    if programme.manner != Manner.ONLINE and not programme.place:
        yield Lack("words", _("Where people come to is missing."))


def _lacks_of_sessions(made: Made) -> Iterable[Lack]:
    moment = now()
    to_come = [one for one in made.standing if one.begins_at > moment]
    if not made.standing:
        yield Lack("sessions", _("It has no session yet."))
    elif made.programme.is_announced():
        return
    elif not to_come:
        yield Lack("sessions", _("All its sessions lie in the past."))
    elif len(to_come) < len(made.standing):
        yield Lack("sessions", _("Some of its sessions lie in the past."), True)


def _lacks_of_window(made: Made) -> Iterable[Lack]:
    programme = made.programme
    if programme.opens_at is None:
        yield Lack("window", _("Without an opening nobody can sign up online; the desk still can."), True)
        return
    if programme.ends_at and programme.opens_at >= programme.ends_at:
        yield Lack("window", _("Sign-up would open after the last session."))
    if programme.closes_at is None and made.terms.allotment == Method.LOTTERY and not made.terms.draws_at:
        yield Lack("window", _("A lottery needs a closing of sign-up: then lots are drawn."))


def _lacks_of_terms(made: Made) -> Iterable[Lack]:
    programme, terms = made.programme, made.terms
    if terms.allotment == Method.WINDOW and programme.opens_at is None:
        yield Lack("terms", _("A draw among the first minutes needs an opening of sign-up."))
    drawn_at = terms.draws_at if terms.allotment == Method.LOTTERY else None
    if drawn_at and programme.begins_at and drawn_at >= programme.begins_at:
        yield Lack("terms", _("The draw would be after the first session has begun."))
    if terms.certificate_from > len(made.standing):
        yield Lack("terms", _("The certificate asks for more sessions than are held."))
    if terms.extent != Extent.SERIES and len(made.standing) == 1:
        yield Lack("terms", _("Single sessions can be chosen, but there is only one."), True)


def _lacks_of_pools(made: Made) -> Iterable[Lack]:
    terms, pools = made.terms, made.pools
    if not pools and made.programme.opens_at is not None:
        yield Lack("pools", _("No number of places is set: everybody who signs up would get one."))
        return
    own = {pool.session_id for pool in pools if pool.session_id}
    without = [one for one in made.standing if one.pk not in own]
    if own and without:
        yield Lack("pools", _("Some sessions have places of their own and others have none."), True)
    if pools and not own and terms.extent != Extent.SERIES and len(made.standing) > 1:
        sentence = _(
            "All single sessions share the places of the series: give each its own, if each has a room to itself."
        )
        yield Lack("pools", sentence, True)
    if any(pool.kept for pool in pools) and terms.releases_at is None:
        yield Lack(
            "pools", _("Places kept for the desk are never released; say in the terms when they are."), True
        )


def _words_stand(programme: Programme) -> str:
    manner = str(Manner(programme.manner).label)
    audience = str(programme.audience)
    return f"{audience} · {manner}" if audience else manner


def _sessions_stand(made: Made) -> str:
    if not made.standing:
        return _("None yet.")
    count = len(made.standing)
    first = span_words(made.standing[0].begins_at, made.standing[0].ends_at, zone=made.programme.zone)
    words = ngettext("%(count)d session: %(first)s", "%(count)d sessions, the first on %(first)s", count)
    return words % {"count": count, "first": first}


def _window_stands(programme: Programme) -> str:
    if programme.opens_at is None:
        return _("Not set.")
    opens = span_words(programme.opens_at, None, zone=programme.zone)
    if programme.closes_at is None:
        return _("From %(opens)s, without an end.") % {"opens": opens}
    closes = span_words(programme.closes_at, None, zone=programme.zone)
    return _("From %(opens)s until %(closes)s.") % {"opens": opens, "closes": closes}


def _terms_stand(made: Made) -> str:
    terms = made.terms
    return f"{terms.get_allotment_display()} · {terms.get_extent_display()}"


def _pools_stand(made: Made) -> str:
    if not made.pools:
        return _("Not set.")
    series = [pool for pool in made.pools if pool.session_id is None]
    if series:
        return ", ".join(
            _("%(name)s: %(capacity)d") % {"name": pool_name(pool), "capacity": pool.capacity}
            for pool in series
        )
    total, count = sum(pool.capacity for pool in made.pools), len({one.session_id for one in made.pools})
    words = ngettext("%(total)d places in %(count)d session", "%(total)d places in %(count)d sessions", count)
    return words % {"total": total, "count": count}


def pool_name(pool: Pool) -> str:
    """What was typed; the usual name in the reader's language."""
    return _("places") if pool.name == "places" else pool.name


def _questions_stand(made: Made) -> str:
    if not made.questions:
        return _("Nothing is asked beside the name.")
    words = ngettext("%(count)d question", "%(count)d questions", made.questions)
    return words % {"count": made.questions}


def _rules_stand(made: Made) -> str:
    """Whose they are: all programmes of the house have the same."""
    if not made.rules:
        return _("No rule refuses anybody here.")
    words = ngettext(
        "%(count)d rule holds for all programmes", "%(count)d rules hold for all programmes", made.rules
    )
    return words % {"count": made.rules}


def _survey_stands(made: Made) -> str:
    if not made.survey:
        return _("No survey.")
    return ngettext("%(count)d question", "%(count)d questions", made.survey) % {"count": made.survey}


def open_appeals(programme: Programme) -> int:
    """Appeals against a mark that nobody has answered. One query."""
    waiting = NoShow.objects.filter(registration__programme=programme, appealed_at__isnull=False)
    return waiting.filter(answered_at=None).count()
