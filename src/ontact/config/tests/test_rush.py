"""A rehearsed rush says whether everybody was answered, and rightly; it takes a real programme's terms, changes nothing."""

import os
import re
import subprocess
import sys

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import translation

from ontact.commons.registrations.models import Pool, Registration
from ontact.commons.registrations.tests.factories import SessionFactory, a_programme, signed_up
from ontact.config.launch.places import ROOT
from ontact.config.launch.pressing import Browser, Press, Told
from ontact.config.launch.trouble import Trouble
from ontact.config.launch.waiting_pages import Page
from ontact.config.rush import Rush, Wanted, answer_in
from ontact.config.rush_rehearsal import wanted_of
from ontact.config.rush_verdict import Turned, is_fit, sentences

WORDS = {"placed": "자리가 있습니다", "waiting": r"대기 \d+번", "refused": "거절"}


def a_rush(answers, stands=None, **table):
    """Preparations are named by their number; each answer took as many tenths of a second."""
    told = [Told(200, began=0, ended=n / 10) for n in range(len(answers))]
    stands = stands if stands is not None else {str(n): one for n, one in enumerate(answers) if one}
    facts = {"capacity": 5, "taken": 0, "placed": 0, "doubled": 0, **table}
    rush = Rush(Wanted(5, 5), len(answers), 8, seconds=2, told=told, answers=answers)
    rush.table = {**facts, "stands": stands, "preparations": [str(n) for n in range(len(answers))]}
    return rush


@pytest.mark.parametrize(
    ("rush", "fits"),
    [
        (a_rush(["placed", "waiting", "refused"]), True),
        (a_rush(["placed", "refused"], stands={"0": "placed"}), True),
        (a_rush(["placed", ""]), False),
        (a_rush(["placed", "placed"], stands={"0": "placed"}), False),
        (a_rush(["placed", "waiting"], stands={"0": "waiting", "1": "waiting"}), False),
        (a_rush(["placed"], placed=6), False),
        (a_rush(["placed"], doubled=1), False),
    ],
)
def test_it_fits_only_when_every_answer_holds(rush, fits):
    assert is_fit(rush, None) is fits


def test_in_a_waiting_room_everybody_must_be_called():
    called, left = Page("a", turn_at=110.0), Page("b")
    rush = a_rush(["placed"])

    assert is_fit(rush, Turned(100.0, [called]))
    assert not is_fit(rush, Turned(100.0, [called, left]))


@pytest.mark.parametrize(("status", "fits"), [(200, True), (409, False), (0, False)])
def test_in_a_waiting_room_every_press_must_be_answered(status, fits):
    pressed = Page("a", Press(Browser("", ""), "/"), turn_at=110.0, told=Told(status))
    turned = Turned(100.0, [pressed])
    rush = a_rush(["placed"])
    with translation.override("en"):
        said = sentences(rush, turned)

    assert is_fit(rush, turned) is fits
    assert any("1 were not answered" in sentence for sentence in said) is not fits


@pytest.mark.parametrize(
    "turned", [None, Turned(100.0, [Page("a", turn_at=130.0)]), Turned(100.0, [Page("a")])]
)
def test_the_verdict_is_korean_for_a_korean_operator(turned):
    with translation.override("ko"):
        said = sentences(a_rush(["placed", ""]), turned)

    assert all(re.search("[가-힣]", sentence) for sentence in said)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ('{"answers": [{"state": "placed"}], "refusal": ""}', "placed"),
        ('{"answers": [], "refusal": "list_full"}', "refused"),
        ('{"answers": [{"state": "placed"}, {"state": "waiting"}], "refusal": ""}', ""),
        ("<title>자리가 있습니다</title><main><h1>대기 12번</h1>", "waiting"),
        ("<main><h1>자리가 있습니다</h1><p>거절</p>", "placed"),
        ("<main></main>", ""),
    ],
)
def test_an_answer_is_read_from_the_scripts_words_or_from_the_page(body, answer):
    assert answer_in(Told(200, body=body), WORDS) == answer


def test_what_is_no_page_is_no_answer():
    assert answer_in(Told(503, body="<main>자리가 있습니다"), WORDS) == ""


@pytest.mark.django_db
def test_a_real_programmes_terms_are_taken_and_nothing_is_changed():
    programme = a_programme(12, terms={"waiting_at_most": 7, "has_waiting_room": True})
    signed_up(programme)

    wanted = wanted_of(str(programme.pk))

    assert wanted == Wanted(11, 7, has_waiting_room=True)
    assert Registration.objects.count() == 1


@pytest.mark.django_db
def test_single_sessions_places_count_together():
    programme = a_programme(3, terms={"extent": "sessions"})
    Pool.objects.create(programme=programme, session=SessionFactory(programme=programme), capacity=4)

    assert wanted_of(str(programme.pk)).places == 7


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["x", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_programme_is_said_so(word):
    with pytest.raises(Trouble) as trouble:
        wanted_of(word)

    assert isinstance(trouble.value.__cause__, (ValueError, ObjectDoesNotExist))


@pytest.mark.slow
def test_a_small_rush_is_rehearsed_and_cleaned_up(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "django", "rehearse", "--rush", "--people", "30", "--language", "en"],
        cwd=ROOT,
        env={**os.environ, "ONTACT_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )

    assert "30 robots pressed at once for 100 places" in done.stdout, done.stderr
    assert "30 have a place" in done.stdout
    assert done.returncode == 0
    assert not list(tmp_path.glob("apart-*"))
