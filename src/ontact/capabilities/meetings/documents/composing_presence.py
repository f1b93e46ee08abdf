"""How presence is read in the minutes: the quorum and its history, the rolls with their counts, who came late or left."""

from collections.abc import Iterator

from ontact.capabilities.meetings.documents.body import MinutesBody, said
from ontact.capabilities.meetings.documents.composing_votes import named
from ontact.capabilities.meetings.documents.presence import Quorum, Roll, RollAnswer, by_minute
from ontact.capabilities.meetings.documents.sheet import Block, Column, Heading, Table, Text
from ontact.capabilities.meetings.documents.words import Say


def presence_blocks(body: MinutesBody, say: Say) -> Iterator[Block]:
    """What stands before the list of seats."""
    if body.quorum is not None:
        yield Heading(2, say("quorum"))
        yield from _quorum(body.quorum, say)
    for roll in body.rolls:
        yield Heading(2, say("roll"), f"{say(roll.manner)}, {say.span(roll.opened_at, roll.closed_at)}")
        yield from _roll(roll, say)
    if body.comings:
        yield Heading(2, say("comings"))
        rows = tuple(
            (say.clock(one.at), say(one.kind), ", ".join(named(who.seat, who.name) for who in one.who))
            for one in by_minute(body.comings)
        )
        columns = (
            Column(say("begins"), 1, "center"),
            Column(say("what"), 1.4, "center"),
            Column(say("who"), 6),
        )
        yield Table(say("comings"), columns, rows)


def _quorum(quorum: Quorum, say: Say) -> Iterator[Block]:
    needed = say("needed_of", needed=quorum.needed, total=quorum.total)
    yield Text(f"{said(quorum.rule, say.language)}: {needed}")
    if quorum.changes:
        rows = tuple(
            (say.clock(one.at), say("reached" if one.reached else "not_there"), str(one.present))
            for one in quorum.changes
        )
        columns = (
            Column(say("begins"), 1, "center"),
            Column(say("quorum"), 3, "center"),
            Column(say("present"), 1, "center"),
        )
        yield Table(say("quorum"), columns, rows)


def _roll(roll: Roll, say: Say) -> Iterator[Block]:
    yield Text(say("roll_counts", **roll.counts))
    rows = tuple(
        (say(f"roll_{answer}"), ", ".join(_who(one, say) for one in roll.those(answer)))
        for answer in ("absent", "excused")
        if roll.those(answer)
    )
    if rows:
        yield Table(say("roll"), (Column("", 1.4, "center"), Column("", 6)), rows)


def _who(one: RollAnswer, say: Say) -> str:
    who = named(one.seat, one.name)
    return f"{who} ({one.reason})" if one.reason else who
