"""How a vote is read in the minutes: what was needed, the numbers, who was elected, how each seat voted."""

from collections.abc import Iterator

from ontact.capabilities.meetings.documents.body import NamedBallot, Vote, said
from ontact.capabilities.meetings.documents.sheet import Block, Column, Heading, Table, Text
from ontact.capabilities.meetings.documents.words import Say

CHOICES = ("for", "against", "abstain")


def vote_blocks(vote: Vote, say: Say) -> Iterator[Block]:
    times = say.span(vote.opened_at, vote.closed_at)
    word = say("election" if vote.is_election else "vote")
    yield Heading(3, f"{word}: {vote.motion}", f"{say(vote.manner)}, {times}")
    about = [said(vote.rule, say.language), said(vote.remarks, say.language)]
    if any(about):
        yield Text("\n".join(line for line in about if line), quiet=True)
    yield _ranks(vote, say) if vote.is_election else _counts(vote, say)
    if vote.ballots:
        yield _ballots(vote, say)


def _counts(vote: Vote, say: Say) -> Table:
    words = ("entitled", "voted", "for", "against", "abstain")
    counts = (vote.entitled, vote.voted, vote.in_favour, vote.against, vote.abstain)
    result = "–" if vote.carried is None else say("carried" if vote.carried else "lost")
    columns = (*(Column(say(word), 1, "center") for word in words), Column(say("result"), 1.4, "center"))
    return Table(f"{say('vote')}: {vote.motion}", columns, ((*(str(n) for n in counts), result),))


def _ranks(vote: Vote, say: Say) -> Table:
    columns = (
        Column("", 0.6, "center"),
        Column(say("candidate"), 4),
        Column(say("votes"), 1, "right"),
        Column(say("result"), 1.4, "center"),
    )
    rows = [
        (str(one.number), one.name, str(one.votes), say("elected") if one.elected else "–")
        for one in vote.candidates
    ]
    rows.append(("", say("abstain"), str(vote.abstain), ""))
    rows.append(("", f"{say('entitled')} {vote.entitled}, {say('voted')} {vote.voted}", "", ""))
    return Table(f"{say('election')}: {vote.motion}", columns, tuple(rows))


def _ballots(vote: Vote, say: Say) -> Table:
    choices = dict.fromkeys((*CHOICES, *sorted({ballot.choice for ballot in vote.ballots})))
    rows = []
    for choice in choices:
        who = [_who(ballot, say) for ballot in vote.ballots if ballot.choice == choice]
        if who:
            rows.append((say(choice) if choice in CHOICES else vote.choice_words(choice), ", ".join(who)))
    return Table(say("named_ballots"), (Column("", 1.4, "center"), Column("", 6)), tuple(rows))


def _who(ballot: NamedBallot, say: Say) -> str:
    who = named(ballot.seat, ballot.name)
    return f"{who} ({say(ballot.how)}: {ballot.reason})" if ballot.how else who


def named(*words: str) -> str:
    """Office and name, either of which may be missing or the same."""
    return " ".join(dict.fromkeys(word for word in words if word))
