"""Settings, extension points, words and the glossary keep step with the code; nothing secret is in the repository."""

import pytest

from ontact.config import sentences
from tests.house import papers
from tests.house.storeys import ROOT

CAPABILITY = "class Capability:\n    def tile(self): ...\n    def opening_hours(self): ...\n"
GLOSSARY = """
| English | Korean | Also | Never | What it is |
|---|---|---|---|---|
| agenda item | 안건 | 의안 | 어젠다 | what is dealt with |
| lobby | 대기실 | – | 로비 | where one waits |
"""
CATALOGUE = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{en}"\nmsgstr "{ko}"\n'
)


def test_every_setting_is_documented():
    assert papers.undocumented_settings(ROOT) == []


def test_every_extension_point_is_documented():
    assert papers.undocumented_extension_points(ROOT) == []


def test_the_catalogues_speak_as_the_glossary_does():
    found = papers.glossary_breaches(ROOT)

    assert not found, "\n".join(found)


def test_the_glossary_holds_the_words_of_the_house():
    english = {term.english for term in papers.glossary(ROOT)}

    assert english >= {
        "agenda item",
        "floor",
        "decision",
        "minutes",
        "written opinion",
        "instruction",
        "waiting list",
    }


def test_sentences_are_written_in_english():
    assert papers.sentences_not_in_english(ROOT) == []


def test_every_sentence_has_its_korean():
    found = list(sentences.complaints())

    assert not found, "\n".join(found)


def test_nothing_secret_is_in_the_repository():
    assert papers.secrets(ROOT, papers.tracked(ROOT)) == []


def test_nothing_heavy_is_in_the_repository():
    assert papers.large_files(ROOT, papers.tracked(ROOT)) == []


def test_an_undocumented_setting_is_found(plant):
    plant("config/settings.py", 'HELP = env.text("ONTACT_HELP")\n')
    house = plant("docs/operating/settings.md", "`ONTACT_OTHER` is gone.\n")

    assert papers.undocumented_settings(house) == [
        "ONTACT_HELP is read, not explained",
        "ONTACT_OTHER is explained, nobody reads it",
    ]


def test_an_undocumented_extension_point_is_found(plant):
    plant("foundation/capability.py", CAPABILITY)
    house = plant("docs/house.md", "A capability answers `tile()`.\n")

    assert papers.undocumented_extension_points(house) == ["opening_hours"]


@pytest.mark.parametrize(
    ("english", "korean", "count"),
    [
        ("Next agenda item", "다음 어젠다", 2),
        ("Next agenda item", "다음 순서", 1),
        ("Next agenda item", "다음 안건", 0),
        ("All agenda items", "모든 의안", 0),
        ("Wait in the lobby", "로비에서 기다려 주세요", 2),
        ("The lobbyist", "누군가", 0),
    ],
)
def test_a_sentence_against_the_glossary_is_found(plant, english, korean, count):
    plant("docs/glossary.md", GLOSSARY)
    house = plant("web/locale/ko/LC_MESSAGES/django.po", CATALOGUE.format(en=english, ko=korean))

    assert len(papers.glossary_breaches(house)) == count


def test_a_sentence_in_korean_is_found(plant):
    house = plant("web/locale/ko/LC_MESSAGES/django.po", CATALOGUE.format(en="회의", ko="회의"))

    assert len(papers.sentences_not_in_english(house)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN " + "PRIVATE KEY-----",
        "key = AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a1b2c3d4e5f6g7h8i9j0k1",
        "smtp://hall:" + "Tr0ub4dour@mail.city.kr",
        'SECRET_KEY = "' + "kJ3hf83hfiuh38fh3iufh3iu" + '"',
    ],
)
def test_a_planted_secret_is_found(plant, line):
    house = plant("docs/notes.md", f"{line}\n")

    assert len(papers.secrets(house, [house / "docs/notes.md"])) == 1


def test_an_example_of_an_address_is_no_secret(plant):
    house = plant("docs/notes.md", "postgresql://ontact:password@localhost/ontact\n")

    assert papers.secrets(house, [house / "docs/notes.md"]) == []
