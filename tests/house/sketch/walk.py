"""Four days of the city walked over the sketch: does every fact find its place, and does the database hold it?"""

import sys
import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction
from ontact.capabilities.experiences.models import Dispatch, Experience
from ontact.capabilities.hiring_kiosk.models import Application, Posting
from ontact.capabilities.video_courses.models import Viewing
from ontact.commons.interviews.models import Question, QuestionSet, Sheet, Take

from ontact.commons.media.models import Asset
from ontact.commons.people.models import Consent, Organisation, Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.records.models import Record
from ontact.commons.registrations.models import Attendance, GivenSeat, Pool, Registration
from ontact.commons.rooms.models import Line, Room, Seat, Sitting, Span, Turn
from ontact.foundation.clock import now
from ontact.foundation.ids import digest, new_secret
from ontact.foundation.worded import Worded

HOUR = timedelta(hours=1)


def a_room(**fields):
    return Room.objects.create(
        title=Worded.of(ko="방"),
        begins_at=now(),
        ends_at=now() + HOUR,
        livekit_name=str(uuid.uuid4()),
        page="/x/",
        **fields,
    )


def an_asset(**fields):
    facts = {
        "kind": "video",
        "name": "a",
        "content_type": "video/mp4",
        "size_bytes": 2**33,
        "key": new_secret(),
    }
    return Asset.objects.create(**{**facts, **fields})


def a_person(name):
    return Person.objects.create_user(name=name)


def a_programme(city, title):
    return Programme.objects.create(host=city, title=Worded.of(ko=title), page="/x/")


def a_session(programme, **fields):
    session = Session(programme=programme, number=1, **fields)
    session.stand_at(now(), now() + HOUR, zone=programme.zone)
    session.save()
    return session


def a_place(programme, person, *, line, **fields):
    facts = {"line_number": line, "state": "placed", "why": "free", "settled_at": now()}
    return Registration.objects.create(programme=programme, person=person, **facts, **fields)


def refused(act):
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def a_hall_of_offices():
    """Its standing list, roll and instructions are tables of the meetings by now; the seats are the commons'."""
    room = a_room(manner=Room.Manner.BROADCAST)
    for number in range(220):
        office = Organisation.objects.create(
            kind="neighbourhood", name=Worded.of(ko=f"{number}동"), rank=number
        )
        seat = Seat.objects.create(room=room, title=f"{office.name}장", organisation=office, rank=number)
        Sitting.objects.create(seat=seat, person=a_person(f"동장 {number}"), name=f"동장 {number}")
    seat = room.seats.first()
    head = seat.sittings.get()
    head.ends_at = now()
    head.save()
    Sitting.objects.create(seat=seat, person=a_person("대리"), name="대리", is_substitute=True)
    Turn.objects.create(room=room, seat=seat, limit_s=180)
    assert room.seats.count() == 220
    assert list(seat.sittings.order_by("begins_at").values_list("is_substitute", flat=True)) == [False, True]


def a_class_at_one_camera():
    seat = Seat.objects.create(room=a_room(), title="3학년 2반")
    pupils = [a_person(f"학생 {n}") for n in range(10)]
    for pupil in pupils:
        Sitting.objects.create(seat=seat, person=pupil, name=pupil.name)
    line = Line.objects.create(seat=seat, key_digest=digest(new_secret()))
    Span.objects.create(line=line, begins_at=now(), ends_at=now() + HOUR, sources=["heartbeat"])
    present = Person.objects.filter(sittings__seat__lines__spans__isnull=False).distinct()
    assert set(present) == set(pupils)
    assert refused(lambda: Sitting.objects.create(seat=seat, person=pupils[0], name="again"))


def kiosk_day(city):
    fair = a_programme(city, "온택트 채용")
    questions = QuestionSet.objects.create(title=Worded.of(ko="공통"))
    question = Question.objects.create(
        question_set=questions, text=Worded.of(ko="지원 동기를 말씀해 주세요.")
    )
    employer = Organisation.objects.create(kind="company", name=Worded.of(ko="회사"))
    posting = Posting.objects.create(programme=fair, employer=employer, questions=questions, title="용접")
    slot = a_session(fair)
    applicant = a_person("지원자")
    booked = a_place(fair, applicant, line=1, session=slot)
    application = Application.objects.create(posting=posting, person=applicant, slot=booked, blind_number=7)
    # A kiosk has no signed-in person and learns the file's hash only after the last piece.
    answer = an_asset(uploaded_by=None, sha256="")
    subject = {"subject_type": "hiring_kiosk.application", "subject_id": str(application.pk)}
    Take.objects.create(**subject, question=question, answer=answer, device_key=uuid.uuid4())
    Sheet.objects.create(**subject, reviewer=a_person("심사"), scores={"태도": 4})
    Consent.objects.create(
        person=applicant, given_by=applicant, purpose="recording", wording="…",
        about_type="hiring_kiosk.application", about_id=str(application.pk),
    )  # fmt: skip
    Record.objects.create(kind="recording", title=Worded.of(ko="답변"), asset=answer, keep_until=now().date())
    assert refused(lambda: a_place(fair, applicant, line=2, session=slot))


def kit_and_seat_in_one_transaction(city):
    programme = a_programme(city, "한옥 퍼즐")
    Experience.objects.create(programme=programme, lesson=an_asset())
    session = a_session(programme, room=a_room())
    pools = [Pool.objects.create(programme=programme, name=name, capacity=1) for name in ("places", "kits")]
    family = [a_person("보호자"), a_person("아이")]

    def accept(person, line):
        for pool in pools:
            Pool.objects.filter(pk=pool.pk).update(taken=pool.taken + 1)
            pool.refresh_from_db()
        keys = [str(pool.pk) for pool in pools]
        placed = a_place(programme, person, line=line, asked_by=family[0], pools=keys)
        seat = Seat.objects.create(room=session.room, title=person.name)
        Sitting.objects.create(seat=seat, person=person, name=person.name, people=2)
        GivenSeat.objects.create(registration=placed, session=session, seat=seat)
        return placed

    with transaction.atomic():
        inside = accept(family[1], 1)
    Dispatch.objects.create(registration=inside)
    assert refused(lambda: accept(a_person("늦은 사람"), 2))
    assert [p.taken for p in Pool.objects.filter(programme=programme)] == [1, 1]


def replay_counts(city):
    programme = a_programme(city, "인문학")
    session = a_session(programme, room=a_room(), replay=an_asset())
    learner = a_person("수강생")
    inside = a_place(programme, learner, line=1)
    Record.objects.create(
        kind="recording", title=Worded.of(ko="강의"), asset=session.replay, room=session.room
    )
    viewing = Viewing.objects.create(person=learner, asset=session.replay, cells=b"\xff", credit_s=2400)
    Attendance.objects.create(
        registration=inside, session=session, source="replay", minutes=viewing.credit_s // 60, counts=True
    )
    assert inside.attendances.get().minutes == 40


def walk():
    city = Organisation.objects.create(kind="city", name=Worded.of(ko="수원시"))
    a_hall_of_offices()
    a_class_at_one_camera()
    kiosk_day(city)
    kit_and_seat_in_one_transaction(city)
    replay_counts(city)
    sys.stdout.write("walked\n")
