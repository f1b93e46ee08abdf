"""kill -9 at the worst moment: during a vote, a roll call, hands, and between the floor's change and its commit.

Whatever was acknowledged is there, once; what was not is asked again under the same key and done once.
"""

import threading

import psycopg
import pytest

from ontact.config.launch.postgres import Cluster, programs
from tests.journeys.killing import Robots, kill_program, until_true
from tests.machines import do_without

pytestmark = [pytest.mark.journey, pytest.mark.slow]
GUESTS = 24
PROGRAMS = ["web", "worker", "usher", "livekit"]


@pytest.fixture(scope="module")
def robots(new_hall):
    """One meeting on a hall of its own; each test puts a new vote or roll before it."""
    hall = new_hall(demo=False)
    yield Robots.enter(hall, GUESTS)
    hall.stop()


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_acknowledged_ballot_is_lost_or_counted_twice(robots, program):
    assert robots.act(robots.chair, "votes", motion="원안 가결", manner="secret") == 200
    vote = robots.state(robots.chair)["ext"]["votes"][-1]["id"]

    answers = robots.all_at_once(
        robots.members, lambda seat: robots.act(seat, f"votes/{vote}/ballot", choice="for"), kill=program
    )
    assert robots.act(robots.chair, f"votes/{vote}/closing") == 200

    result = robots.state(robots.chair)["ext"]["votes"][-1]["result"]
    # The chair and the clerk may vote too, but did not.
    assert answers == [200] * GUESTS
    assert (result["for"], result["against"], result["abstain"]) == (GUESTS, 0, 0)


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_acknowledged_answer_to_the_roll_is_lost(robots, program):
    assert robots.act(robots.chair, "rolls", manner="aloud") == 200
    roll = robots.state(robots.chair)["ext"]["roll"]["id"]

    answers = robots.all_at_once(
        robots.members, lambda seat: robots.act(seat, f"rolls/{roll}/presence"), kill=program
    )
    assert robots.act(robots.chair, f"rolls/{roll}/closing") == 200

    assert answers == [200] * GUESTS
    assert present_in(robots.state(robots.chair)["ext"]["roll"]) == set(robots.members)


def test_hands_raised_while_web_dies_stand_in_one_queue(robots):

    answers = robots.all_at_once(
        robots.members, lambda seat: robots.in_room(seat, "hand", raised=True), kill="web"
    )

    queue = [hand["seat"] for hand in robots.state(robots.chair)["queue"]]
    assert answers == [200] * GUESTS
    assert sorted(queue) == sorted(robots.members)


def test_a_floor_that_was_not_committed_is_given_once_when_it_is_asked_again(new_hall):
    """PostgreSQL lets us hold the last statement of the transaction back: web dies after the change, before the commit."""
    folder = programs()
    if folder is None:
        do_without("PostgreSQL")
    with Cluster(folder) as url:
        hall = new_hall(demo=False, database_url=url)
        robots = Robots.enter(hall, 2)
        speaker = robots.members[0]
        with psycopg.connect(url) as holder:
            holder.execute("LOCK TABLE rooms_roomevent IN EXCLUSIVE MODE")
            answers: list[int] = []
            asked = threading.Thread(
                target=lambda: answers.append(robots.in_room(robots.chair, "floor", seat=speaker))
            )
            asked.start()
            until_true(lambda: waits_for(url, "rooms_roomevent"))
            kill_program(hall, "web")
            holder.rollback()
        asked.join()

        with psycopg.connect(url) as reader:
            turns = reader.execute("SELECT seat_id::text FROM rooms_turn").fetchall()
        assert answers == [200]
        assert turns == [(speaker,)]
        assert robots.state(robots.chair)["floor"]["seat"] == speaker
        hall.stop()


def present_in(roll) -> set[str]:
    return {seat for seat, said in roll["answers"].items() if said["answer"] == "present"}


def waits_for(url: str, table: str) -> bool:
    """Somebody's statement on the table is held back."""
    waiting = "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted"
    with psycopg.connect(url) as reader:
        found = reader.execute(waiting, [table]).fetchone()
    return bool(found and found[0])
