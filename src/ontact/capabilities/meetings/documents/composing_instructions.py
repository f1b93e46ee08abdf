"""Instructions in the document: what was given under an item, and what became of earlier ones."""

from collections.abc import Iterable

from ontact.capabilities.meetings.documents.body import Followed, Instruction, said
from ontact.capabilities.meetings.documents.sheet import Column, Table
from ontact.capabilities.meetings.documents.words import Say

# How a state is called in the list of words, where the word is taken by another meaning.
STATES = {"confirmed": "confirmed_by"}


def given(rows: Iterable[Instruction], say: Say) -> Table:
    columns = (
        Column(say("number"), 1, "center"),
        Column(say("office"), 2),
        Column(say("instructions"), 5),
        Column(say("due"), 1.5, "center"),
    )
    cells = tuple((one.label, said(one.office, say.language), one.text, _due(one, say)) for one in rows)
    return Table(say("instructions"), columns, cells)


def followed(rows: Iterable[Followed], say: Say) -> Table:
    columns = (
        Column(say("number"), 1, "center"),
        Column(say("office"), 2),
        Column(say("instructions"), 4),
        Column(say("due"), 1.5, "center"),
        Column(say("state"), 1.3, "center"),
    )
    cells = tuple(
        (
            one.label,
            said(one.office, say.language),
            one.text,
            _due(one, say),
            say(STATES.get(one.state, one.state)),
        )
        for one in rows
    )
    return Table(say("followed"), columns, cells)


def _due(one: Instruction | Followed, say: Say) -> str:
    return one.due or say("next_meeting")
