"""Questions before signing up and in the survey: written, put in order, taken away, and fixed with the first answer."""

import pytest

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.programmes.tests.factories import DAY, this_minute
from ontact.commons.registrations.actions.questions import (
    AnswersGiven,
    Asked,
    TooManyQuestions,
    add_question,
)
from ontact.commons.registrations.actions.survey import Ask
from ontact.commons.registrations.actions.survey_questions import SurveyTooLong, add_to_survey
from ontact.commons.registrations.models import Question, SurveyQuestion
from ontact.commons.registrations.tests.factories import prepared
from ontact.commons.registrations.tests.making import a_draft, a_running, enter, filled, page, send
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db


def asked(number):
    return Asked(Worded.of("ko", ko=f"질문 {number}"))


def texts(programme):
    return [one.text.text("ko") for one in Question.objects.filter(terms__programme=programme)]


def surveyed(programme):
    return [one.text.text("ko") for one in programme.survey_questions.all()]


def with_questions(count=3):
    programme = a_draft()
    for number in range(1, count + 1):
        add_question(programme=programme, asked=asked(number), by=SYSTEM)
    return programme


def test_a_question_with_choices_is_written(client):
    programme = a_draft()
    enter(client, programme)

    send(
        client,
        page("making_questions", programme),
        text_ko="사는 곳",
        text_en="Where you live",
        kind="choice",
        choices="장안구\r\n 권선구 \r\n\r\n장안구",
    )

    question = Question.objects.get(terms__programme=programme)
    assert (question.kind, question.choices, question.is_required) == ("choice", ["장안구", "권선구"], True)


def test_a_choice_of_one_is_no_choice(client):
    programme = a_draft()
    enter(client, programme)

    answer = send(
        client, page("making_questions", programme), text_ko="사는 곳", kind="choice", choices="장안구"
    )

    assert list(answer.context["form"].errors) == ["choices"]
    assert answer.context["form"]["text_ko"].value() == "사는 곳"


def test_a_question_is_changed_and_the_second_officer_sees_it(client):
    programme = with_questions(1)
    enter(client, programme)
    path = page("making_question", programme, Question.objects.get())
    opened = client.get(path)
    send(client, path, text_ko="먼저")

    second = client.post(path, filled(opened, text_ko="나중"))

    assert [one.now for one in second.context["form"].meanwhile] == ["먼저"]
    assert texts(programme) == ["먼저"]


def test_questions_move_and_close_up(client):
    programme = with_questions(3)
    enter(client, programme)
    first, _second, third = Question.objects.filter(terms__programme=programme)

    client.post(page("making_question_place", programme, third), {"move": "up"})
    assert texts(programme) == ["질문 1", "질문 3", "질문 2"]
    client.post(page("making_question_place", programme, first), {"move": "up"})
    client.post(page("making_question_removal", programme, first))

    assert texts(programme) == ["질문 3", "질문 2"]
    assert [one.number for one in Question.objects.filter(terms__programme=programme)] == [1, 2]


def test_once_somebody_has_answered_the_questions_stay(client):
    programme = a_running()
    add_question(programme=programme, asked=Asked(Worded.of("ko", ko="질문"), is_required=False), by=SYSTEM)
    prepared(programme, PersonFactory())
    enter(client, programme)
    question = Question.objects.get()

    shown = client.get(page("making_questions", programme)).content.decode()

    assert "everybody answers the same" in shown
    assert page("making_question", programme, question) not in shown
    for name in ("making_question", "making_question_removal"):
        assert client.post(page(name, programme, question)).status_code == 409
    with pytest.raises(AnswersGiven):
        add_question(programme=programme, asked=asked(2), by=SYSTEM)


def test_nobody_is_asked_more_than_twenty_things():
    programme = with_questions(20)

    with pytest.raises(TooManyQuestions):
        add_question(programme=programme, asked=asked(21), by=SYSTEM)


def test_the_proposed_survey_is_taken_once(client):
    programme = a_draft()
    enter(client, programme)
    path = page("survey_questions", programme)

    client.post(path, {"act": "propose"})
    client.post(path, {"act": "propose"})

    kinds = [one.kind for one in programme.survey_questions.all()]
    assert kinds == ["scale", "scale", "scale", "scale", "text"]


def test_a_question_of_the_survey_is_added_moved_and_taken_out(client):
    programme = a_draft()
    enter(client, programme)
    path = page("survey_questions", programme)
    for words in ("하나", "둘"):
        send(client, path, text_ko=words)
    place, away = f"{path}2/place/", f"{path}1/removal/"

    client.post(place, {"move": "up", "seen": client.get(path).context["seen"]})
    assert surveyed(programme) == ["둘", "하나"]
    client.post(away, {"seen": client.get(path).context["seen"]})

    assert surveyed(programme) == ["하나"]


def test_a_list_that_changed_meanwhile_is_looked_at_again(client):
    programme = a_draft()
    enter(client, programme)
    path = page("survey_questions", programme)
    client.post(path, {"act": "propose"})
    seen = client.get(path).context["seen"]
    client.post(f"{path}1/removal/", {"seen": seen})

    again = client.post(f"{path}1/removal/", {"seen": seen})

    assert (again.status_code, len(surveyed(programme))) == (409, 4)


def test_once_the_survey_has_opened_its_questions_are_fixed(client):
    programme = a_running(1, begins_at=this_minute() - DAY)
    SurveyQuestion.objects.create(programme=programme, number=1, text=Worded.of("ko", ko="어땠나요?"))
    enter(client, programme)
    path = page("survey_questions", programme)

    opened = client.get(path)

    assert (opened.context["is_fixed"], "its questions are fixed" in opened.content.decode()) == (True, True)
    assert client.post(path, {"act": "propose"}).status_code == 409


def test_a_survey_is_short():
    programme = a_draft()

    with pytest.raises(SurveyTooLong):
        add_to_survey(
            programme=programme,
            asks=[Ask(Worded.of("ko", ko=f"질문 {number}")) for number in range(16)],
            by=SYSTEM,
        )
