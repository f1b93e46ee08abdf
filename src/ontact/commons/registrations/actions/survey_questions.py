"""The questions of a survey one by one; until it opens they are written anew as a whole list each time."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.survey import Ask, ask_in_survey
from ontact.commons.registrations.models import SurveyQuestion
from ontact.commons.registrations.queries.survey import mark_of_survey
from ontact.foundation.actor import Actor
from ontact.foundation.errors import RuleBroken
from ontact.foundation.worded import in_every_language

MOST_QUESTIONS = 15
PROPOSED = (
    (SurveyQuestion.Kind.SCALE, _("How satisfied are you with the programme as a whole?")),
    (SurveyQuestion.Kind.SCALE, _("How easy was it to follow?")),
    (SurveyQuestion.Kind.SCALE, _("How well did signing up and coming in work?")),
    (SurveyQuestion.Kind.SCALE, _("How likely are you to come again?")),
    (SurveyQuestion.Kind.TEXT, _("What should stay, and what should be different?")),
)


class ListChanged(RuleBroken):
    code = "survey-list-changed"
    text = _("Somebody has changed these questions in the meantime.")
    way_out = _("Look at the list as it is now, then do it again.")


class SurveyTooLong(RuleBroken):
    code = "survey-too-long"
    status = 422
    text = _("A survey has at most %(most)d questions; few people answer more.")
    way_out = _("Take one away first.")


def proposed_set() -> list[Ask]:
    """What every office wants to know, in all languages of the hall."""
    return [Ask(in_every_language(words), kind) for kind, words in PROPOSED]


@transaction.atomic
def add_to_survey(*, programme: Programme, asks: Iterable[Ask], by: Actor) -> None:
    """Behind those that stand there; what is there in the same words is not asked twice.

    Raises:
        QuestionsFixed, SurveyTooLong.
    """
    programme = Programme.objects.locked(programme.pk)
    standing = _standing(programme)
    known = [one.text for one in standing]
    more = [one for one in asks if one.text not in known]
    if len(standing) + len(more) > MOST_QUESTIONS:
        raise SurveyTooLong(most=MOST_QUESTIONS)
    if more:
        ask_in_survey(programme, questions=[*standing, *more], by=by)


@transaction.atomic
def move_in_survey(*, programme: Programme, number: int, move: str, seen: str, by: Actor) -> None:
    """One place "up" or "down". `seen`: the mark of the list as it was shown.

    Raises:
        QuestionsFixed, ListChanged.
    """
    standing = _as_seen(programme, seen)
    here = number - 1
    there = here + (-1 if move == "up" else 1)
    if 0 <= here < len(standing) and 0 <= there < len(standing):
        standing[here], standing[there] = standing[there], standing[here]
        ask_in_survey(programme, questions=standing, by=by)


@transaction.atomic
def take_out_of_survey(*, programme: Programme, number: int, seen: str, by: Actor) -> None:
    """Raises QuestionsFixed, ListChanged."""
    standing = _as_seen(programme, seen)
    if 0 < number <= len(standing):
        del standing[number - 1]
        ask_in_survey(programme, questions=standing, by=by)


def _as_seen(programme: Programme, seen: str) -> list[Ask]:
    held = Programme.objects.locked(programme.pk)
    if mark_of_survey(held) != seen:
        raise ListChanged
    return _standing(held)


def _standing(programme: Programme) -> list[Ask]:
    return [
        Ask(one.text, SurveyQuestion.Kind(one.kind), tuple(one.choices))
        for one in programme.survey_questions.all()
    ]
