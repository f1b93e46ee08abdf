"""The survey after a programme: answers go into a box one by one and come out together, in an order that nobody knows.

Nothing is signed for a single answer and nothing is logged: see decision 0040, whose way this is.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import (
    BoxedSheet,
    Registration,
    RegistrationState,
    SurveyClose,
    SurveyDone,
    SurveyQuestion,
    SurveySheet,
)
from ontact.commons.registrations.queries.survey import survey_is_open, survey_opens_at, surveys_to_close
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken
from ontact.foundation.worded import Worded

logger = logging.getLogger(__name__)

BOX = BoxedSheet._meta.db_table
# SQLite has no TRUNCATE: a DELETE without WHERE frees whole pages, and secure_delete overwrites them.
EMPTYING = {"postgresql": f"TRUNCATE TABLE {BOX}", "sqlite": f"DELETE FROM {BOX}"}  # noqa: S608 -- a constant
LONGEST_ANSWER = 1_000


class SurveyShut(RuleBroken):
    code = "survey-shut"
    text = _("This survey is not open.")
    way_out = _("It opens with the end of the last session and stays open for two weeks.")


class AnswerUnknown(RuleBroken):
    code = "answer-unknown"
    status = 422
    text = _("One of the answers is none of those that were offered.")
    way_out = _("Load the page again and choose anew.")


class QuestionsFixed(RuleBroken):
    code = "questions-fixed"
    text = _("Questions can be changed until the survey opens.")
    way_out = _("They are fixed now, so that everybody answers the same.")


@dataclass(frozen=True)
class Ask:
    """One question as it is asked. `choices`: of kind CHOICE, in their order."""

    text: Worded
    kind: SurveyQuestion.Kind = SurveyQuestion.Kind.SCALE
    choices: tuple[str, ...] = ()


@transaction.atomic
def ask_in_survey(programme: Programme, *, questions: Sequence[Ask], by: Actor) -> list[SurveyQuestion]:
    """These questions and no others; until the survey opens they can be changed.

    Raises:
        QuestionsFixed.
    """
    programme = Programme.objects.locked(programme.pk)
    opens_at = survey_opens_at(programme)
    if opens_at is not None and opens_at <= now():
        raise QuestionsFixed
    programme.survey_questions.all().delete()
    asked = [
        SurveyQuestion(
            programme=programme, number=number, text=ask.text, kind=ask.kind, choices=list(ask.choices)
        )
        for number, ask in enumerate(questions, 1)
    ]
    SurveyQuestion.objects.bulk_create(asked)
    sign(by, "wrote a survey", programme, questions=len(asked))
    return asked


@transaction.atomic
def answer_survey(registration: Registration, *, answers: Mapping[UUID, str]) -> None:
    """One sheet for each place: the first one counts, and a second is not even compared with it.

    `answers`: question → text; what is left out is not answered.

    Raises:
        SurveyShut, AnswerUnknown.
    """
    programme = Programme.objects.locked(registration.programme_id)
    if registration.state != RegistrationState.PLACED or not survey_is_open(programme, now()):
        raise SurveyShut
    if SurveyDone.objects.filter(registration=registration).exists():
        return
    questions = {question.pk: question for question in programme.survey_questions.all()}
    given = {pk: text.strip()[:LONGEST_ANSWER] for pk, text in answers.items() if text.strip()}
    if not all(pk in questions and is_an_answer(questions[pk], text) for pk, text in given.items()):
        raise AnswerUnknown
    SurveyDone.objects.create(registration=registration)
    BoxedSheet.objects.create(programme=programme, answers={str(pk): text for pk, text in given.items()})


def close_surveys_due(moment: datetime) -> int:
    """Those whose two weeks are over. Returns how many; harmless when repeated."""
    return sum(close_survey(programme) for programme in surveys_to_close(moment))


@transaction.atomic
def close_survey(programme: Programme) -> bool:
    """Empty the box; sheets and names are laid down again, each in random order. False where that was done before."""
    programme = Programme.objects.locked(programme.pk)
    if SurveyClose.objects.filter(programme=programme).exists():
        return False
    sheets = _empty_box(programme)
    done = SurveyDone.objects.filter(registration__programme=programme)
    names = list(done.values_list("registration_id", flat=True))
    done.delete()
    SurveySheet.objects.bulk_create(
        sorted((SurveySheet(programme=programme, answers=answers) for answers in sheets), key=_by_chance)
    )
    SurveyDone.objects.bulk_create(sorted((SurveyDone(registration_id=pk) for pk in names), key=_by_chance))
    close = SurveyClose.objects.create(programme=programme, sheets=len(sheets))
    sign(SYSTEM, "closed a survey", programme, sheets=len(sheets))
    transaction.on_commit(lambda: clear_survey_traces(close.pk))
    return True


def clear_survey_traces(close_id: UUID) -> bool:
    """After the commit: nothing of the single sheets stays in the write-ahead log or among dead rows.

    Returns False where a reader is in the way; `clear_surveys_left` tries again each minute.
    """
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM {SurveyDone._meta.db_table}")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0]:
                logger.warning("The traces of survey %s could not be cleared yet; tried again.", close_id)
                return False
    SurveyClose.objects.filter(pk=close_id).update(cleared_at=now())
    logger.info("The traces of survey %s are cleared.", close_id)
    return True


def clear_surveys_left() -> int:
    """Surveys whose traces could not be cleared at their close. Returns how many are clear now."""
    left = SurveyClose.objects.filter(cleared_at=None).values_list("pk", flat=True)
    return sum(clear_survey_traces(close_id) for close_id in left)


def is_an_answer(question: SurveyQuestion, text: str) -> bool:
    """A text may say anything; the others only what was offered: "1" to "5", or the number of a choice."""
    if question.kind == SurveyQuestion.Kind.TEXT:
        return True
    offered = 5 if question.kind == SurveyQuestion.Kind.SCALE else len(question.choices)
    return text in {str(number) for number in range(1, offered + 1)}


def _empty_box(programme: Programme) -> list[dict[str, str]]:
    """All sheets of the programme; those of other surveys are laid back in random order."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {BOX} IN ACCESS EXCLUSIVE MODE")
        boxed = list(BoxedSheet.objects.values_list("programme_id", "answers"))
        cursor.execute(EMPTYING[connection.vendor])
    others = [BoxedSheet(programme_id=pk, answers=answers) for pk, answers in boxed if pk != programme.pk]
    BoxedSheet.objects.bulk_create(sorted(others, key=_by_chance))
    return [answers for pk, answers in boxed if pk == programme.pk]


def _by_chance(row: SurveySheet | BoxedSheet | SurveyDone) -> UUID:
    """Keys of version 4 are random: their order is nobody's."""
    return row.pk
