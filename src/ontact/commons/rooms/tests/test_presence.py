"""Presence: whatever order, loss and doubling the reports suffer, one reconciliation gives the truth."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontact.commons.rooms import actions
from ontact.commons.rooms.actions.presence import apply_report, close_all_spans
from ontact.commons.rooms.engine.words import Present, Word
from ontact.commons.rooms.models import Inbox, Line, Room, RoomEvent, Sitting, Span
from ontact.commons.rooms.queries import attendance, evidence_in_words, present_seats
from ontact.commons.rooms.queries.presence import Stretch, merged
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 7, 5, 0, tzinfo=UTC)
TICK_S = 15


def at(second):
    return START + timedelta(seconds=second)


@st.composite
def histories(draw, stays_at_most_s=400):
    """True connections of up to three lines: (line, begins, ends or None while it lasts), none overlapping in a line."""
    found = []
    for line in range(draw(st.integers(1, 3))):
        second = draw(st.integers(0, 40))
        for _ in range(draw(st.integers(1, 4))):
            stays = draw(st.integers(1, stays_at_most_s))
            found.append([line, second, second + stays])
            second += stays + draw(st.integers(0, stays_at_most_s // 2))
        if draw(st.booleans()):
            found[-1][2] = None
    return [tuple(connection) for connection in found]


def reports_of(history, lines):
    """What LiveKit would report, were nothing lost."""
    for number, (line, begins, ends) in enumerate(history):
        words = {"identity": lines[line].identity, "sid": f"PA_{number}", "joined_at": at(begins)}
        yield Inbox(kind="participant_joined", at=at(begins), **words)
        if ends is not None:
            yield Inbox(kind="participant_left", at=at(ends), **words)


def listed_at(history, lines, second):
    return [
        Present(lines[line].identity, f"PA_{number}", at(begins), "", {}, None)
        for number, (line, begins, ends) in enumerate(history)
        if begins <= second and (ends is None or ends > second)
    ]


def spans():
    rows = Span.objects.order_by("sid").values_list("sid", "begins_at", "ends_at")
    return {sid: (begins_at, ends_at) for sid, begins_at, ends_at in rows}


def truth(history):
    return {f"PA_{n}": (at(b), at(e) if e is not None else None) for n, (_, b, e) in enumerate(history)}


@pytest.fixture
def lines():
    room = RoomFactory(begins_at=START, ends_at=START + timedelta(hours=1))
    return [SeatFactory(room=room, inside=True).line for _ in range(3)]


def room_of(lines):
    return lines[0].seat.room


END_S = 3_600
CALM = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@CALM
@given(history=histories(), data=st.data())
def test_any_order_and_doubling_of_reports_gives_the_true_intervals(lines, history, data):
    Span.objects.all().delete()
    reports = list(reports_of(history, lines))
    doubled = reports + data.draw(st.lists(st.sampled_from(reports), max_size=6))
    by_identity = {line.identity: line for line in lines}

    for report in data.draw(st.permutations(doubled)):
        apply_report(report, by_identity[report.identity])

    assert spans() == truth(history)


@CALM
@given(history=histories(), data=st.data())
def test_whatever_is_lost_one_reconciliation_says_truly_who_is_there_and_since_when(lines, history, data):
    Span.objects.all().delete()
    reports = list(reports_of(history, lines))
    arrived = [report for report in reports if data.draw(st.booleans())]
    by_identity = {line.identity: line for line in lines}
    for report in data.draw(st.permutations(arrived)):
        apply_report(report, by_identity[report.identity])

    actions.reconcile(room_of(lines), listed_at(history, lines, END_S), asked_at=at(END_S))

    true, found = truth(history), spans()
    left = {report.sid for report in arrived if report.kind == "participant_left"}
    assert {sid for sid, (_, ends) in found.items() if ends is None} == {
        s for s, (_, e) in true.items() if e is None
    }
    assert all(found[sid][0] == true[sid][0] for sid in found)
    assert all(found[sid] == true[sid] for sid in left)
    assert all(begins <= ends <= (true[sid][1] or ends) for sid, (begins, ends) in found.items() if ends)


@settings(CALM, max_examples=8)
@given(history=histories(stays_at_most_s=100), data=st.data())
def test_with_a_list_every_15_s_no_loss_moves_an_end_by_more_than_that(lines, history, data):
    Span.objects.all().delete()
    by_identity = {line.identity: line for line in lines}
    arrived = [report for report in reports_of(history, lines) if data.draw(st.booleans())]
    last_s = max((e or b) for _, b, e in history) + TICK_S
    for second in range(TICK_S, last_s + TICK_S, TICK_S):
        for report in arrived:
            if second - TICK_S <= (report.at - START).total_seconds() < second:
                apply_report(report, by_identity[report.identity])
        actions.reconcile(room_of(lines), listed_at(history, lines, second), asked_at=at(second))

    true, found = truth(history), spans()
    witnessed = {report.sid for report in arrived}
    for number, (_, begins, ends) in enumerate(history):
        sid = f"PA_{number}"
        if sid not in found:  # it came and went between two lists, and both reports were lost
            assert sid not in witnessed
            assert ends is not None
            assert ends - begins < TICK_S
            continue
        assert found[sid][0] == true[sid][0]
        if ends is None:
            assert found[sid][1] is None
        else:
            assert found[sid][1] <= true[sid][1]
            assert true[sid][1] - found[sid][1] <= timedelta(seconds=TICK_S)


def test_a_report_that_comes_after_the_list_has_closed_the_interval_gives_the_exact_end(lines):
    line = lines[0]
    joined, left = reports_of([(0, 0, 100)], lines)
    apply_report(joined, line)
    actions.reconcile(room_of(lines), [], asked_at=at(110))
    assert spans() == {"PA_0": (at(0), at(0))}

    apply_report(left, line)

    assert spans() == {"PA_0": (at(0), at(100))}


def test_who_is_wrongly_missing_from_one_list_is_taken_up_by_the_next(lines):
    history = [(0, 0, None)]
    apply_report(next(reports_of(history, lines)), lines[0])
    actions.reconcile(room_of(lines), [], asked_at=at(30))
    actions.reconcile(room_of(lines), listed_at(history, lines, 45), asked_at=at(45))
    assert spans() == {"PA_0": (at(0), None)}


def test_who_joined_while_the_list_was_on_its_way_is_not_closed(lines):
    apply_report(next(reports_of([(0, 30, None)], lines)), lines[0])
    actions.reconcile(room_of(lines), [], asked_at=at(31))
    assert spans() == {"PA_0": (at(30), None)}


def test_strangers_and_robots_leave_no_trace(lines):
    robots = [Present("robot-1", "PA_9", at(0), "", {}, None)]
    actions.reconcile(room_of(lines), robots, asked_at=at(10))
    assert spans() == {}


@pytest.mark.parametrize("guests", [1, 30])
def test_a_list_costs_the_same_for_any_number_of_guests(django_assert_max_num_queries, guests):
    room = RoomFactory()
    lines = [SeatFactory(room=room, inside=True).line for _ in range(guests)]
    present = [Present(line.identity, f"PA_{n}", now(), "", {}, None) for n, line in enumerate(lines)]
    actions.reconcile(room, present, asked_at=now())
    with django_assert_max_num_queries(16):
        actions.reconcile(room, present, asked_at=now())


def test_text_mode_is_present_by_heartbeat_until_it_falls_silent(lines, time_machine):
    line = lines[0]
    time_machine.move_to(at(0), tick=False)
    for second in (0, 30, 60):
        time_machine.move_to(at(second), tick=False)
        actions.heartbeat(Line.objects.select_related("seat__room").get(pk=line.pk), mode="text")
    assert present_seats(room_of(lines)) == {line.seat_id}

    actions.reconcile(room_of(lines), [], asked_at=at(140))

    assert list(Span.objects.values_list("sid", "begins_at", "ends_at")) == [("", at(0), at(60))]
    assert present_seats(room_of(lines)) == set()


def test_a_heartbeat_beside_livekit_is_a_further_witness_of_the_same_interval(lines, time_machine):
    line = lines[0]
    apply_report(next(reports_of([(0, 0, None)], lines)), line)
    time_machine.move_to(at(30), tick=False)

    actions.heartbeat(Line.objects.select_related("seat__room").get(pk=line.pk), mode="video")

    span = Span.objects.get()
    assert (span.sources, span.seen_at) == (["heartbeat", "joined"], at(30))


def test_heartbeats_closer_than_twenty_seconds_write_nothing(
    django_assert_max_num_queries, lines, time_machine
):
    time_machine.move_to(at(0), tick=False)
    line = Line.objects.select_related("seat__room").get(pk=lines[0].pk)
    actions.heartbeat(line, mode="text")
    line.refresh_from_db()
    with django_assert_max_num_queries(1):
        actions.heartbeat(line, mode="text")


def test_presence_changes_are_told_and_repeated_lists_are_not(lines):
    room, present = room_of(lines), listed_at([(0, 0, None)], lines, 10)
    assert actions.reconcile(room, present, asked_at=at(10)) is True
    assert actions.reconcile(room, present, asked_at=at(25)) is False
    assert RoomEvent.objects.filter(room=room, kind="presence").count() == 1


def test_attendance_is_the_sitting_within_the_spans(lines):
    """A substitute takes over in the middle: each is counted for their own part."""
    line, room = lines[0], room_of(lines)
    Room.objects.filter(pk=room.pk).update(closed_at=at(1000))
    Span.objects.create(line=line, sid="A", begins_at=at(0), ends_at=at(600), sources=["joined", "left"])
    Span.objects.create(line=line, sid="B", begins_at=at(620), ends_at=at(900), sources=["listed"])
    first = Sitting.objects.get(seat=line.seat)
    first.ends_at = at(300)
    first.save()
    second = Sitting.objects.create(seat=line.seat, name="Substitute", is_substitute=True, begins_at=at(300))

    rows = {row.sitting.pk: row for row in attendance(Room.objects.get(pk=room.pk)) if row.seat == line.seat}

    assert rows[first.pk].total == timedelta(seconds=300)
    assert rows[second.pk].total == timedelta(seconds=600)  # the reconnection of 20 s counts
    assert len(rows[second.pk].spans) == 1


def test_overlapping_devices_are_counted_once():
    two = [Stretch(at(0), at(100), frozenset({"joined"})), Stretch(at(50), at(200), frozenset({"heartbeat"}))]
    assert merged(two) == [Stretch(at(0), at(200), frozenset({"joined", "heartbeat"}))]


@pytest.mark.parametrize("seats", [1, 6])
def test_attendance_costs_two_queries(django_assert_num_queries, seats):
    room = RoomFactory()
    for _ in range(seats):
        Span.objects.create(line=SeatFactory(room=room, inside=True).line, sid="", begins_at=now())
    with django_assert_num_queries(2):
        assert len(attendance(room)) == seats


def test_what_is_open_when_the_room_has_closed_ends_when_it_was_last_seen(lines):
    room = room_of(lines)
    Span.objects.create(line=lines[0], sid="A", begins_at=at(0), seen_at=at(90))
    Room.objects.filter(pk=room.pk).update(closed_at=at(100))
    close_all_spans(Room.objects.get(pk=room.pk))
    assert spans() == {"A": (at(0), at(90))}


def test_evidence_is_named_in_words():
    assert evidence_in_words(["joined", "left", "heartbeat"]) != ""
    assert evidence_in_words([]) == ""


def test_a_report_is_kept_once_and_applied_once(lines):
    line, room = lines[0], room_of(lines)
    word = Word("EV_1", "participant_joined", at(0), room.livekit_name, "RM", line.identity, "PA_1", at(0))
    for _ in range(2):
        actions.receive(word)

    assert [actions.apply_inbox(room), actions.apply_inbox(room)] == [1, 0]
    assert spans() == {"PA_1": (at(0), None)}


def test_reports_about_tracks_are_not_kept(lines):
    actions.receive(Word("EV_1", "track_published", at(0), room_of(lines).livekit_name))
    assert not Inbox.objects.exists()
