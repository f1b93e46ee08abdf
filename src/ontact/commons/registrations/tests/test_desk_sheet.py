"""A sheet of participants read as people have it: columns, birthdays, names, and every fault at its row."""

from datetime import date

import pytest

from ontact.commons.people.forms.sheets import SheetUnreadable, read_file
from ontact.commons.people.models import Person
from ontact.commons.registrations.forms.desk_sheet import lines_in
from ontact.commons.registrations.models import Registration
from ontact.commons.registrations.tests.desks import a_question, at, enter
from ontact.commons.registrations.tests.factories import a_programme
from ontact.commons.registrations.tests.sheets import HEAD, a_child, an_adult, plan, taken_over
from ontact.foundation.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def troubles(programme, row):
    (line,) = plan(programme, row).lines
    return line.troubles


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        (an_adult("", "a@example.org"), "The name is missing."),
        (an_adult("가" * 101, "a@example.org"), "The name is longer than 100 letters."),
        (an_adult("a@example.org", "031"), "A mail address stands where the name should be."),
        (an_adult("이하늘", "sky.example"), "“sky.example” is no e-mail address."),
        (an_adult("이하늘", "", "내일"), "A telephone number has only digits"),
        (an_adult("이하늘"), "There is neither a mail address nor a telephone number."),
        (a_child("박나무", "김보호", ""), "The guardian has neither a mail address nor a telephone number."),
        (["박나무", "", "", "2019", "김보호", "k@example.org", "", "종이"], "“2019” is no date of birth"),
        (["박나무", "", "", "2091-01-01", "김보호", "k@example.org", "", ""], "is no date of birth"),
        (["박나무", "", "031", "", "", "k@example.org", "", ""], "The guardian's name is missing."),
        (an_adult("이하늘 900101-1234567", "a@example.org"), "A resident registration number stands here"),
    ],
)
def test_each_fault_is_named(row, trouble):
    assert trouble in " ".join(troubles(a_programme(), row))


def test_a_resident_registration_number_is_shown_nowhere(client):
    programme = a_programme()
    enter(client, programme)
    lines = "이름\t전화\n이하늘 900101-1234567\t031"

    page = client.post(at("desk_import", programme), {"lines": lines, "faults": "leave"}).content.decode()

    assert "A resident registration number" in page
    assert "1234567" not in page


@pytest.mark.parametrize(
    "written",
    [
        "2019-03-01",
        "2019.3.1",
        "2019. 3. 1.",
        "2019/03/01",
        "2019년 3월 1일",
        "20190301",
        "2019-03-01 00:00:00",
    ],
)
def test_a_birthday_is_read_as_people_write_it(written):
    (line,) = plan(a_programme(), a_child("박나무", "김보호", "k@example.org", written)).lines

    assert line.words.born_on == date(2019, 3, 1)


@pytest.mark.parametrize("name", ["가 나 다", "😀👨‍👩‍👧", "나" * 40, "金水原", "O'Neil"])
def test_a_name_is_kept_as_it_stands(name):
    programme = a_programme()

    taken_over(programme, an_adult(name, "a@example.org"))

    assert Registration.objects.get(programme=programme).person.name == name


def test_letters_taken_apart_by_another_system_are_put_together():
    programme = a_programme()

    taken_over(programme, an_adult("\u1100\u1161\u11a8", "a@example.org"))

    assert Registration.objects.get(programme=programme).person.name == "각"


def test_what_is_missing_by_the_programmes_own_rules_is_named_before_anything_is_written():
    programme = a_programme(terms={"needs_guardian": True}, age_from=5, age_to=8)
    a_question(programme, ko="알레르기")

    with_born = a_child("박나무", "김보호", "k@example.org", f"{now().year - 12}-06-01", "")
    (line,) = plan(programme, with_born).lines

    assert len(line.troubles) == 3
    assert "Any allergies?" in line.troubles[0]
    assert "not the age" in line.troubles[1]
    assert "consent of a guardian" in line.troubles[2]
    assert not Person.objects.filter(name="박나무").exists()


def test_answers_stand_in_columns_with_the_questions_words():
    programme = a_programme()
    question = a_question(programme, kind="yes_no")
    heading = [*HEAD, "any allergies?"]

    (line,) = lines_in([heading, [*an_adult("이하늘", "a@example.org"), "네"]], [question])

    assert line.words.said == {str(question.pk): "yes"}


def test_more_rows_than_five_hundred_are_split():
    rows = [an_adult(f"사람 {number}", f"p{number}@example.org") for number in range(501)]

    with pytest.raises(SheetUnreadable, match="more than 500 rows"):
        plan(a_programme(), *rows)


@pytest.mark.parametrize("rows", [[["뭔가", "또"], ["a", "b"]], [HEAD]])
def test_what_is_no_list_of_participants_is_refused_with_a_sentence(rows):
    with pytest.raises(SheetUnreadable):
        lines_in(rows, [])


def test_the_empty_sheet_can_be_read_again(client):
    programme = a_programme()
    question = a_question(programme)
    enter(client, programme)

    answer = client.get(at("desk_import_sheet", programme))

    (heading,) = read_file("participants.xlsx", answer.content)
    line = ["Sky", "a@example.org", *[""] * 6, "none"]
    (read,) = lines_in([heading, line], [question])
    assert (read.words.name, read.words.said) == ("Sky", {str(question.pk): "none"})
