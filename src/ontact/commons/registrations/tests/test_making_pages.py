"""Making a programme: the list, the checklist, words and window; and what two officers at once see of each other."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import PersonFactory, cast_of, enter_as
from ontact.commons.programmes.models import Manner, Programme
from ontact.commons.programmes.tests.factories import DAY, LibraryFactory, fresh, this_minute
from ontact.commons.registrations.tests.factories import signed_up
from ontact.commons.registrations.tests.making import (
    a_draft,
    a_running,
    enter,
    filled,
    officer_of,
    page,
    send,
)
from ontact.commons.registrations.views import making
from ontact.foundation.capability import Tile
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
LIST = "/registrations/making/"


def shown(client, path):
    return client.get(path).content.decode()


@pytest.mark.parametrize(
    ("who", "draft", "announced"),
    [("insider", 200, 200), ("colleague", 404, 403), ("stranger", 404, 404), ("nobody", 302, 302)],
)
def test_who_gets_to_the_checklist(client, who, draft, announced):
    cast = cast_of(LibraryFactory())
    enter_as(client, cast[who])

    assert client.get(page("making", a_draft(host=cast.organisation))).status_code == draft
    assert client.get(page("making", a_running(host=cast.organisation))).status_code == announced


def test_the_list_has_what_my_offices_have_in_hand_and_nothing_else(client):
    mine = a_draft()
    a_running(host=mine.host)
    a_draft()
    enter(client, mine)

    found = client.get(LIST).context["desk"]

    assert (len(found.drafts), len(found.running), len(found.templates)) == (1, 1, 0)


def test_an_office_without_programmes_is_invited_to_begin(client):
    client.force_login(officer_of(SimpleNamespace(host=LibraryFactory())))

    assert "Your offices have no programme yet" in shown(client, LIST)


def test_capabilities_whose_desk_is_the_list_offer_their_beginning(monkeypatch):
    programme = a_draft()
    places = f"registrations/programmes/{programme.pk}/making/places/"

    def capability(desk, prefix):
        tile = Tile("Live classes", "", "/", "book", desk=desk)
        return SimpleNamespace(url_prefix=prefix, tile=lambda: tile)

    every = [
        capability(LIST, places),
        capability(f"/{places}new/", "nowhere/"),
        capability("/classes/desk/", places),
        capability(LIST, "nowhere/"),
        capability("/meetings/desk/", "meetings/"),
        SimpleNamespace(url_prefix="x/", tile=lambda: None),
    ]
    monkeypatch.setattr(making, "capabilities", lambda: iter(every))

    begin = {"title": "Live classes", "href": f"/{places}new/"}
    assert list(making.beginnings()) == [begin, begin]
    Programme.objects.update(page=f"/{places}1/")
    assert list(making.beginnings()) == [begin, begin, begin]


def test_the_checklist_names_what_is_missing_and_leads_there(client):
    programme = a_draft(0, places=None)
    enter(client, programme)

    stops = client.get(page("making", programme)).context["stops"]

    assert stops == [
        {"sentence": "It has no session yet.", "href": page("making_sessions", programme)},
        {
            "sentence": "No number of places is set: everybody who signs up would get one.",
            "href": page("making_pools", programme),
        },
    ]


def test_a_draft_that_lacks_nothing_offers_to_be_published(client):
    programme = a_draft()
    enter(client, programme)

    assert page("making_publication", programme) in shown(client, page("making", programme))


def test_the_checklist_costs_as_much_for_one_session_as_for_ten(client, django_assert_max_num_queries):
    programme = a_draft(10)
    enter(client, programme)
    client.get(page("making", programme))

    with django_assert_max_num_queries(25):
        client.get(page("making", programme))


def test_words_are_saved_in_both_languages(client):
    programme = a_draft()
    enter(client, programme)

    answer = send(client, page("making_words", programme), title_ko="지식 여행", title_en="Knowledge journey")

    assert answer.url == page("making", programme)
    assert fresh(programme).title == Worded.of("ko", ko="지식 여행", en="Knowledge journey")


def test_the_second_officer_sees_what_the_first_did_and_loses_nothing(client):
    programme = a_draft()
    enter(client, programme)
    path = page("making_words", programme)
    opened = client.get(path)
    send(client, path, title_ko="먼저 고친 제목", audience_ko="어린이")

    second = client.post(path, filled(opened, title_ko="나중에 고친 제목"))

    form = second.context["form"]
    assert second.status_code == 200
    assert {one.now for one in form.meanwhile} == {"먼저 고친 제목", "어린이"}
    assert (form["title_ko"].value(), form["audience_ko"].value()) == ("나중에 고친 제목", "어린이")
    assert client.post(path, filled(second)).status_code == 302
    stands = fresh(programme)
    assert (stands.title.text("ko"), stands.audience.text("ko")) == ("나중에 고친 제목", "어린이")


def test_saving_twice_is_no_clash_with_oneself(client):
    programme = a_draft()
    enter(client, programme)
    path = page("making_words", programme)
    typed = filled(client.get(path), title_ko="새 제목")
    client.post(path, typed)

    assert client.post(path, typed).status_code == 302


def test_what_is_refused_stays_in_the_form(client):
    programme = a_draft()
    enter(client, programme)

    answer = send(client, page("making_words", programme), age_from=12, age_to=7, about_ko="긴 글")

    assert answer.status_code == 200
    assert answer.context["form"]["about_ko"].value() == "긴 글"
    assert list(answer.context["form"].errors) == ["age_to"]


def test_a_new_title_of_what_is_announced_is_told_to_as_many_as_the_page_said(client):
    programme = a_running()
    signed_up(programme, PersonFactory())
    signed_up(programme, PersonFactory())
    Notice.objects.all().delete()
    enter(client, programme)
    path = page("making_words", programme)

    opened = client.get(path)
    client.post(path, filled(opened, title_ko="새 제목"))

    assert "2 people are written to at once" in opened.content.decode()
    assert Notice.objects.count() == 2


def test_a_programme_that_goes_online_gets_its_rooms(client):
    programme = a_running(2, manner=Manner.ON_SITE, place=Worded.of("ko", ko="강당"))
    enter(client, programme)

    send(client, page("making_words", programme), manner="both")

    pages = {one.room.page for one in programme.sessions.select_related("room")}
    assert pages == {f"{programme.page}sessions/{one.pk}/" for one in programme.sessions.all()}


def test_the_window_is_set_by_the_clock_of_the_house(client):
    programme = a_draft()
    enter(client, programme)
    day = (this_minute() + 2 * DAY).date()

    send(
        client,
        page("making_window", programme),
        opens_day=day,
        opens_time="10:00",
        closes_day=None,
        closes_time=None,
    )

    stands = fresh(programme)
    assert (stands.opens_at.astimezone(stands.zone).hour, stands.closes_at) == (10, None)


def test_an_opening_that_has_passed_cannot_be_typed_into_and_the_closing_can(client):
    programme = a_running()
    enter(client, programme)
    path = page("making_window", programme)
    day = (this_minute() + 6 * DAY).date()

    opened = client.get(path)
    answer = client.post(path, filled(opened, opens_day="2020-01-01", closes_day=day))

    assert opened.context["form"].fields["opens_day"].disabled
    assert answer.status_code == 302
    assert fresh(programme).opens_at == programme.opens_at


@pytest.mark.parametrize("name", ["making_words", "making_window", "making_terms", "making_session_new"])
def test_a_cancelled_programme_is_changed_no_more(client, name):
    programme = a_running()
    Programme.objects.filter(pk=programme.pk).update(cancelled_at=this_minute(), cancelled_because="Snow")
    enter(client, programme)

    answer = client.get(page(name, programme))

    assert (answer.status_code, "This has been cancelled." in answer.content.decode()) == (409, True)


def test_the_preview_shows_a_draft_as_everybody_will_see_it(client):
    programme = a_draft()
    enter(client, programme)

    words = shown(client, page("making_preview", programme))

    assert ("This is a preview" in words, "Ten Saturdays of reading" in words) == (True, True)


def test_a_template_of_the_city_can_be_copied_by_every_office(client):
    template = a_draft(is_template=True)
    template.host.kind = "city"
    template.host.save()
    enter(client, a_draft())

    assert [one.pk for one in client.get(LIST).context["city_templates"]] == [template.pk]
    assert client.get(page("making_copy", template)).status_code == 200
    assert client.get(reverse("registrations:making", args=[template.pk])).status_code == 404
