"""The meeting that has been held: walked through minute by minute under a moved clock, up to its published minutes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from ontact.capabilities.meetings.actions import minutes as papers
from ontact.capabilities.meetings.actions import noting, proposals, running, voting
from ontact.capabilities.meetings.demo_minutes import correct
from ontact.capabilities.meetings.models import Choice, Meeting, Part, Participant, Proposal, Vote
from ontact.capabilities.meetings.models.counting import Electing
from ontact.commons.people.models import Person
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import Line, Seat
from ontact.foundation.clock import moved_to

# Minutes after the beginning.
OPENED, FIRST, SECOND, THIRD, CLOSED = 2, 4, 33, 71, 86
SPEECHES = [
    (36, "changmin.oh@network.example", 210),
    (41, "seokhoon.jang@suwon.example", 165),
    (48, "malsook.choi@mail.example", 140),
    (55, "eunju.kang@suwon.example", 190),
]
# Who came late, left early, or sat two at one camera.
LATE = {"jihoon.bae@mail.example": 11}
LEFT_EARLY = {"byungchul.lim@suwon.example": 79}
AGAINST = {"changmin.oh@network.example"}
ABSENT = {"kyungsoo.cha@daon.example"}


def hold(meeting: Meeting, story: dict[str, Any]) -> None:
    """Open, go through the items, vote, decide, close; then minutes are written, approved and published."""
    session = Session(meeting)
    session.come_in()
    session.walk_through(story)
    with moved_to(session.at(CLOSED)):
        running.close_meeting(session.fresh(), by=session.chair.actor())
    _publish(session, story)


class Session:
    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        people = meeting.participants.told().select_related("seat__room", "person")
        self.people: dict[str, Participant] = {person.email: person for person in people}
        self.lines: dict[str, Line] = {}
        self.chair = self._seat(next(p.email for p in self.people.values() if p.part == Part.CHAIR))

    def at(self, minutes: float) -> datetime:
        return self.meeting.begins_at + timedelta(minutes=minutes)

    def fresh(self) -> Meeting:
        found: Meeting = Meeting.objects.with_frame().get(pk=self.meeting.pk)
        return found

    def come_in(self) -> None:
        """Within the quarter of an hour before the beginning, one after the other."""
        for number, address in enumerate(self.people):
            if address in ABSENT:
                continue
            with moved_to(self.at(LATE.get(address, number - 14))):
                seat = self._seat(address)
                line, _key = rooms.sit_down(seat, by=seat.actor())
                rooms.heartbeat(line, mode=Line.Mode.VIDEO)
                self.lines[address] = line

    def walk_through(self, story: dict[str, Any]) -> None:
        items = list(self.meeting.items.select_related("meeting__room"))
        by = self.chair.actor()
        with moved_to(self.at(OPENED)):
            running.open_meeting(self.fresh(), by=by)
        for minutes, item in zip((FIRST, SECOND, THIRD), items, strict=True):
            with moved_to(self.at(minutes)):
                running.take_up(item, by=by)
            if minutes == SECOND:
                self._discuss(story)
        self._chat(story["chat"])
        self._vote(story, items[-1])
        self._go(LEFT_EARLY)

    def _discuss(self, story: dict[str, Any]) -> None:
        for minutes, address, seconds in SPEECHES:
            seat = self._seat(address)
            with moved_to(self.at(minutes)):
                rooms.give_the_floor(seat.room, seat=seat, limit_s=180, by=self.chair.actor())
            with moved_to(self.at(minutes + seconds / 60)):
                rooms.end_the_floor(seat.room, by=seat.actor())
        self._caption(story["captions"])
        opinion = story["opinion"]
        with moved_to(self.at(62)):
            seat = self._seat(opinion["by"])
            noting.give_opinion(self.fresh(), seat=seat, text=opinion["text"], by=seat.actor())

    def _caption(self, told: dict[str, Any]) -> None:
        """Typed while it was said; one line was put right in the evening."""
        typist, lines = self._seat(told["by"]), []
        for minutes, text in told["lines"]:
            speaker = self._seat(_speaking_at(minutes))
            with moved_to(self.at(minutes)):
                lines.append(
                    rooms.type_caption(typist, text, is_done=True, speaker=speaker, by=typist.actor())
                )
        place, wording = told["corrected"]
        wrong = lines[place]
        assert wrong is not None
        with moved_to(self.at(8 * 60)):
            rooms.correct_caption(wrong, wording, by=typist.actor())

    def _chat(self, lines: Iterable[tuple[str, str]]) -> None:
        for number, (address, text) in enumerate(lines):
            with moved_to(self.at(66 + number)):
                seat = self._seat(address)
                rooms.say(seat, text, by=seat.actor())

    def _vote(self, story: dict[str, Any], item: Any) -> None:
        """A motion is amended by roll and carried as amended, then two persons are elected in secret."""
        by = self.chair.actor()
        with moved_to(self.at(74)):
            for line in self.lines.values():
                rooms.heartbeat(line, mode=Line.Mode.VIDEO)
            motion = proposals.lay_motion(self.fresh(), text=story["first_wording"], item=item, by=by)
            amendment = proposals.amend_motion(
                motion, text=story["motion"], moved_by=story["moved_by"], by=by
            )
        self._put(amendment, Vote.Manner.NAMED, minutes=74.2)
        vote = self._put(motion, Vote.Manner.OPEN, minutes=75.2)
        with moved_to(self.at(77)):
            for number, text in enumerate(story["decisions"]):
                about = vote if number == 0 else None
                noting.note_decision(self.fresh(), text=text, item=item, vote=about, by=by)
        self._elect(story["election"], item)

    def _put(self, proposal: Proposal, manner: Vote.Manner, *, minutes: float) -> Vote:
        by = self.chair.actor()
        with moved_to(self.at(minutes)):
            vote = voting.open_vote(self.fresh(), motion="", manner=manner, proposal=proposal, by=by)
        for number, (address, seat) in enumerate(self._voters()):
            with moved_to(self.at(minutes + 0.1 + number / 20)):
                choice = Choice.AGAINST if address in AGAINST else Choice.FOR
                voting.cast_ballot(vote, seat=seat, choice=choice, by=seat.actor())
        with moved_to(self.at(minutes + 0.8)):
            return voting.close_vote(vote, by=by)

    def _elect(self, story: dict[str, Any], item: Any) -> None:
        by = self.chair.actor()
        election = voting.Election(story["candidates"], Electing(places=story["places"]))
        with moved_to(self.at(78)):
            for line in self.lines.values():
                rooms.heartbeat(line, mode=Line.Mode.VIDEO)
            manner = Vote.Manner.SECRET
            vote = voting.open_election(
                self.fresh(), title=story["title"], election=election, manner=manner, item=item, by=by
            )
        for number, (_address, seat) in enumerate(self._voters()):
            with moved_to(self.at(78.1 + number / 20)):
                ballot = story["ballots"][number % len(story["ballots"])]
                voting.cast_ballot(vote, seat=seat, choice=ballot, by=seat.actor())
        with moved_to(self.at(78.8)):
            voting.close_vote(vote, by=by)

    def _voters(self) -> list[tuple[str, Seat]]:
        voters = [one for one, person in self.people.items() if person.has_vote and one in self.lines]
        return [(address, self._seat(address)) for address in voters]

    def _go(self, leaving: dict[str, int]) -> None:
        for address, minutes in leaving.items():
            with moved_to(self.at(minutes)):
                rooms.leave(self.lines[address], by=self._seat(address).actor())

    def _seat(self, address: str) -> Seat:
        found: Seat = Seat.objects.select_related("room").get(pk=self.people[address].seat_id)
        return found


def _speaking_at(minutes: float) -> str:
    return next(address for begins, address, _ in reversed(SPEECHES) if begins <= minutes)


def _publish(session: Session, story: dict[str, Any]) -> None:
    """The clerk writes the next day, the chair approves two days later; after its publication a word is put right."""
    meeting = session.fresh()
    clerk, chair = meeting.convened_by, _chair_of(session)
    items = meeting.items.all()
    notes = {str(item.pk): text for item, text in zip(items, story["notes"], strict=True)}
    with moved_to(session.at(26 * 60)):
        edits = papers.Edits(notes=notes, names={}, chat=[], closed=story["closed"])
        draft = papers.save_minutes(meeting.minutes, edits, version=1, by=clerk.actor())
        papers.lay_before_chair(draft, by=clerk.actor())
    with moved_to(session.at(50 * 60)):
        approved = papers.approve_minutes(draft, version=draft.version, title="감사관", by=chair)
        papers.publish_minutes(approved, by=clerk.actor())
    correct(meeting, story["correction"], moment=session.at(98 * 60))


def _chair_of(session: Session) -> Person:
    chair = next(person for person in session.people.values() if person.part == Part.CHAIR)
    assert chair.person is not None
    return chair.person
