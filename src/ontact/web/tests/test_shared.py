"""Answers that are the same for everybody: made by one of those who come at once, and made anew for whoever comes later."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, JsonResponse
from django.test import RequestFactory

from ontact.web import shared
from ontact.web.shared import forget_shared, same_for_all, with_shared_answers

PATH = "/turn.json"


@pytest.fixture(autouse=True)
def nothing_is_kept():
    forget_shared()
    yield
    forget_shared()


@pytest.fixture
def made():
    return []


@pytest.fixture
def view(made):
    @same_for_all(seconds=1)
    def counted(request):
        made.append(request.path)
        return JsonResponse({"n": len(made)})

    return counted


@pytest.fixture
def come():
    """Past the door as granian lets one in: the request that goes in, or the answer that the door gave."""
    inside = with_shared_answers(lambda environ, _start: [environ])

    def come(method="GET"):
        (found,) = inside(RequestFactory().generic(method, PATH).environ, lambda *_told: None)
        return found if isinstance(found, bytes) else WSGIRequest(found)

    return come


def test_those_who_come_before_there_is_an_answer_share_the_first(view, come, made):
    waiting = [come() for _n in range(3)]

    answers = [view(request) for request in waiting]

    assert {answer.content for answer in answers} == {b'{"n": 1}'}
    assert {answer["Cache-Control"] for answer in answers} == {"public, max-age=1"}
    assert made == [PATH]
    assert come() == b'{"n": 1}'


def test_whoever_renews_an_old_answer_has_it_made_anew(view, come, made, monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(shared, "monotonic", lambda: clock[0])
    view(come())

    clock[0] += 1.5
    renewing = come()
    assert come() == b'{"n": 1}'

    assert view(renewing).content == come() == b'{"n": 2}'


def test_a_request_that_did_not_come_through_the_door_is_answered_anew(view, made):
    for _n in range(2):
        view(RequestFactory().get(PATH))

    assert len(made) == 2


def test_an_answer_that_fails_is_not_shared(come, made):
    @same_for_all(seconds=1)
    def failing(request):
        made.append(request.path)
        raise Http404

    for request in [come(), come()]:
        with pytest.raises(Http404):
            failing(request)

    assert len(made) == 2
