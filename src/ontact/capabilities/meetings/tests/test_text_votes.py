"""Votes without scripts: every kind is opened, cast, decided and read in plain forms."""

import re

import pytest
from django.urls import reverse

from ontact.capabilities.meetings.models import Part
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, go_inside

pytestmark = pytest.mark.django_db

RULE = {"manner": "open", "share": "1/2", "base": "sides", "tie": "chair"}


class Page:
    """One guest's text-only page, or the chair's with the desk beside it."""

    def __init__(self, client, meeting, part=Part.MEMBER, place=0):
        self.client, self.meeting = type(client)(), meeting
        self.seat = go_inside(self.client, meeting, part, place)

    def act(self, act, **fields):
        return self.client.post(self.address("text_desk"), {"act": act, **fields}, follow=True)

    def cast(self, **fields):
        vote = self.meeting.votes.filter(closed_at=None).get()
        return self.client.post(self.address("text_ballot", vote.pk), fields, follow=True)

    def words(self):
        return self.client.get(self.address("text_live")).content.decode()

    def address(self, name, *more):
        return reverse(f"meetings:{name}", args=[self.meeting.pk, *more])


@pytest.fixture
def meeting():
    return a_meeting_in_session(guests=2)


@pytest.fixture
def chair(client, meeting):
    return Page(client, meeting, Part.CHAIR)


@pytest.fixture
def members(client, meeting):
    return [Page(client, meeting, place=place) for place in range(2)]


def test_a_tie_is_decided_by_the_chair(chair, members, meeting):
    first, second = members
    chair.act("vote", motion="원안 가결", **RULE)
    assert "원안 가결" in first.words()
    first.cast(choice="for")
    second.cast(choice="against")
    chair.act("close-vote")
    assert meeting.votes.get().result is None

    chair.act("tie-against")

    vote = meeting.votes.get()
    assert (vote.result["carried"], vote.casting) == (False, "against")
    assert first.client.get(first.address("text_live")).context["results"][0]["outcome"].kind == "neutral"


def test_an_election_by_names_and_its_run_off(chair, members, meeting):
    first, second = members
    names = {"title": "부위원장", "names": "가\n나\n다", "places": "1"}
    chair.act("elect", **names, manner="secret", needs="most", tie="runoff")
    assert "1. 가" in first.words()
    first.cast(picks=["1"])
    second.cast(picks=["2"])
    chair.act("close-vote")
    assert meeting.votes.get().result["runoff"] == [1, 2]

    chair.act("run-off")
    first.cast(picks=["2"])
    second.cast()
    chair.act("close-vote")

    assert meeting.votes.last().result["elected"] == [2]
    assert first.client.get(first.address("text_live")).context["results"][-1]["outcome"].names == "나"


def test_the_table_is_kept_in_plain_forms(chair, members, meeting):
    chair.act("propose", text="예산 10억 원", moved_by="김위원")
    motion = meeting.proposals.get()
    chair.act("propose", text="예산 8억 원", amends=str(motion.pk))
    amendment = meeting.proposals.last()
    assert amendment.amends == motion

    refused = chair.act("put", proposal=str(motion.pk), **RULE)
    assert "예산 8억 원" in refused.content.decode()
    assert not meeting.votes.exists()
    chair.act("withdraw", proposal=str(amendment.pk), **RULE)
    chair.act("put", proposal=str(motion.pk), **RULE)

    assert meeting.votes.get().proposal == motion
    assert chair.client.get(chair.address("text_desk")).status_code == 200


def test_what_was_typed_stays_where_a_rule_says_no(chair, meeting):
    chair.act("vote", motion="원안 가결", **RULE)
    once = {
        "title": "부위원장",
        "names": "가",
        "places": "2",
        "manner": "secret",
        "needs": "most",
        "tie": "runoff",
    }

    chair.act("close-vote")
    too_many = chair.act("elect", **once)
    unsaid = chair.act("propose", text="", moved_by="김위원")
    noted = chair.act("decide", text="")

    assert [page.status_code for page in (too_many, unsaid, noted)] == [422] * 3
    assert too_many.context["election"]["title"].value() == "부위원장"
    assert too_many.context["election"].errors
    assert unsaid.context["proposal"]["moved_by"].value() == "김위원"
    assert not unsaid.context["election"].is_bound
    assert noted.context["decision"].errors


def test_every_field_of_the_desk_has_an_id_of_its_own(chair, meeting):
    page = chair.client.get(chair.address("text_desk")).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_who_votes_twice_reads_that_the_first_ballot_counts(chair, members, meeting):
    first = members[0]
    chair.act("vote", motion="원안 가결", **RULE)
    first.cast(choice="for")

    answer = first.cast(choice="against")

    assert answer.status_code == 409
    assert meeting.votes.get().named_ballots.get().choice == "for"
