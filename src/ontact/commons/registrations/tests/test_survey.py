"""The survey: who may answer, what is counted, and that no row, entry or line joins a person to a sheet."""

from datetime import timedelta

import pytest
from django.db import connection, models

from ontact.commons.journal.models import Entry
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.survey import (
    AnswerUnknown,
    Ask,
    QuestionsFixed,
    SurveyShut,
    answer_survey,
    ask_in_survey,
    clear_surveys_left,
    close_survey,
    close_surveys_due,
)
from ontact.commons.registrations.models import (
    BoxedSheet,
    SurveyClose,
    SurveyDone,
    SurveyQuestion,
    SurveySheet,
)
from ontact.commons.registrations.queries.survey import Bar, places_that_may_answer, survey_results
from ontact.commons.registrations.tests.afterwards import DESK, a_place, a_programme
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
Kind = SurveyQuestion.Kind
ASKED = [
    Ask(Worded.of("ko", ko="얼마나 좋았나요?")),
    Ask(Worded.of("ko", ko="어디가 편한가요?"), Kind.CHOICE, ("온라인", "현장")),
    Ask(Worded.of("ko", ko="하고 싶은 말"), Kind.TEXT),
]


def surveyed(**facts):
    """A programme that has ended, whose questions were written before."""
    programme = a_programme(**facts)
    with moved_to(now() - timedelta(days=40)):
        ask_in_survey(programme, questions=ASKED, by=DESK)
    return programme


@pytest.fixture
def programme():
    return surveyed()


def questions_of(programme):
    return [question.pk for question in programme.survey_questions.all()]


def answered(programme, scale="", choice="", text=""):
    place = a_place(programme)
    answer_survey(place, answers=dict(zip(questions_of(programme), (scale, choice, text), strict=True)))
    return place


def test_nothing_is_told_before_the_close(programme):
    for _ in range(6):
        answered(programme, scale="5")

    assert survey_results(programme) is None


def test_results_are_counted_for_charts(programme):
    sheets = [("5", "1", "좋아요"), ("4", "1", "가"), ("4", "2", "나"), ("5", "1", "다"), ("3", "2", "라")]
    for scale, choice, text in sheets:
        answered(programme, scale, choice, text)
    close_survey(programme)

    scale, choice, text = survey_results(programme)

    assert scale.bars == (Bar("1", 0), Bar("2", 0), Bar("3", 1), Bar("4", 2), Bar("5", 2))
    assert (scale.answered, scale.mean) == (5, "4.2")
    assert choice.bars == (Bar("온라인", 3), Bar("현장", 2))
    assert text.texts == ("가", "나", "다", "라", "좋아요")


@pytest.mark.parametrize("count", [0, 1, 4])
def test_fewer_than_five_answers_to_a_question_look_like_none(programme, count):
    for number in range(6):
        answered(programme, scale="5", text="말" if number < count else "")
    close_survey(programme)

    scale, _choice, text = survey_results(programme)

    assert scale.is_shown
    assert (text.answered, text.texts, text.is_shown) == (0, (), False)


def test_the_first_sheet_counts_and_a_second_press_is_harmless(programme):
    place = answered(programme, scale="5")

    answer_survey(place, answers={questions_of(programme)[0]: "1"})

    assert [sheet.answers for sheet in BoxedSheet.objects.all()] == [{str(questions_of(programme)[0]): "5"}]


@pytest.mark.parametrize("answer", ["0", "6", "five", "5.0"])
def test_only_what_was_offered_is_an_answer(programme, answer):
    with pytest.raises(AnswerUnknown):
        answered(programme, scale=answer)

    assert not SurveyDone.objects.exists()


def test_a_question_of_another_survey_is_no_answer(programme):
    other = questions_of(surveyed())[0]

    with pytest.raises(AnswerUnknown):
        answer_survey(a_place(programme), answers={other: "5"})


@pytest.mark.parametrize("days_ago", [-1, 14])
def test_it_is_open_for_two_weeks_from_the_last_session_on(days_ago):
    with pytest.raises(SurveyShut):
        answered(surveyed(days_ago=days_ago), scale="5")


def test_without_a_place_nobody_answers(programme):
    waiting = a_place(programme, state="waiting", why="full")

    with pytest.raises(SurveyShut):
        answer_survey(waiting, answers={})


def test_questions_are_fixed_once_it_is_open(programme):
    with pytest.raises(QuestionsFixed):
        ask_in_survey(programme, questions=[], by=DESK)


def test_a_guardian_answers_for_each_child(programme):
    guardian = PersonFactory()
    own = a_place(programme, person=guardian)
    child = a_place(programme, person=PersonFactory(claimed_at=None, email="", guardian=guardian))
    a_place(programme)

    assert list(places_that_may_answer(programme, guardian)) == [own, child]
    answer_survey(own, answers={})
    assert list(places_that_may_answer(programme, guardian)) == [child]


def test_after_two_weeks_it_closes_by_itself_once():
    programme = surveyed(days_ago=14)
    surveyed(days_ago=13)

    assert close_surveys_due(now()) == 1
    assert close_surveys_due(now()) == 0

    assert list(SurveyClose.objects.values_list("programme", "sheets")) == [(programme.pk, 0)]


def test_a_close_leaves_the_sheets_of_other_surveys_in_the_box(programme):
    other = surveyed()
    for _ in range(3):
        answered(programme, scale="5")
        answered(other, scale="1")

    close_survey(programme)

    assert {sheet.programme_id for sheet in BoxedSheet.objects.all()} == {other.pk}
    assert BoxedSheet.objects.count() == 3
    assert SurveySheet.objects.filter(programme=programme).count() == 3


def test_what_is_kept_has_no_time_and_no_way_from_one_to_the_other():
    kept = {
        SurveySheet: {"id", "programme", "answers"},
        BoxedSheet: {"id", "programme", "answers"},
        SurveyDone: {"id", "registration"},
    }

    assert {model: {field.name for field in model._meta.get_fields()} for model in kept} == kept
    assert all(model._meta.pk.default.__name__ == "uuid4" for model in kept)
    fields = [field for model in kept for field in model._meta.get_fields()]
    assert not any(isinstance(field, models.DateTimeField) for field in fields)


def test_nothing_is_signed_or_logged_for_a_single_answer(programme, caplog):
    place = a_place(programme)
    caplog.set_level("DEBUG", logger="ontact")
    before = Entry.objects.count()

    answer_survey(place, answers={questions_of(programme)[2]: "비밀"})

    assert Entry.objects.count() == before
    assert [record for record in caplog.records if record.name.startswith("ontact")] == []


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_after_the_close_the_order_of_rows_is_that_of_random_keys():
    programme = surveyed()
    places = [answered(programme, scale="5", text=f"{number:02}") for number in range(40)]
    keys = {pk for model in (SurveyDone, BoxedSheet) for pk in model.objects.values_list("pk", flat=True)}

    close_survey(programme)

    hidden = "rowid" if connection.vendor == "sqlite" else "ctid"
    for model in (SurveySheet, SurveyDone):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {model._meta.db_table} ORDER BY {hidden}")  # noqa: S608 -- constants
            found = [str(row[0]).replace("-", "") for row in cursor.fetchall()]
        assert found == sorted(found)
    assert not BoxedSheet.objects.exists()
    assert not keys & set(SurveyDone.objects.values_list("pk", flat=True))
    assert not keys & set(SurveySheet.objects.values_list("pk", flat=True))
    order = list(SurveyDone.objects.order_by("pk").values_list("registration_id", flat=True))
    assert order != [place.pk for place in places]
    clear_surveys_left()
    assert SurveyClose.objects.get().cleared_at is not None
