"""Instructions stand in the minutes: what was given, to whom, by when; and what of earlier ones was taken up."""

from datetime import date, timedelta

import pytest

from ontact.capabilities.meetings.actions.instructing import confirm, give_instruction, take_up_instruction
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.documents.closing import Closing, public_text
from ontact.capabilities.meetings.documents.composing import compose
from ontact.capabilities.meetings.documents.sheet import Table
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.editions import draft_body
from ontact.capabilities.meetings.queries.followup import today
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session
from ontact.commons.people.tests.factories import OrganisationFactory
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return OrganisationFactory()


@pytest.fixture
def body(office):
    """Of a second meeting, which takes up what the first one gave and gives something itself."""
    first = a_meeting_in_session()
    due = today() + timedelta(days=9)
    earlier = give_instruction(first, text="보도 정비", office=office, due_on=due, by=SYSTEM)
    close_meeting(first, by=SYSTEM)
    second = a_meeting_in_session(by=first.convened_by, host=first.host)
    confirm(earlier, by=SYSTEM, name="x")
    take_up_instruction(earlier, meeting=second, by=SYSTEM)
    item = second.items.first()
    give_instruction(
        second, text="재난 문자 점검", office=office, due_on=date(2030, 3, 2), item=item, by=SYSTEM
    )
    close_meeting(second, by=SYSTEM)
    return draft_body(Meeting.objects.with_frame().get(pk=second.pk).minutes)


def test_what_was_given_stands_under_its_item(body, office):
    (one,) = body.items[0].instructions
    assert (one.text, one.due, one.office) == ("재난 문자 점검", "2030-03-02", office.name.texts)


def test_what_was_taken_up_stands_with_how_far_it_was(body):
    assert [(one.text, one.state) for one in body.followed] == [("보도 정비", "confirmed")]


def test_the_document_has_both(body):
    tables = [block for block in compose(body, "", "ko").blocks if isinstance(block, Table)]
    found = [row[2] for table in tables if "지시사항" in table.caption for row in table.rows]
    assert found == ["재난 문자 점검", "보도 정비"]


def test_a_closed_item_closes_its_instructions_and_a_closed_passage_those_of_all(body):
    item = public_text(body, [Closing("item", "1", "5")])
    assert item.items[0].instructions == ()
    words = public_text(body, [Closing("text", "보도", "5"), Closing("text", "재난 문자", "5")])
    assert "보도" not in str(words.followed)
    assert "재난 문자" not in str(words.items)
    assert MinutesBody.from_dict(words.as_dict()) == words
