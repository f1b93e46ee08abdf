"""Publishing with everything that hangs on it, holding back, throwing away, copying, templates."""

import pytest

from ontact.commons.people.tests.factories import MembershipFactory, PersonFactory
from ontact.commons.programmes.actions import Planned
from ontact.commons.programmes.models import Manner, Programme
from ontact.commons.programmes.tests.factories import DAY, HOUR, WEEK, fresh, nth, this_minute
from ontact.commons.registrations.actions.announced import add_session
from ontact.commons.registrations.actions.publishing import (
    NotComplete,
    PeopleSignedUp,
    discard,
    publish,
    remove_session,
)
from ontact.commons.registrations.actions.questions import Asked, add_question
from ontact.commons.registrations.actions.signing_up import register_at_desk
from ontact.commons.registrations.models import Draw, Pool, Question, Terms
from ontact.commons.registrations.tests.making import (
    a_draft,
    a_running,
    enter,
    officer_of,
    page,
    send,
    with_own_places,
)
from ontact.commons.rooms.models import Role, Room, Seat
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db


def test_publishing_now_is_seen_at_once(client):
    programme = a_draft()
    enter(client, programme)

    answer = send(client, page("making_publication", programme))

    assert answer.url == page("making", programme)
    assert fresh(programme).is_announced()


def test_publishing_at_a_time_can_be_held_back(client):
    programme = a_draft()
    enter(client, programme)
    day = (this_minute() + DAY).astimezone(programme.zone).date()

    send(client, page("making_publication", programme), when="later", day=day, time="23:59")
    scheduled = fresh(programme).publishes_at
    client.post(page("making_held_back", programme))

    assert scheduled > this_minute()
    assert fresh(programme).publishes_at is None


def test_a_time_that_has_passed_stays_in_the_form(client):
    programme = a_draft()
    enter(client, programme)

    answer = send(client, page("making_publication", programme), when="later", day="2020-01-01", time="10:00")

    assert list(answer.context["form"].errors) == ["day"]


def test_what_is_not_complete_is_not_published(client):
    programme = a_draft(places=None)
    enter(client, programme)

    answer = client.get(page("making_publication", programme))

    assert (answer.status_code, "No number of places is set" in answer.content.decode()) == (422, True)
    with pytest.raises(NotComplete):
        publish(programme=programme, at=None, by=SYSTEM)


@pytest.mark.parametrize(
    ("facts", "terms"),
    [
        ({"opens_at": None, "closes_at": None}, {"allotment": "window"}),
        ({"closes_at": None}, {"allotment": "lottery"}),
        ({}, {"certificate_from": 9}),
        ({"manner": Manner.ON_SITE}, {}),
    ],
)
def test_terms_that_cannot_be_kept_stop_the_publication(facts, terms):
    with pytest.raises(NotComplete):
        publish(programme=a_draft(terms=terms, **facts), at=None, by=SYSTEM)


def test_a_programme_without_sign_up_needs_no_places():
    programme = a_draft(places=None, opens_at=None, closes_at=None)

    assert publish(programme=programme, at=None, by=SYSTEM).is_announced()


def test_publishing_promises_a_draw_before_anybody_signs_up():
    programme = a_draft(terms={"allotment": "lottery"})

    publish(programme=programme, at=None, by=SYSTEM)
    publish(programme=programme, at=None, by=SYSTEM)

    assert Draw.objects.filter(programme=programme).count() == 1


def test_publishing_opens_the_rooms_with_each_grown_up_officer_as_host_once():
    programme = a_draft(2)
    officer = officer_of(programme)
    MembershipFactory(person=officer, organisation=programme.host, role="head")
    child = PersonFactory(guardian=PersonFactory())
    MembershipFactory(person=child, organisation=programme.host)

    publish(programme=programme, at=None, by=SYSTEM)

    rooms = [nth(programme, number).room for number in (1, 2)]
    assert [one.page for one in rooms] == [
        f"{programme.page}sessions/{nth(programme, number).pk}/" for number in (1, 2)
    ]
    assert {(one.has_lobby, one.manner) for one in rooms} == {(True, Room.Manner.ROUND_TABLE)}
    hosts = Seat.objects.filter(room__in=rooms, role=Role.HOST)
    assert sorted(one.sittings.get().person_id for one in hosts) == [officer.pk, officer.pk]


def test_whoever_comes_to_the_office_later_is_a_host_from_the_next_change_on():
    programme = a_draft(1)
    officer_of(programme)
    publish(programme=programme, at=None, by=SYSTEM)
    newcomer = officer_of(programme)

    begins_at = this_minute() + 9 * WEEK
    planned = Planned(begins_at, begins_at + HOUR)
    add_session(programme=programme, planned=planned, by=SYSTEM)

    hosts = Seat.objects.filter(role=Role.HOST, sittings__person=newcomer)
    assert {one.room_id for one in hosts} == {one.room_id for one in programme.sessions.all()}
    assert Seat.objects.filter(role=Role.HOST).count() == 4


def test_a_large_class_is_a_stage_before_an_audience_and_has_room_for_all():
    programme = a_draft(1, places=500)

    publish(programme=programme, at=None, by=SYSTEM)

    room = nth(programme, 1).room
    assert (room.manner, room.capacity) == (Room.Manner.BROADCAST, 520)


def test_what_is_held_on_site_has_no_rooms():
    programme = a_draft(1, manner=Manner.ON_SITE, place=Worded.of("ko", ko="강당"))

    publish(programme=programme, at=None, by=SYSTEM)

    assert nth(programme, 1).room is None


def test_whoever_has_a_place_from_the_desk_has_a_seat_when_the_room_is_opened():
    programme = a_draft(1)
    Pool.objects.filter(programme=programme).update(kept=2)
    register_at_desk(programme=programme, people={PersonFactory(): {}}, by=SYSTEM)

    publish(programme=programme, at=None, by=SYSTEM)

    assert Seat.objects.filter(room=nth(programme, 1).room, given_by__isnull=False).count() == 1


def test_a_draft_is_thrown_away_after_a_question(client):
    programme = a_draft(terms={"allotment": "lottery"})
    publish(programme=programme, at=this_minute() + DAY, by=SYSTEM)
    enter(client, programme)
    path = page("making_discard", programme)

    asked = client.get(path).content.decode()
    client.post(path)

    assert "cannot be undone" in asked
    assert not Programme.objects.filter(pk=programme.pk).exists()


def test_what_everybody_has_seen_is_not_thrown_away(client):
    programme = a_running()
    enter(client, programme)

    assert client.post(page("making_discard", programme)).status_code == 409
    assert Programme.objects.filter(pk=programme.pk).exists()


def test_a_draft_into_which_the_desk_has_entered_somebody_is_kept():
    programme = a_draft(2)
    Pool.objects.filter(programme=programme).update(kept=2)
    register_at_desk(programme=programme, people={PersonFactory(): {}}, by=SYSTEM)

    with pytest.raises(PeopleSignedUp):
        discard(programme=programme, by=SYSTEM)
    with pytest.raises(PeopleSignedUp):
        remove_session(session=nth(programme, 1), by=SYSTEM)


def test_a_copy_has_terms_places_questions_and_survey_and_nobody_signed_up(client):
    source = with_own_places(a_running(2, terms={"certificate_from": 2}), capacity=7)
    Pool.objects.create(programme=source, name="kits", capacity=5)
    Question.objects.create(terms=source.sign_up_terms, number=1, text=Worded.of("ko", ko="질문"))
    source.survey_questions.create(number=1, text=Worded.of("ko", ko="어땠나요?"))
    source.page = f"/classes/{source.pk}/"
    source.save()
    enter(client, source)
    first = (this_minute() + 60 * DAY).date()

    answer = send(client, page("making_copy", source), first=first)

    made = Programme.objects.get(copied_from=source)
    assert answer.url == page("making", made)
    assert made.page == f"/classes/{made.pk}/"
    assert made.sessions.order_by("begins_at").first().begins_at.astimezone(made.zone).date() == first
    terms = Terms.objects.get(programme=made)
    assert (terms.certificate_from, terms.last_line, terms.questions.count()) == (2, 0, 1)
    pools = {
        (one.name, one.session and one.session.number, one.capacity)
        for one in Pool.objects.filter(programme=made).select_related("session")
    }
    assert pools == {("places", 1, 7), ("places", 2, 7), ("kits", None, 5)}
    assert made.survey_questions.count() == 1


def test_a_copy_is_made_once_however_often_it_is_pressed(client):
    source = a_running(1)
    enter(client, source)
    path = page("making_copy", source)
    form = client.get(path).context["form"]
    first = (this_minute() + 8 * WEEK).date()
    typed = {"host": source.host_id, "first": first, "with_sessions": "on", "key": form["key"].value()}

    client.post(path, typed)
    client.post(path, typed)

    assert Programme.objects.filter(copied_from=source).count() == 1


def test_a_copy_without_a_first_day_keeps_what_was_typed(client):
    source = a_running(1)
    enter(client, source)

    answer = send(client, page("making_copy", source), shut="2027-02-06")

    assert list(answer.context["form"].errors) == ["first"]
    assert answer.context["form"]["shut"].value() == "2027-02-06"


def test_a_template_keeps_the_terms_and_is_never_published(client):
    source = a_draft(2, terms={"certificate_from": 2})
    add_question(programme=source, asked=Asked(Worded.of("ko", ko="질문")), by=SYSTEM)
    enter(client, source)

    client.post(page("making_template", source))

    made = Programme.objects.get(is_template=True)
    assert (made.sessions.count(), made.sign_up_terms.certificate_from) == (2, 2)
    assert client.get(page("making_publication", made)).status_code == 409
    assert page("making_copy", made) in client.get(page("making", made)).content.decode()


def test_other_offices_neither_copy_nor_publish(client):
    programme = a_running()
    enter(client, a_draft())

    assert client.get(page("making_copy", programme)).status_code == 404
    assert client.get(page("making_publication", programme)).status_code == 403


def test_a_press_too_many_makes_no_second_template(client):
    source = a_running()
    enter(client, source)
    key = client.get(page("making", source)).context["template_key"]

    answers = [client.post(page("making_template", source), key).url for _press in range(2)]

    made = Programme.objects.get(is_template=True)
    assert answers == [page("making", made)] * 2


def test_a_key_that_names_another_programme_makes_a_new_one(client):
    source, other = a_running(), a_running()
    enter(client, source)

    client.post(page("making_template", source), {"key": str(other.pk)})

    made = Programme.objects.get(is_template=True)
    assert (made.copied_from, fresh(other).is_template) == (source, False)
