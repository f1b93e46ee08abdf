"""A programme that is known to be full says no at the hall's door: to everybody but those whose line stands in the book."""

import json
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.db import DatabaseError

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.models import Line, Pool, Terms
from ontact.commons.registrations.queries import full
from ontact.commons.registrations.queries.full import forget_what_is_full, is_full, look_whether_full
from ontact.commons.registrations.tests.citizens import address
from ontact.commons.registrations.tests.factories import a_programme, prepared, signed_up
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.web.shared import FORM, with_shared_answers


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch):
    # The door gives a thread's connection back, which a test's own must not be.
    monkeypatch.setattr("ontact.commons.registrations.views.press.close_old_connections", lambda: None)
    forget_what_is_full()
    yield
    forget_what_is_full()


def full_programme(**facts):
    programme = a_programme(capacity=1, terms={"waiting_at_most": 1, **facts})
    first, second = signed_up(programme)[0], signed_up(programme)[0]
    return programme, first, second


def at_the_door(programme, preparation, *, wish="ko", accept="application/json", kind=FORM, path="press"):
    """What the door says itself, or the form that goes in."""
    body = urlencode({"preparation": str(preparation), "csrfmiddlewaretoken": "x" * 32}).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": address(path, programme.pk),
        "HTTP_ACCEPT": accept,
        "HTTP_ACCEPT_LANGUAGE": wish,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    inside = with_shared_answers(lambda given, _start: [b"in:" + given["wsgi.input"].read()])
    said = b"".join(inside(environ, lambda *_told: None))
    return "goes in" if said == b"in:" + body else json.loads(said)


@pytest.mark.django_db
def test_only_a_programme_that_can_let_nobody_in_is_full():
    programme, *_placed = full_programme()
    terms = Terms.objects.get(programme=programme)
    assert is_full(terms)

    for change in ({"waiting_at_most": None}, {"waiting_at_most": 2}, {"allotment": "lottery"}):
        assert not is_full(Terms(**{**the_facts_of(terms), **change})), change
    assert not is_full(Terms(**{**the_facts_of(terms), "releases_at": now() - timedelta(seconds=1)}))
    Pool.objects.filter(programme=programme).update(capacity=2)
    assert not is_full(terms)


def the_facts_of(terms):
    return {field.attname: getattr(terms, field.attname) for field in Terms._meta.concrete_fields}


@pytest.mark.django_db
def test_whoever_comes_to_a_full_programme_is_told_so_in_the_pages_language_without_a_query(
    django_assert_num_queries,
):
    programme, *_placed = full_programme()
    look_whether_full(programme.pk)

    with django_assert_num_queries(0):
        korean, english = (at_the_door(programme, uuid7(), wish=wish) for wish in ("ko", "en-GB"))

    assert korean["answers"] == english["answers"] == []
    assert korean["refusal"] == "받지 않음. 자리가 모두 찼고 대기자 명단도 찼습니다."
    assert english["refusal"] == "Refused. All places are taken, and the waiting list is full."


@pytest.mark.django_db
def test_it_says_the_same_as_the_page_behind_it(client):
    programme, *_placed = full_programme()
    person = PersonFactory()
    late = prepared(programme, person)
    look_whether_full(programme.pk)
    client.force_login(person)

    there = client.post(
        address("press", programme.pk),
        {"preparation": str(late.pk)},
        headers={"accept": "application/json"},
    ).json()

    # Inside a transaction the clerk writes at once: the sentence of a line, not of memory.
    assert there["answers"][0]["reason"] in at_the_door(programme, uuid7())["refusal"]


@pytest.mark.django_db
def test_whoever_has_a_line_goes_in_and_is_answered_from_the_book():
    programme, first, second = full_programme()
    look_whether_full(programme.pk)

    for mine in (first, second):
        assert at_the_door(programme, mine.preparation_id) == "goes in"
    assert at_the_door(programme, uuid7())["refusal"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "form",
    [{"accept": "text/html"}, {"kind": "multipart/form-data; boundary=x"}, {"path": "ready"}],
    ids=["a page", "another kind of form", "another address"],
)
def test_other_forms_go_in_as_they_came(form):
    programme, *_placed = full_programme()
    look_whether_full(programme.pk)

    assert at_the_door(programme, uuid7(), **form) == "goes in"


@pytest.mark.django_db
@pytest.mark.parametrize("preparation", ["", "1", "'; --"])
def test_what_is_no_preparation_goes_in_and_is_refused_there(preparation):
    programme, *_placed = full_programme()
    look_whether_full(programme.pk)

    assert at_the_door(programme, preparation) == "goes in"


@pytest.mark.django_db
def test_of_a_programme_that_is_not_announced_or_not_open_nothing_is_known():
    for change in (
        {"publishes_at": None},
        {"opens_at": now() + timedelta(milliseconds=500)},
        {"closes_at": now() - timedelta(milliseconds=1)},
        {"cancelled_at": now(), "cancelled_because": "폭설"},
    ):
        programme, *_placed = full_programme()
        type(programme).objects.filter(pk=programme.pk).update(**change)

        assert look_whether_full(programme.pk) is None, change
        assert at_the_door(programme, uuid7()) == "goes in"


@pytest.mark.django_db
def test_a_place_that_comes_free_is_seen_at_the_next_look(monkeypatch):
    programme, first, _second = full_programme()
    look_whether_full(programme.pk)
    lines = Line.objects.filter(programme=programme).count()
    withdraw(registrations=[first], by=SYSTEM)

    monkeypatch.setattr(full, "LOOKED_AT_AGAIN_AFTER_S", 0)

    assert at_the_door(programme, uuid7()) == "goes in"
    assert Line.objects.filter(programme=programme).count() == lines + 1


@pytest.mark.django_db
def test_where_the_tables_cannot_be_read_the_form_goes_in(monkeypatch):
    programme, *_placed = full_programme()
    look_whether_full(programme.pk)

    def away(_programme):
        raise DatabaseError

    monkeypatch.setattr(full, "LOOKED_AT_AGAIN_AFTER_S", 0)
    monkeypatch.setattr(full, "look_whether_full", away)

    assert at_the_door(programme, uuid7()) == "goes in"
