"""What the tests of rehearsals share: one that is on, people asked to it, and everything that can be done in it."""

import json
from collections import Counter

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse

from ontact.capabilities.meetings.actions import instructing, noting, proposals, voting
from ontact.capabilities.meetings.actions.rehearsing import (
    hold_rehearsal,
    invite_to_rehearsal,
)
from ontact.capabilities.meetings.actions.roll import Answered, answer_the_roll, end_the_roll, take_the_roll
from ontact.capabilities.meetings.actions.running import open_meeting, take_up
from ontact.capabilities.meetings.models import (
    Choice,
    Meeting,
    Part,
    QuorumRule,
    QuorumTerms,
    RollAnswer,
    RollCall,
    Vote,
)
from ontact.capabilities.meetings.queries.rehearsals import still_to_ask
from ontact.capabilities.meetings.tests.factories import (
    a_convened_meeting,
    go_inside,
    seat_of,
)
from ontact.commons.notices.actions.letters import compose
from ontact.commons.notices.models import Notice
from ontact.commons.rooms import actions as rooms

# Who is signed in is not of the rehearsal.
NOT_COMPARED = {"sessions.session"}


def every_row():
    """Each row of each table as one line of text, and how often it stands there."""
    rows = Counter()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower not in NOT_COMPARED and not model._meta.proxy:
            for row in model._base_manager.values():
                rows[json.dumps([model._meta.label_lower, row], cls=DjangoJSONEncoder, default=repr)] += 1
    return rows


def a_rehearsal(meeting=None, **more):
    meeting = meeting or a_convened_meeting(**more)
    rehearsal = hold_rehearsal(meeting, by=meeting.convened_by)
    return Meeting.objects.with_frame().get(pk=rehearsal.pk)


def fresh(meeting):
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def ask_everyone(rehearsal):
    meeting = rehearsal.rehearsal_of
    return invite_to_rehearsal(meeting, list(still_to_ask(rehearsal)), by=meeting.convened_by)


def link_in(letter):
    words = compose(letter).body
    return next(word for word in words.split() if "/rooms/pass/" in word)


def come_in(client, rehearsal, name):
    """By the link in the letter, over pass page and door, as a guest does."""
    person = rehearsal.participants.get(name=name)
    letter = Notice.objects.get(template="meetings/mail/rehearsal", about_id=str(person.pk))
    address = "/" + link_in(letter).split("/", 3)[3]
    client.post(address)
    door = reverse("rooms:door", args=[rehearsal.room_id])
    return client.post(door, {"name": name, "people": 1, "mode": "video", "agreed": "yes"})


def rehearse_everything(rehearsal, client):
    """Floor, roll, quorum, votes, an instruction, a decision, chat, side rooms: by the acts of a real meeting."""
    chair, one, other = (
        seat_of(rehearsal, Part.CHAIR),
        seat_of(rehearsal, place=0),
        seat_of(rehearsal, place=1),
    )
    for part, place in ((Part.MEMBER, 0), (Part.MEMBER, 1), (Part.CHAIR, 0)):
        go_inside(client, rehearsal, part, place)
    by = chair.actor()
    open_meeting(rehearsal, by=by)
    item = rehearsal.items.first()
    take_up(item, by=by)
    rooms.raise_hand(one, by=one.actor())
    rooms.give_the_floor(room=rehearsal.room, seat=one, by=by)
    line = rooms.say(one, "들립니까?", by=one.actor())
    rooms.hide(line, hidden=True, by=by)
    rooms.mute_all(rehearsal.room, muted=True, by=by)
    rooms.lock(rehearsal.room, locked=True, by=by)
    rooms.open_side_rooms(rehearsal.room, rooms.dealt_out(rehearsal.room, ["가", "나"]), is_free=True, by=by)
    roll = take_the_roll(rehearsal, manner=RollCall.Manner.ALOUD, by=by)
    said = Answered(one.pk, RollAnswer.Answer.PRESENT, RollAnswer.Source.SEAT)
    answer_the_roll(roll, said, by=one.actor())
    end_the_roll(roll, by=by)
    motion = proposals.lay_motion(rehearsal, text="원안", item=item, by=by)
    for manner, proposal in ((Vote.Manner.NAMED, motion), (Vote.Manner.SECRET, None)):
        vote = voting.open_vote(fresh(rehearsal), motion="연습 안건", manner=manner, proposal=proposal, by=by)
        voting.cast_ballot(vote, seat=one, choice=Choice.FOR, by=one.actor())
        voting.close_vote(vote, by=by)
    noting.note_decision(rehearsal, text="연습 의결", item=item, by=by)
    noting.give_opinion(rehearsal, seat=other, text="연습 의견", by=other.actor())
    given = instructing.give_instruction(
        rehearsal, text="연습 지시", office=rehearsal.host, until_next_meeting=True, by=by
    )
    instructing.confirm(given, by=by, name="연습")
    rooms.remove(rehearsal.room, seat=other, reason="연습", by=by)
    return given


def quorate(**more):
    return a_convened_meeting(quorum=QuorumTerms(QuorumRule.NUMBER, 1, "voters"), **more)
