"""A small world with everyone in it: a meeting in session, one that is over, another one, and eight kinds of people."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.test import Client

from ontact.capabilities.meetings.actions.deciding import register_decision
from ontact.capabilities.meetings.actions.instructing import give_instruction
from ontact.capabilities.meetings.models import ConsentRequest, FieldGroup, FieldReport, Report, ReportCall
from ontact.capabilities.meetings.queries.followup import today
from ontact.capabilities.meetings.tests import factories as meetings
from ontact.commons.media.access import stamp_for
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.people.tests.factories import CityFactory, MembershipFactory, PersonFactory
from ontact.commons.programmes.tests.factories import LibraryFactory, a_programme
from ontact.commons.records.tests.factories import RecordFactory
from ontact.commons.registrations.actions.certificates import give_certificate
from ontact.commons.registrations.actions.feeding import make_address
from ontact.commons.registrations.actions.waiting import enter
from ontact.commons.registrations.models import (
    Attendance,
    GivenSeat,
    HouseholdMember,
    HouseRule,
    NoShow,
    Pool,
    Preparation,
    Question,
    Registration,
    RegistrationState,
    Terms,
)
from ontact.commons.registrations.tests import factories as sign_ups
from ontact.commons.rooms.models import CaptionLine, ChatLine, Poll
from ontact.commons.rooms.tests.factories import PassFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import digest, new_secret
from tests.house.matrix import CAST


@dataclass
class World:
    """`facts` fill the addresses, `browsers` hold one signed-in or seated browser for each of the cast."""

    facts: dict[str, object]
    browsers: dict[str, Client]
    cast: Any


def make_world(*, is_public: bool = False) -> World:
    cache.clear()
    CityFactory()
    cast = meetings.cast_around(meetings.a_meeting_in_session(is_public=is_public))
    return World(_facts(cast, is_public=is_public), _browsers(cast), cast)


def _facts(cast, *, is_public: bool) -> dict[str, object]:
    """Something real for each name in an address or in the body of a call."""
    meeting = cast.meeting
    seat = meetings.seat_of(meeting, place=1)
    asset = AssetFactory()
    item = meeting.items.first()
    facts = {"meeting": meeting, "item": item, "participant": meeting.participants.last(), "asset": asset}
    vote = {"meeting": meeting, "motion": "x", "entitled": [str(seat.pk)]}
    closed = meetings.a_closed_meeting(by=cast.clerk, host=meeting.host, is_public=is_public)
    facts |= {
        "closed_meeting": closed,
        **_minutes_at_work(closed),
        "paper": apps.get_model("meetings", "Paper").objects.create(item=item, asset=asset),
        "vote": apps.get_model("meetings", "Vote").objects.create(**vote),
        "proposal": apps.get_model("meetings", "Proposal").objects.create(meeting=meeting, text="x"),
        "roll": apps.get_model("meetings", "RollCall").objects.create(meeting=meeting, manner="aloud"),
        **_what_follows(meeting, asset),
        **_who_comes_again(meeting),
        **_a_report(meeting, item, asset),
        **_a_field_report(meeting, item, asset),
        **(held := _a_held_programme(cast)),
        **_a_class(held["programme"], asset, meeting.room),
        "poll": Poll.objects.create(room=meeting.room, question="x", choices=["a", "b"]),
        **_a_reading(held["programme"]),
        "given_seat": GivenSeat.objects.create(
            registration=held["childs_place"], session=held["session"], seat=seat
        ).seat,
        **_sign_ups(cast),
        "room": meeting.room,
        "seat": seat,
        "caption": CaptionLine.objects.create(room=meeting.room, typed_by=seat, text="x", closed_at=now()),
        "line": ChatLine.objects.create(room=meeting.room, seat=seat, name="x", text="x"),
        "organisation": meeting.host,
        "library": LibraryFactory(),
        "office": meeting.host,
        "membership": MembershipFactory(),
        "record": RecordFactory(),
    }
    return {f"{name}_id": thing.pk for name, thing in facts.items()} | _words(facts)


def _words(facts: dict[str, Any]) -> dict[str, object]:
    """What stands in addresses and bodies beside identities."""
    meeting, asset = facts["meeting"], facts["asset"]
    return {
        "secret": PassFactory(seat=facts["seat"]).secret,
        "consent_secret": _a_guardians_link(meeting),
        "calendar_secret": make_address(person=PersonFactory(), by=SYSTEM),
        "stamp": stamp_for(asset.pk, now()),
        "file_format": "pdf",
        "name": asset.name,
        "code": facts["certificate"].code,
        "number": 1,
        "language": "ko",
        "letter_id": "none",
        "pk": 1,
    }


def _what_follows(meeting, asset) -> dict[str, Any]:
    """An instruction of the meeting with its evidence, and a decision in the register."""
    instruction = give_instruction(meeting, text="x", office=meeting.host, due_on=today(), by=SYSTEM)
    step = instruction.steps.create(kind="note")
    decision = apps.get_model("meetings", "Decision").objects.create(meeting=meeting, number=1, text="x")
    return {
        "instruction": instruction,
        "evidence": step.evidence.create(asset=asset),
        "entry": register_decision(decision, meeting=meeting),
    }


def _who_comes_again(meeting) -> dict[str, Any]:
    """A standing list of the meeting's host with one seat of another office."""
    standing = meetings.a_standing_list(host=meeting.host)
    office = MembershipFactory().organisation
    return {"list": standing, "standing_seat": meetings.a_standing_seat(standing, "x", office=office)}


def _minutes_at_work(meeting) -> dict[str, Any]:
    """A comment on the draft of the meeting that is over, and one who approves; neither is among the cast."""
    laid = meeting.minutes.rounds.create(version=1, due_at=now() + timedelta(days=7))
    commenter = laid.commenters.create(participant=meeting.participants.last(), name="x")
    return {
        "comment": commenter.comments.create(text="x"),
        "approver": meeting.minutes.approvers.create(name="x"),
    }


def _a_held_programme(cast) -> dict[str, Any]:
    """Of the meeting's host: the citizen was there and has the certificate; a child of theirs stayed away and has a mark."""
    yesterday = now() - timedelta(days=1)
    programme = a_programme(1, begins_at=yesterday, host=cast.meeting.host, publishes_at=yesterday)
    terms = Terms.objects.create(programme=programme, certificate_from=1)
    session = programme.sessions.get()
    session.replay = AssetFactory(kind="video", content_type="video/mp4", length_s=60)
    session.save(update_fields=["replay"])
    facts = {"programme": programme, "state": RegistrationState.PLACED, "why": "free", "settled_at": now()}
    place = Registration.objects.create(person=cast.citizen, line_number=1, **facts)
    child = PersonFactory(guardian=cast.citizen, claimed_at=None, email="")
    absent = Registration.objects.create(person=child, line_number=2, **facts)
    place.attendances.create(session=session, source=Attendance.Source.ROLL, minutes=60, counts=True)
    HouseholdMember.objects.create(person=child, born_on=yesterday.date() - timedelta(days=3_000))
    Preparation.objects.create(programme=programme, asked_by=cast.citizen)
    return {
        "programme": programme,
        "child": child,
        "session": session,
        "registration": place,
        "childs_place": absent,
        "certificate": give_certificate(place, by=SYSTEM),
        "no_show": NoShow.objects.create(registration=absent),
        **_its_terms(terms),
    }


def _its_terms(terms) -> dict[str, Any]:
    """Places, a question, and a rule of the house that refuses nobody."""
    programme = terms.programme
    rule = {"organisation": programme.host, "code": "with_guardian", "numbers": {"under": 0}, "since": now()}
    return {
        "pool": Pool.objects.create(programme=programme, capacity=9),
        "question": Question.objects.create(terms=terms, number=1, is_required=False),
        "house_rule": HouseRule.objects.create(**rule),
    }


def _a_class(programme, asset, room) -> dict[str, Any]:
    """The held programme is a live class too, where there are such; its lecturer is none of the cast.

    It is held in the meeting's room, so that who has a seat there has one in the class.
    """
    if not apps.is_installed("ontact.capabilities.live_classes"):
        return {}
    live_class = apps.get_model("live_classes", "LiveClass").objects.create(programme=programme)
    programme.page = f"/classes/{programme.pk}/"
    programme.save(update_fields=["page"])
    programme.sessions.update(room=room)
    return {
        "leader": live_class.leaders.create(person=PersonFactory(), name="x"),
        "material": live_class.materials.create(asset=asset),
    }


def _a_reading(programme) -> dict[str, Any]:
    """The same programme as a library's reading, with a book; nothing where that folder has been taken away."""
    if not apps.is_installed("ontact.capabilities.library_reading"):
        return {}
    reading = apps.get_model("library_reading", "ReadingProgramme").objects.create(programme=programme)
    book = apps.get_model("library_reading", "Book").objects.create(reading=reading, title="x")
    return {"reading": reading, "book": book}


def _sign_ups(cast) -> dict[str, Any]:
    """Of the meeting's host, one in each way; the citizen has prepared everything where sign-up is open."""
    facts = {"host": cast.meeting.host, "opens_at": now() - timedelta(minutes=1)}
    found = {
        "open_programme": sign_ups.a_programme(9, **facts),
        "choice_programme": sign_ups.a_programme(9, terms={"allotment": "choice"}, **facts),
        "lottery_programme": sign_ups.a_programme(9, terms={"allotment": "lottery"}, **facts),
        "rush_programme": sign_ups.a_programme(9, terms={"has_waiting_room": True}, **facts),
    }
    for name in ("open_programme", "rush_programme"):
        sign_ups.prepared(found[name], cast.citizen)
    enter(programme=found["rush_programme"], person=cast.citizen)
    return found


def _a_field_report(meeting, item, asset) -> dict[str, Any]:
    """Sent to the convening office, grouped and on the agenda."""
    group = FieldGroup.objects.create(host=meeting.host, title="x", item=item)
    office = MembershipFactory().organisation
    report = FieldReport.objects.create(office=office, host=meeting.host, group=group, text="x", place="x")
    photo = report.photos.create(asset=asset, alt="x")
    return {"field_report": report, "group": group, "photo": photo}


def _a_report(meeting, item, asset) -> dict[str, Any]:
    """Of the convening office, handed in and on the agenda."""
    call = ReportCall.objects.create(meeting=meeting, due_at=now() + timedelta(days=1))
    report = Report.objects.create(call=call, office=meeting.host, item=item)
    report.last = report.versions.create(number=1, summary="x")
    report.save()
    paper = report.papers.create(asset=asset)
    report.last.papers.add(paper)
    return {"report": report, "report_paper": paper}


def _a_guardians_link(meeting) -> str:
    """Someone has been asked for consent by mail."""
    secret, people = new_secret(), PersonFactory.create_batch(2)
    link = {"digest": digest(secret), "asked_at": now()}
    ConsentRequest.objects.create(child=people[0], guardian=people[1], meeting=meeting, **link)
    return secret


def _browsers(cast) -> dict[str, Client]:
    browsers = {who: cast.enter(Client(), who) for who in CAST}
    meetings.go_inside(browsers["clerk"], cast.meeting, meetings.Part.CLERK)
    return browsers
