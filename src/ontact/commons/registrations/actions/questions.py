"""The questions that everybody answers before signing up: written, put in order, fixed with the first answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.terms import hold_terms
from ontact.commons.registrations.models import Question, Terms
from ontact.commons.registrations.queries.fixed import why_questions_are_fixed
from ontact.foundation.actor import Actor
from ontact.foundation.errors import RuleBroken
from ontact.foundation.worded import Worded

MOST_QUESTIONS = 20
# Numbers are moved out of the way first: the database refuses two alike even for a moment.
OUT_OF_THE_WAY = 1_000


class AnswersGiven(RuleBroken):
    code = "answers-given"
    text = "%(why)s"
    way_out = _("Ask those concerned by mail, or ask it in the next programme.")


class TooManyQuestions(RuleBroken):
    code = "too-many-questions"
    status = 422
    text = _("At most %(most)d questions are asked.")
    way_out = _("Take one away first; every question keeps somebody from signing up.")


@dataclass(frozen=True)
class Asked:
    """One question as it is typed. `choices`: of kind CHOICE, in their order."""

    text: Worded
    kind: str = Question.Kind.LINE
    choices: tuple[str, ...] = ()
    is_required: bool = True


@transaction.atomic
def add_question(*, programme: Programme, asked: Asked, by: Actor) -> Question:
    """As the last one. The same once more is the same question.

    Raises:
        AnswersGiven, TooManyQuestions.
    """
    terms, columns = _hold_open(programme), _columns(asked)
    rows: list[Question] = list(terms.questions.all())
    if rows and all(getattr(rows[-1], name) == value for name, value in columns.items()):
        return rows[-1]
    if len(rows) >= MOST_QUESTIONS:
        raise TooManyQuestions(most=MOST_QUESTIONS)
    question = Question.objects.create(terms=terms, number=len(rows) + 1, **columns)
    sign(by, "added a question", programme, number=question.number)
    return question


@transaction.atomic
def change_question(*, question: Question, asked: Asked, by: Actor) -> Question:
    """Raises AnswersGiven."""
    programme = question.terms.programme
    terms = _hold_open(programme)
    held = Question.objects.get(pk=question.pk, terms=terms)
    columns = _columns(asked)
    changed = [name for name, value in columns.items() if getattr(held, name) != value]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, columns[name])
    held.save(update_fields=changed)
    sign(by, "changed a question", programme, number=held.number)
    return held


@transaction.atomic
def place_question(*, question: Question, move: str, by: Actor) -> None:
    """One place "up" or "down"; at the end of the list nothing changes.

    Raises:
        AnswersGiven.
    """
    programme = question.terms.programme
    terms = _hold_open(programme)
    rows = list(terms.questions.all())
    here = next((place for place, one in enumerate(rows) if one.pk == question.pk), None)
    if here is None:
        return
    there = here + (-1 if move == "up" else 1)
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    _number(terms, rows)
    sign(by, "put the questions in order", programme)


@transaction.atomic
def remove_question(*, question: Question, by: Actor) -> None:
    """The later ones close up. Harmless when repeated.

    Raises:
        AnswersGiven.
    """
    programme = question.terms.programme
    terms = _hold_open(programme)
    gone, _tables = Question.objects.filter(pk=question.pk).delete()
    if gone:
        _number(terms, list(terms.questions.all()))
        sign(by, "took a question away", programme)


def _hold_open(programme: Programme) -> Terms:
    terms = hold_terms(programme)
    if why := why_questions_are_fixed(terms):
        raise AnswersGiven(why=why)
    return terms


def _columns(asked: Asked) -> dict[str, Any]:
    choices = list(asked.choices) if asked.kind == Question.Kind.CHOICE else []
    return {"text": asked.text, "kind": asked.kind, "choices": choices, "is_required": asked.is_required}


def _number(terms: Terms, rows: Sequence[Question]) -> None:
    terms.questions.update(number=F("number") + OUT_OF_THE_WAY)
    for number, question in enumerate(rows, start=1):
        question.number = number
    Question.objects.bulk_update(rows, ["number"])
