"""Every operation of the API is described, and docs/api is as old as the code."""

from collections import Counter
from types import SimpleNamespace

from ninja import Schema

from ontact.config.described import operations, pages


def without_words(every) -> list[str]:
    """Operations whose function has no docstring, or one that says nothing."""
    return [f"{one.method} {one.path}" for one in every if len(one.words) < 12]


def outdated(expected) -> list[str]:
    return [file.name for file, text in expected.items() if not file.exists() or file.read_text() != text]


def test_every_operation_says_what_it_does():
    assert without_words(operations()) == []


def test_the_documents_are_as_old_as_the_code():
    assert outdated(pages()) == [], "run bin/manage api"


def test_an_operation_without_words_is_found():
    silent = SimpleNamespace(method="POST", path="/api/x", words="")

    assert without_words([silent]) == ["POST /api/x"]


def test_an_outdated_document_is_found(tmp_path):
    (tmp_path / "old.md").write_text("old")

    assert outdated({tmp_path / "old.md": "new", tmp_path / "missing.md": "new"}) == ["old.md", "missing.md"]


def test_no_two_schemas_have_one_name():
    """The description knows them by name: of two, one would describe both."""
    names = Counter(schema.__name__ for schema in every_schema(Schema))

    assert [name for name, count in names.items() if count > 1] == []


def every_schema(of):
    for schema in of.__subclasses__():
        if schema.__module__.startswith("ontact."):
            yield schema
        yield from every_schema(schema)
