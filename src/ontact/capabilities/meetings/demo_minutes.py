"""Meetings of the past months for the register of minutes, one whose draft lies before those who were present."""

from datetime import datetime, timedelta
from typing import Any

from ontact.capabilities.meetings.actions import commenting, noting, running
from ontact.capabilities.meetings.actions import minutes as papers
from ontact.capabilities.meetings.actions.registering import name_ground
from ontact.capabilities.meetings.models import Comment, Meeting, Minutes, Part, Participant
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import Line
from ontact.foundation.clock import moved_to, now

Story = dict[str, Any]
SINCE_THE_DRAFT = timedelta(days=2)


def keep_minutes(meeting: Meeting, story: Story) -> None:
    """Held, written and published; or, where the story has comments, laid before the participants."""
    people = {one.email: one for one in meeting.participants.told().select_related("seat__room", "person")}
    _meet(meeting, story, people)
    minutes = _written(meeting, story)
    if "comments" in story:
        _comment(minutes, story, people)
        return
    chair = next(one for one in people.values() if one.part == Part.CHAIR)
    clerk = meeting.convened_by.actor()
    with moved_to(meeting.ends_at + timedelta(days=5)):
        papers.lay_before_chair(minutes, by=clerk)
        assert chair.person is not None
        papers.approve_minutes(minutes, version=minutes.version, title=chair.title, by=chair.person)
        if "ground" in story:
            name_ground(minutes, ground=story["ground"], hides_title=False, by=clerk)
        papers.publish_minutes(minutes, by=clerk)


def correct(meeting: Meeting, correction: Story, *, moment: datetime) -> None:
    """A second edition: some words of the first item put right, with the reason."""
    minutes = Minutes.objects.get(meeting=meeting)
    clerk = meeting.convened_by.actor()
    chair = meeting.participants.select_related("person").get(part=Part.CHAIR)
    wrong, right = correction["words"]
    edits = papers.Edits.of(minutes.edits)
    notes = {key: text.replace(wrong, right) for key, text in edits.notes.items()}
    assert chair.person is not None
    with moved_to(moment):
        papers.begin_correction(minutes, reason=correction["reason"], by=clerk)
        changed = papers.Edits(notes=notes, names=edits.names, chat=edits.chat, closed=edits.closed)
        minutes = papers.save_minutes(minutes, changed, version=minutes.version, by=clerk)
        papers.lay_before_chair(minutes, by=clerk)
        papers.approve_minutes(minutes, version=minutes.version, title=chair.title, by=chair.person)
        papers.publish_minutes(minutes, by=clerk)


def _meet(meeting: Meeting, story: Story, people: dict[str, Participant]) -> None:
    chair = next(one for one in people.values() if one.part == Part.CHAIR)
    assert chair.seat is not None
    by = chair.seat.actor()
    with moved_to(meeting.begins_at - timedelta(minutes=3)):
        for one in people.values():
            assert one.seat is not None
            line, _key = rooms.sit_down(one.seat, by=one.seat.actor())
            rooms.heartbeat(line, mode=Line.Mode.VIDEO)
    with moved_to(meeting.begins_at):
        running.open_meeting(_fresh(meeting), by=by)
    for place, item in enumerate(meeting.items.select_related("meeting__room")):
        with moved_to(meeting.begins_at + timedelta(minutes=2 + 20 * place)):
            running.take_up(item, by=by)
            noting.note_decision(_fresh(meeting), text=story["decisions"][place], item=item, vote=None, by=by)
    with moved_to(meeting.ends_at):
        running.close_meeting(_fresh(meeting), by=by)


def _written(meeting: Meeting, story: Story) -> Minutes:
    notes = {str(item.pk): text for item, text in zip(meeting.items.all(), story["notes"], strict=True)}
    minutes = Minutes.objects.get(meeting=meeting)
    with moved_to(meeting.ends_at + timedelta(days=1)):
        edits = papers.Edits(notes=notes, names={}, chat=[], closed=story.get("closed", []))
        return papers.save_minutes(minutes, edits, version=1, by=meeting.convened_by.actor())


def _comment(minutes: Minutes, story: Story, people: dict[str, Participant]) -> None:
    """Two have commented, one of them is answered; there are some days left."""
    clerk = minutes.meeting.convened_by.actor()
    items = {item.number: item for item in minutes.meeting.items.all()}
    with moved_to(now() - SINCE_THE_DRAFT):
        laid = commenting.lay_before_participants(minutes, due_at=now() + timedelta(days=7), by=clerk)
        for words in story["comments"]:
            voice = laid.commenters.get(participant=people[words["by"]])
            seat = people[words["by"]].seat
            assert seat is not None
            said = commenting.comment(
                voice,
                text=words["text"],
                item=items[words["item"]],
                passage=words["passage"],
                by=seat.actor(),
            )
            if "answer" in words:
                commenting.answer_comment(
                    said, state=Comment.State.TAKEN_UP, answer=words["answer"], by=clerk
                )


def _fresh(meeting: Meeting) -> Meeting:
    found: Meeting = Meeting.objects.with_frame().get(pk=meeting.pk)
    return found
