"""What other people of a series do while one of them is watched: they sign up too, and answer. Run inside the hall."""

from collections.abc import Sequence

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.preparing import make_ready, prepare
from ontact.commons.registrations.actions.signing_up import press
from ontact.commons.registrations.actions.survey import answer_survey
from ontact.commons.registrations.models import Registration, RegistrationState, SurveyQuestion
from ontact.config.launch.hall import Hall

BORN_ON = "1968-03-02"


def in_the_hall(hall: Hall, call: str) -> None:
    """One of the calls below."""
    name = call.partition("(")[0]
    hall.manage("shell", "-v", "0", "-c", f"from tests.journeys.classmates import {name}; {call}")


def sign_up(programme: str, addresses: Sequence[str]) -> None:
    """People of the demo city, one after the other; each gets a place."""
    wanted = Programme.objects.get(pk=programme)
    for person in Person.objects.filter(email__in=addresses).order_by("email"):
        answers = {person: {"born_on": BORN_ON}}
        by = person.actor()
        preparation = prepare(programme=wanted, asked_by=person, people=answers, by=by)
        press(preparation=make_ready(preparation=preparation, by=by), by=by)
    placed = Registration.objects.filter(programme=wanted, state=RegistrationState.PLACED)
    assert placed.filter(person__email__in=addresses).count() == len(addresses)


def answer(programme: str, addresses: Sequence[str], mark: int) -> None:
    """The questions from one to five only: nobody writes in words of their own."""
    asked = SurveyQuestion.objects.filter(programme=programme, kind=SurveyQuestion.Kind.SCALE)
    answers = {one.pk: str(mark) for one in asked}
    for place in Registration.objects.filter(programme=programme, person__email__in=addresses):
        answer_survey(place, answers=answers)
