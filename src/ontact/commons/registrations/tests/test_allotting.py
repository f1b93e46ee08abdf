"""The engine against a plain model that counts everything again at each step and knows none of its short cuts."""

import copy
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ontact.commons.registrations.engine.book import Book, Pool, State, Terms
from ontact.commons.registrations.engine.reading import read, terms_of
from ontact.commons.registrations.tests.oracle import recompute
from ontact.commons.registrations.tests.plain import (
    CLOSES,
    LIVE,
    OPENS,
    Plain,
    acts,
    books,
    facts_of,
    follow,
    unit_of,
)


def a_book(method, one, two, kept, at_most):
    terms = Terms(method, OPENS, CLOSES, waiting_at_most=at_most)
    return Book(terms, {"one": Pool("one", one, kept=kept), "two": Pool("two", two, kept=kept)})


def loaded_anew(book):
    """The book as the tables give it back after a restart: only what is stored, the line unread."""
    old = copy.deepcopy(book)
    new = Book(old.terms, old.pools, waiting=old.waiting, last_rank=old.last_rank, is_drawn=old.is_drawn)
    for wish in old.wishes.values():
        new.remember(wish)
    new.in_line.stored = lambda: [
        waiting
        for unit in new.units.values()
        if (waiting := [wish for wish in unit if wish.state is State.WAITING])
    ]
    return new


def check(book, plain):
    table = {row["id"]: (row["state"], row["rank"], row["until"]) for row in plain.rows}
    assert {w.id: (w.state.value, w.rank, w.offered_until) for w in book.wishes.values()} == table
    waiting = [wish for wish in book.wishes.values() if wish.state is State.WAITING]
    assert book.waiting == len(waiting)
    for name, pool in book.pools.items():
        if not pool.is_closed:
            assert pool.taken <= pool.capacity
            assert pool.capacity - pool.taken == plain.free(name, True)
    claims = [(w.person, w.session) for w in book.wishes.values() if w.state.value in LIVE]
    assert len(claims) == len(set(claims))
    series = {person for person, session in claims if not session}
    assert not [person for person, session in claims if session and person in series]


@settings(max_examples=300, deadline=None)
@given(books, st.lists(acts, max_size=40), st.sampled_from([-1, 0]))
def test_any_book_gives_the_table_of_the_plain_rules(made, lines, early):
    """Also through restarts: half of the lines meet a book that was loaded anew."""
    book, plain, at = a_book(*made), Plain(*made), OPENS + timedelta(milliseconds=early)
    ids = iter(range(10_000))
    for number, act in enumerate(lines):
        at += timedelta(hours=act[1]) if act[0] == "pass" else timedelta()
        facts = None if act[0] == "pass" else facts_of(act, plain, ids)
        if facts is not None:
            read(book, act[0], facts, at)
            follow(plain, act[0], facts, at)
            check(book, plain)
        if number % 2:
            book = loaded_anew(book)


@settings(max_examples=200, deadline=None)
@given(books, st.lists(acts, max_size=40))
def test_whoever_reads_only_the_lines_gets_the_same_table(made, lines):
    method, one, two, kept, at_most = made
    facts = {
        "method": method.value,
        "opens_at": OPENS.isoformat(),
        "closes_at": CLOSES.isoformat(),
        "window_s": 0,
        "waiting_at_most": at_most,
        "offers_last_s": 48 * 3600,
        "pools": {"one": [one, kept], "two": [two, kept]},
    }
    book, plain, at, ids = Book(terms_of(facts), {}), Plain(*made), OPENS, iter(range(10_000))
    written = []

    def write(verb, facts):
        read(book, verb, facts, at)
        written.append({"number": len(written) + 1, "verb": verb, "at": at, "facts": facts})

    write("terms", facts)
    for act in lines:
        at += timedelta(hours=act[1]) if act[0] == "pass" else timedelta()
        facts = None if act[0] == "pass" else facts_of(act, plain, ids)
        is_line = act[0] != "resize" or facts["capacity"] >= book.pools[act[1]].taken
        if facts is not None and is_line:
            write(act[0], facts)
            follow(plain, act[0], facts, at)

    assert recompute(written) == {w.id: (w.state.value, w.rank) for w in book.wishes.values()}


def signed(book, *persons, at=OPENS, desk=False, session=""):
    """One unit of these persons; their wishes."""
    unit = unit_of(persons, session, iter([len(book.units)]))
    read(book, "sign_up", {"at_desk": desk, "units": [unit]}, at)
    return book.units[unit["unit"]]


def test_a_millisecond_before_the_opening_is_before_it_and_the_closing_is_closed():
    book = a_book("first_come", 5, 5, 0, None)
    moments = [OPENS - timedelta(milliseconds=1), OPENS, CLOSES - timedelta(milliseconds=1), CLOSES]

    states = [signed(book, n, at=at)[0] for n, at in enumerate(moments)]

    assert [wish.why for wish in states] == ["not_open", "free", "free", "closed"]


def test_a_family_of_two_is_passed_over_and_keeps_its_rank():
    book = a_book("first_come", 1, 5, 0, None)
    (first,) = signed(book, 1)
    family, (single,) = signed(book, 2, 3), signed(book, 4)

    read(book, "withdraw", {"wishes": [first.id]}, OPENS)

    assert single.state == "offered"
    assert [(wish.state, wish.rank) for wish in family] == [("waiting", 1)] * 2


def test_a_family_that_has_become_smaller_fits_at_once():
    book = a_book("first_come", 1, 5, 0, None)
    left, other = signed(book, 2, 3)
    assert left.state == "waiting"

    read(book, "withdraw", {"wishes": [other.id]}, OPENS)

    assert (left.state, left.why) == ("offered", "came_free")


def test_an_offer_that_has_run_out_is_never_alive_again():
    book = a_book("first_come", 1, 5, 0, None)
    (first,), (second,), (third,) = signed(book, 1), signed(book, 2), signed(book, 3)
    read(book, "withdraw", {"wishes": [first.id]}, OPENS)

    late = OPENS + timedelta(hours=48, milliseconds=1)
    read(book, "accept", {"unit": second.unit}, late)
    read(book, "accept", {"unit": second.unit}, late)

    assert (second.state, second.why, third.state) == ("lapsed", "too_late", "offered")


def test_the_desk_gives_what_is_kept_for_it_before_the_opening_and_nothing_else():
    book = a_book("first_come", 5, 5, 1, None)

    first, second = (signed(book, n, desk=True, at=OPENS - timedelta(days=1))[0] for n in (1, 2))

    assert (first.state, second.state, second.why) == ("placed", "refused", "not_open")


def test_who_withdrew_before_the_draw_does_not_take_the_family_out_of_it():
    book = a_book("lottery", 5, 5, 0, None)
    stays, goes = signed(book, 1, 2)
    read(book, "withdraw", {"wishes": [goes.id]}, OPENS)

    read(book, "draw", {"order": [stays.unit]}, CLOSES)

    assert (stays.state, goes.state) == ("placed", "withdrawn")


def test_the_line_costs_what_moves_and_not_its_length():
    book = a_book("first_come", 1, 9, 0, None)
    book.pools["one"].kept = 0
    wishes = [signed(book, n)[0] for n in range(3_000)]
    looks = 0
    first = book.in_line.first

    def counting(fits):
        def seen(need):
            nonlocal looks
            looks += 1
            return fits(need)

        return first(seen)

    book.in_line.first = counting
    for number in range(1_000):
        read(book, "withdraw", {"wishes": [wishes[number].id]}, OPENS)

    assert wishes[1_000].state == "offered"
    assert looks <= 2_000
