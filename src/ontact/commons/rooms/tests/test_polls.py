"""Questions of the moment: one answer a seat, changed until the close; counts equal the answers, whatever happens."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ontact.commons.rooms import actions, queries
from ontact.commons.rooms.errors import NoSuchChoice, PollIsClosed, PollStands, PollUnclear
from ontact.commons.rooms.models import Poll, PollAnswer, Role, RoomEvent
from ontact.commons.rooms.queries.polls import counts_of, poll_for_the_desk, poll_words
from ontact.commons.rooms.tests.calls import call, state
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory

pytestmark = pytest.mark.django_db
GATES = ["Paldalmun", "Janganmun", "Changnyongmun"]


def ask(room, **facts):
    return actions.open_poll(
        room, question="Which gate is it?", choices=GATES, by=CLERK, **{"named": False, **facts}
    )


def test_everybody_sees_the_question_and_nobody_the_counts(as_guest, room, guest):
    poll = ask(room, right=1)
    actions.answer_poll(poll, seat=guest, choice=1, by=guest.actor())

    said = state(as_guest, room).json()

    assert said["poll"] == {
        "id": str(poll.pk),
        "question": "Which gate is it?",
        "choices": GATES,
        "named": False,
        "quiz": True,
        "open": True,
        "answered": 1,
        "counts": None,
        "right": None,
        "names": None,
    }
    assert said["me"]["answer"] == 1


def test_the_last_answer_before_the_close_counts(room, guest):
    poll = ask(room)
    for choice in (0, 2, 2):
        actions.answer_poll(poll, seat=guest, choice=choice, by=guest.actor())

    assert counts_of(poll) == [0, 0, 1]


def test_of_an_anonymous_question_nothing_but_numbers_stays(room, guest):
    poll = ask(room)
    actions.answer_poll(poll, seat=guest, choice=1, by=guest.actor())

    closed = actions.close_poll(poll, by=CLERK)

    assert (closed.counts, PollAnswer.objects.count()) == ([0, 1, 0], 0)


def test_names_are_shown_only_where_it_was_said_and_only_with_the_results(room, guest):
    poll = ask(room, named=True)
    actions.answer_poll(poll, seat=guest, choice=0, by=guest.actor())
    closed = actions.close_poll(poll, by=CLERK)
    assert poll_words(closed)["names"] is None

    shown = actions.show_results(closed, shown=True, by=CLERK)

    assert poll_words(shown)["names"] == [[f"Guest of {guest.title}"], [], []]
    assert poll_words(shown)["counts"] == [1, 0, 0]


def test_results_are_put_away_again(room):
    poll = actions.show_results(actions.close_poll(ask(room), by=CLERK), shown=True, by=CLERK)
    assert queries.board(room)["poll"]["id"] == str(poll.pk)

    actions.show_results(poll, shown=False, by=CLERK)
    room.refresh_from_db()

    assert queries.board(room)["poll"] is None


def test_a_new_question_takes_the_place_of_the_last_results(room):
    first = actions.show_results(actions.close_poll(ask(room), by=CLERK), shown=True, by=CLERK)
    second = ask(room)
    room.refresh_from_db()

    assert queries.board(room)["poll"]["id"] == str(second.pk)
    assert Poll.objects.get(pk=first.pk).shown_at is None


@pytest.mark.parametrize(
    ("question", "choices", "right"),
    [
        (" ", GATES, None),
        ("Which?", ["one"], None),
        ("Which?", ["one", "one"], None),
        ("Which?", ["one", " "], None),
        ("Which?", [str(n) for n in range(7)], None),
        ("Which?", GATES, 3),
    ],
)
def test_a_question_that_cannot_be_answered_is_not_asked(room, question, choices, right):
    with pytest.raises(PollUnclear):
        actions.open_poll(room, question=question, choices=choices, named=False, right=right, by=CLERK)


def test_one_question_at_a_time(room):
    ask(room)
    with pytest.raises(PollStands):
        ask(room)


def test_after_the_close_nobody_answers(room, guest):
    poll = actions.close_poll(ask(room), by=CLERK)
    with pytest.raises(PollIsClosed):
        actions.answer_poll(poll, seat=guest, choice=0, by=guest.actor())


def test_only_what_stands_there_can_be_chosen(room, guest):
    with pytest.raises(NoSuchChoice):
        actions.answer_poll(ask(room), seat=guest, choice=3, by=guest.actor())


def test_what_is_open_ends_with_the_room(room, guest):
    poll = ask(room)
    actions.answer_poll(poll, seat=guest, choice=2, by=guest.actor())

    actions.close_room(room, by=CLERK)

    assert Poll.objects.get(pk=poll.pk).counts == [0, 0, 1]
    assert not PollAnswer.objects.exists()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=some.lists(some.tuples(some.integers(0, 3), some.integers(0, 2)), max_size=25))
def test_counts_equal_the_last_answers_before_and_after_the_close(answers):
    room = RoomFactory()
    seats = [SeatFactory(room=room, inside=True) for _ in range(4)]
    poll = ask(room)
    last = {}
    for who, choice in answers:
        actions.answer_poll(poll, seat=seats[who], choice=choice, by=seats[who].actor())
        last[who] = choice
    expected = [list(last.values()).count(choice) for choice in range(3)]

    assert counts_of(poll) == expected
    assert poll_words(poll)["answered"] == len(last)
    assert actions.close_poll(poll, by=CLERK).counts == expected


class TestCalls:
    def test_the_desk_asks_and_a_second_press_is_the_same_question(self, at_the_desk, room):
        key = {"Idempotency-Key": str(uuid4())}
        asked = {"question": "Which gate?", "choices": GATES}
        first = call(at_the_desk, room, "polls", asked, **key)
        again = call(at_the_desk, room, "polls", asked, **key)

        assert (first.json(), Poll.objects.count()) == (again.json(), 1)

    def test_one_press_sent_twice_is_one_answer(self, as_guest, room):
        poll, key = ask(room), {"Idempotency-Key": str(uuid4())}
        for _ in range(2):
            assert call(as_guest, room, f"polls/{poll.pk}/answer", {"choice": 1}, **key).status_code == 200

        assert counts_of(poll) == [0, 1, 0]

    @pytest.mark.parametrize(
        ("what", "body"),
        [("polls", {"question": "x", "choices": GATES}), ("closing", {}), ("results", {"shown": True})],
    )
    def test_asking_closing_and_showing_are_for_the_desk(self, as_guest, room, what, body):
        address = what if what == "polls" else f"polls/{ask(room).pk}/{what}"
        assert call(as_guest, room, address, body).status_code == 403

    def test_the_desk_alone_sees_the_counts_before_they_are_shown(self, at_the_desk, as_guest, room, guest):
        poll = ask(room)
        actions.answer_poll(poll, seat=guest, choice=2, by=guest.actor())

        seen = at_the_desk.get(f"/api/rooms/{room.pk}/polls").json()["polls"]

        assert [one["counts"] for one in seen] == [[0, 0, 1]]
        assert as_guest.get(f"/api/rooms/{room.pk}/polls").status_code == 403

    def test_a_question_of_another_room_does_not_exist_here(self, as_guest, room):
        assert call(as_guest, room, f"polls/{ask(RoomFactory()).pk}/answer", {"choice": 0}).status_code == 404


def test_the_desk_sees_names_only_of_a_question_that_said_so(room, guest):
    poll = ask(room)
    actions.answer_poll(poll, seat=guest, choice=0, by=guest.actor())

    assert poll_for_the_desk(poll)["names"] is None


def test_no_event_says_who_chose_what(room):
    seats = [SeatFactory(room=room, inside=True, role=Role.LISTENER) for _ in range(2)]
    poll = ask(room)
    for seat in seats:
        actions.answer_poll(poll, seat=seat, choice=0, by=seat.actor())

    told = str(list(RoomEvent.objects.filter(kind="poll").values_list("payload", flat=True)))
    assert not any(str(seat.pk) in told for seat in seats)
