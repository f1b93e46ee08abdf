"""From what the minutes say to how they are read: the order and form of a Korean official 회의록."""

from collections.abc import Iterator

from ontact.capabilities.meetings.documents.body import Ask, Attendance, Item, MinutesBody, Opinion, said
from ontact.capabilities.meetings.documents.closing import ground_words, in_language
from ontact.capabilities.meetings.documents.composing_instructions import followed, given
from ontact.capabilities.meetings.documents.composing_presence import presence_blocks
from ontact.capabilities.meetings.documents.composing_votes import named as _named
from ontact.capabilities.meetings.documents.composing_votes import vote_blocks
from ontact.capabilities.meetings.documents.sheet import Block, Column, Decision, Heading, Sheet, Table, Text
from ontact.capabilities.meetings.documents.words import Say

SPANS_AT_MOST = 6


def compose(body: MinutesBody, sha256: str, language: str) -> Sheet:
    """sha256 empty: a draft, marked as one, without a hash."""
    say = Say(language, body.time_zone)
    body = in_language(body, say.language)
    approved = body.approval is not None
    return Sheet(
        language=say.language,
        kind=say("minutes"),
        title=said(body.title, language),
        over=f"{said(body.city, language)} {said(body.host, language)}",
        notice="" if approved else say("draft"),
        facts=_particulars(body, say, language),
        blocks=tuple(_blocks(body, say, language)),
        closing=tuple(_closing(body, say, sha256)),
        hash_line=f"minutes.json SHA-256 {sha256}" if sha256 else say("draft"),
        page_of=say("page_of", n="{n}", of="{of}"),
        written_at_s=int((body.approval.at if body.approval else body.planned.begins_at).timestamp()),
    )


def _particulars(body: MinutesBody, say: Say, language: str) -> Table:
    held = body.held
    times = [
        f"{say.day(body.planned.begins_at)} {say.span(body.planned.begins_at, body.planned.ends_at)} ({say('planned')})"
    ]
    if held is None:
        times.append(say("not_held"))
    else:
        ends = f", {say('closed')} {say.clock(held.ends_at)}" if held.ends_at else ""
        times.append(f"{say('opened')} {say.clock(held.begins_at)}{ends}")
    place = say("online") if body.place == "online" else body.place
    counted = say(
        "present_of", seats=len(body.attendance), present=len(body.present), people=body.people_present
    )
    rows = [
        (say("meeting"), said(body.title, language)),
        (say("when"), "\n".join(times)),
        (say("place"), place),
        (say("host"), f"{said(body.city, language)} {said(body.host, language)}"),
        (say("chair"), _named(body.chair.title, body.chair.name)),
        (say("clerk"), _named(body.clerk.title, body.clerk.name) if body.clerk else ""),
        (say("purpose"), said(body.purpose, language)),
        (say("present"), counted),
        (say("correction"), _correction(body, say)),
    ]
    columns = (Column("", 1, "center"), Column("", 5.2))
    return Table(say("meeting"), columns, tuple(row for row in rows if row[1]))


def _blocks(body: MinutesBody, say: Say, language: str) -> Iterator[Block]:
    number = _Numbers()
    yield Heading(1, number(say("decisions")))
    yield from _all_decisions(body, say)
    yield Heading(1, number(say("items")))
    if not body.items:
        yield Text(say("no_items"), quiet=True)
    for item in body.items:
        yield from _item(item, say, language)
    if body.followed:
        yield Heading(1, number(say("followed")))
        yield followed(body.followed, say)
    yield Heading(1, number(say("attendance")))
    yield from presence_blocks(body, say)
    yield from _attendance(body, say)
    if body.opinions:
        yield Heading(1, number(say("opinions")))
        for opinion in body.opinions:
            yield from _opinion(opinion, say)
    if body.chat is not None:
        yield Heading(1, number(say("chat")))
        yield _chat(body, say) if body.chat else Text(say("no_chat"), quiet=True)
    if body.closed:
        yield Heading(1, number(say("closed_parts")))
        yield from _closed(body, say)


def _correction(body: MinutesBody, say: Say) -> str:
    """Why there is another edition, and the hash of the one before."""
    if not body.correction:
        return ""
    return f"{say('version', n=body.version)}: {body.correction}\n{say('replaces', sha256=body.replaces)}"


class _Numbers:
    """1. 2. 3. in order, whatever is left out."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self, text: str) -> str:
        self.last += 1
        return f"{self.last}. {text}"


def _all_decisions(body: MinutesBody, say: Say) -> Iterator[Block]:
    where = {d.number: item for item in body.items for d in item.decisions}
    if not body.decisions:
        yield Text(say("no_decisions"), quiet=True)
    for decision in body.decisions:
        yield Decision(
            say("decision", n=decision.number), decision.text, _item_word(where[decision.number].number, say)
        )


def _item(item: Item, say: Say, language: str) -> Iterator[Block]:
    times = ", ".join(say.span(span.begins_at, span.ends_at) for span in item.spans) or say("not_reached")
    title = said(item.title, language)
    label = _item_word(item.number, say)
    yield Heading(2, f"{label}  {title}" if item.number else title, times if item.number else "")
    about = [f"{say('presenter')}: {item.presenter}"] if item.presenter else []
    if item.papers:
        about.append(f"{say('papers')}: {', '.join(paper.name for paper in item.papers)}")
    if about:
        yield Text("\n".join(about), quiet=True)
    if item.asks:
        yield Text("\n".join([f"{say('asks')}:", *(_ask(ask, say, language) for ask in item.asks)]))
    if item.speeches:
        yield _speeches(item, say)
    if item.notes:
        yield Heading(3, say("notes"))
        yield Text(item.notes)
    for vote in item.votes:
        yield from vote_blocks(vote, say)
    for decision in item.decisions:
        yield Decision(say("decision", n=decision.number), decision.text)
    if item.instructions:
        yield Heading(3, say("instructions"))
        yield given(item.instructions, say)


def _ask(ask: Ask, say: Say, language: str) -> str:
    by = f" ({say('ask_by', day=ask.by)})" if ask.by else ""
    return f"{said(ask.office, language)}: {ask.what}{by}"


def _item_word(number: int, say: Say) -> str:
    return say("item", n=number) if number else say("outside")


def _speeches(item: Item, say: Say) -> Table:
    columns = (
        Column(say("begins"), 1, "center"),
        Column(say("speaker"), 5),
        Column(say("length"), 1.5, "right"),
    )
    rows = tuple(
        (say.clock(s.begins_at), _named(s.seat, s.name), say.seconds(s.seconds)) for s in item.speeches
    )
    return Table(say("speeches"), columns, rows)


def _attendance(body: MinutesBody, say: Say) -> Iterator[Block]:
    present, absent = body.present, [seat for seat in body.attendance if not seat.spans]
    yield Text(say("zone", zone=body.time_zone, offset=say.offset(body.planned.begins_at)), quiet=True)
    if not present:
        yield Text(say("nobody"), quiet=True)
    else:
        labels = ("seat", "name", "organisation", "part", "in_out", "stayed", "evidence")
        shares = (2.1, 1.7, 1.9, 1, 1.5, 1.1, 1.5)
        columns = (
            Column("", 0.5, "center"),
            *(Column(say(w), s) for w, s in zip(labels, shares, strict=True)),
        )
        rows = tuple((str(n), *_person(seat, say)) for n, seat in enumerate(present, 1))
        yield Table(say("attendance"), columns, rows)
    if absent:
        yield Heading(2, say("absent"))
        yield Text(", ".join(_named(seat.seat, seat.name) for seat in absent))


def _person(seat: Attendance, say: Say) -> tuple[str, ...]:
    name = [seat.name]
    if seat.substitute_for:
        name.append(say("substitute_for", name=seat.substitute_for))
    if seat.people > 1:
        name.append(say("people_there", n=seat.people))
    spans = [say.span(span.begins_at, span.ends_at) for span in seat.spans[:SPANS_AT_MOST]]
    if len(seat.spans) > SPANS_AT_MOST:
        spans.append(say("more", n=len(seat.spans) - SPANS_AT_MOST))
    organisation = "" if seat.organisation == seat.seat else seat.organisation
    words = (seat.seat, "\n".join(name), organisation, say.role(seat.role), "\n".join(spans))
    return (*words, say.minutes(seat.minutes), say.evidence(seat.evidence))


def _opinion(opinion: Opinion, say: Say) -> Iterator[Block]:
    where = f"{_item_word(opinion.item, say)}, " if opinion.item is not None else ""
    yield Heading(2, _named(opinion.seat, opinion.name), f"{where}{say.moment(opinion.at)}")
    yield Text(opinion.text)


def _chat(body: MinutesBody, say: Say) -> Table:
    columns = (Column(say("begins"), 1, "center"), Column(say("name"), 2), Column(say("chat"), 6))
    rows = tuple((say.clock(line.at), line.name, line.text) for line in body.chat or ())
    return Table(say("chat"), columns, rows)


def _closed(body: MinutesBody, say: Say) -> Iterator[Block]:
    """On what grounds; what is closed is not named."""
    yield Text(say("closed_law"), quiet=True)
    columns = (Column(say("ground"), 4), Column(say("why"), 3))
    yield Table(
        say("closed_parts"),
        columns,
        tuple(
            (say("ground_of", n=one.ground, words=ground_words(one.ground, say.language)), one.words)
            for one in body.closed
        ),
    )


def _closing(body: MinutesBody, say: Say, sha256: str) -> Iterator[Block]:
    yield Text(say("signed"))
    chair = body.approval.by if body.approval else body.chair
    confirmed = say("approved_at", at=say.moment(body.approval.at)) if body.approval else say("awaiting")
    rows = [(say("chair"), chair.title, chair.name, confirmed)]
    for one in body.approvals[1:]:
        rows.append((say("member"), one.by.title, one.by.name, say("approved_at", at=say.moment(one.at))))
    if body.clerk:
        rows.append((say("clerk"), body.clerk.title, body.clerk.name, say("wrote")))
    labels = (("role", 1), ("title", 2), ("name", 1.6), ("confirmed", 2.6))
    yield Table(
        say("confirmed"), tuple(Column(say(word), share, "center") for word, share in labels), tuple(rows)
    )
    if sha256:
        yield Heading(2, say("check"))
        yield Text(say("check_text", page=body.page or say("this_page")), quiet=True)
        yield Text(sha256, quiet=True)
