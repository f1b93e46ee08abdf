"""The survey: whether it is open, who still may answer, and its results counted for charts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, QuerySet

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import (
    Registration,
    RegistrationState,
    SurveyClose,
    SurveyQuestion,
    SurveySheet,
)
from ontact.foundation.ids import digest
from ontact.foundation.worded import Worded

LASTS = timedelta(days=14)
# Fewer answers to a question are not shown: they would tell who gave them.
SHOWN_FROM = 5


def survey_opens_at(programme: Programme) -> datetime | None:
    """The end of the last session that was not cancelled. One query."""
    end: datetime | None = programme.sessions.filter(cancelled_at=None).aggregate(end=Max("ends_at"))["end"]
    return end


def mark_of_survey(programme: Programme) -> str:
    """Changes with every question and every place in the list. One query."""
    rows = programme.survey_questions.values_list("number", "text", "kind", "choices")
    return digest("\n".join(str(row) for row in rows))[:16]


def survey_is_open(programme: Programme, moment: datetime) -> bool:
    """Three queries at most."""
    opens_at = survey_opens_at(programme)
    if opens_at is None or not opens_at <= moment < opens_at + LASTS:
        return False
    if SurveyClose.objects.filter(programme=programme).exists():
        return False
    return bool(programme.survey_questions.exists())


def surveys_to_close(moment: datetime) -> QuerySet[Programme]:
    """With questions, two weeks after the last session, not yet closed. One query."""
    asked = Exists(SurveyQuestion.objects.filter(programme=OuterRef("pk")))
    closed = Exists(SurveyClose.objects.filter(programme=OuterRef("pk")))
    held = Programme.objects.filter(asked, ~closed, sessions__cancelled_at=None, is_template=False)
    found: QuerySet[Programme] = held.annotate(last_end=Max("sessions__ends_at")).filter(
        last_end__lte=moment - LASTS
    )
    return found


def places_that_may_answer(programme: Programme, person: Person) -> QuerySet[Registration]:
    """The person's own places and those of the children in their care, without an answer so far. One query."""
    household = Person.objects.filter(guardian__in=person.selves()) | person.selves()
    found: QuerySet[Registration] = programme.registrations.filter(
        person__in=household.values("pk"), state=RegistrationState.PLACED, survey_done=None
    )
    return found.select_related("person").order_by("line_number", "pk")


@dataclass(frozen=True)
class Bar:
    """One choice with its number. `label` is a number of the scale or a choice's words."""

    label: str
    value: int


@dataclass(frozen=True)
class Result:
    """One question. `answered` below five: nothing else is told. `mean_tenths`: of a scale, 43 is 4.3."""

    question: SurveyQuestion
    answered: int
    bars: tuple[Bar, ...] = ()
    texts: tuple[str, ...] = ()
    mean_tenths: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.answered >= SHOWN_FROM

    @property
    def mean(self) -> str:
        return "" if self.mean_tenths is None else f"{self.mean_tenths // 10}.{self.mean_tenths % 10}"


def survey_results(programme: Programme) -> list[Result] | None:
    """Only after the close, all at once: from results that grow one by one, one could read who answered what.

    None while the survey is open. Three queries.
    """
    if not SurveyClose.objects.filter(programme=programme).exists():
        return None
    sheets = list(SurveySheet.objects.filter(programme=programme).values_list("answers", flat=True))
    return [_result(question, sheets) for question in programme.survey_questions.all()]


def _result(question: SurveyQuestion, sheets: Iterable[dict[str, str]]) -> Result:
    given = [sheet[str(question.pk)] for sheet in sheets if str(question.pk) in sheet]
    # How few there are is not told either: zero and four look the same.
    if len(given) < SHOWN_FROM:
        return Result(question, 0)
    if question.kind == SurveyQuestion.Kind.TEXT:
        return Result(question, len(given), texts=tuple(sorted(given)))
    counted = Counter(given)
    labels = choice_labels(question)
    bars = tuple(Bar(label, counted[str(number)]) for number, label in enumerate(labels, 1))
    mean = None
    if question.kind == SurveyQuestion.Kind.SCALE:
        mean = (20 * sum(int(one) for one in given) + len(given)) // (2 * len(given))
    return Result(question, len(given), bars=bars, mean_tenths=mean)


def choice_labels(question: SurveyQuestion) -> list[str]:
    """In the order of their numbers. A choice is a text, or words in several languages."""
    if question.kind == SurveyQuestion.Kind.SCALE:
        return [str(number) for number in range(1, 6)]
    return [str(Worded.from_json(one)) if isinstance(one, dict) else str(one) for one in question.choices]
