"""The registers and their pages: who sees which rows, what can be found, and what each side can do."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ontact.capabilities.meetings.actions import instructing
from ontact.capabilities.meetings.actions.deciding import change_status
from ontact.capabilities.meetings.actions.forgetting import forget_person
from ontact.capabilities.meetings.actions.noting import note_decision
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.models import Instruction, Meeting, Minutes, RegisteredDecision, Step
from ontact.capabilities.meetings.queries.followup import today
from ontact.capabilities.meetings.queries.mine import agenda_entries, personal_data
from ontact.capabilities.meetings.tests.factories import a_draft, a_meeting_in_session
from ontact.capabilities.meetings.tests.test_instructions import an_instruction, an_office
from ontact.commons.people.models import Membership
from ontact.commons.people.tests.factories import MembershipFactory, PersonFactory, enter_as
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db
REGISTER, DECISIONS, SHEET = "/meetings/instructions/", "/meetings/decisions/", "/meetings/decisions.csv"


@pytest.fixture(autouse=True)
def files_in_memory(settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": in_memory}


def page_of(instruction, what="instruction"):
    return reverse(f"meetings:{what}", args=[instruction.pk])


def a_published_decision(text="권고안을 원안대로 채택한다.", **more):
    meeting = a_meeting_in_session(**more)
    decision = note_decision(meeting, text=text, by=SYSTEM)
    close_meeting(meeting, by=SYSTEM)
    Minutes.objects.filter(meeting=meeting).update(published_at=now(), state=Minutes.State.PUBLISHED)
    return decision.entry


def test_both_offices_see_an_instruction_and_nobody_else(client):
    office, head = an_office()
    instruction = an_instruction(office=office)
    stranger = MembershipFactory(role=Membership.Role.CLERK).person
    seen = {}
    for who, person in (("head", head), ("clerk", instruction.meeting.convened_by), ("stranger", stranger)):
        enter_as(client, person)
        seen[who] = (
            client.get(page_of(instruction)).status_code,
            instruction.text in client.get(REGISTER).content.decode(),
        )
    assert seen == {"head": (200, True), "clerk": (200, True), "stranger": (404, False)}
    enter_as(client, PersonFactory())
    assert client.get(page_of(instruction)).status_code == 404


def test_each_side_does_its_own_part(client):
    office, head = an_office()
    instruction = an_instruction(office=office)
    clerk = instruction.meeting.convened_by
    enter_as(client, clerk)
    assert client.post(page_of(instruction, "instruction_confirmation")).status_code == 403
    assert client.post(page_of(instruction, "instruction_progress"), {"text": "x"}).status_code == 403
    enter_as(client, head)
    assert client.post(page_of(instruction, "instruction_review"), {"verdict": "accept"}).status_code == 403
    assert client.post(page_of(instruction, "instruction_confirmation")).status_code == 302
    picture = SimpleUploadedFile("done.png", PNG, content_type="image/png")
    client.post(
        page_of(instruction, "instruction_progress"), {"text": "마침", "is_done": "on", "file": picture}
    )
    evidence = instruction.steps.get(kind="reported").evidence.get()
    assert client.get(reverse("meetings:evidence", args=[evidence.pk])).status_code == 302

    enter_as(client, clerk)
    assert "마침" in client.get(page_of(instruction)).content.decode()
    client.post(page_of(instruction, "instruction_review"), {"verdict": "return", "text": "다시"})
    assert Instruction.objects.get(pk=instruction.pk).state == Instruction.State.RETURNED
    instructing.note_progress(instruction, text="다시 마침", is_done=True, by=head)
    client.post(page_of(instruction, "instruction_review"), {"verdict": "accept"})
    assert Instruction.objects.get(pk=instruction.pk).state == Instruction.State.ACCEPTED


def test_a_note_without_words_comes_back_with_its_page(client):
    office, head = an_office()
    instruction = an_instruction(office=office)
    enter_as(client, head)
    assert client.post(page_of(instruction, "instruction_progress"), {"text": ""}).status_code == 422
    assert not instruction.steps.exists()


def test_evidence_of_others_cannot_be_had(client):
    office, head = an_office()
    instruction = an_instruction(office=office)
    enter_as(client, head)
    picture = SimpleUploadedFile("done.png", PNG, content_type="image/png")
    client.post(page_of(instruction, "instruction_progress"), {"text": "사진", "file": picture})
    evidence = instruction.steps.get().evidence.get()
    enter_as(client, MembershipFactory(role=Membership.Role.CLERK).person)
    assert client.get(reverse("meetings:evidence", args=[evidence.pk])).status_code == 404


def test_the_register_filters_and_finds(client):
    office, head = an_office()
    meeting = a_meeting_in_session()
    late = an_instruction(meeting, office=office, text="제설 장비 점검")
    an_instruction(meeting, office=office, text="경로당 냉방비 집행")
    Instruction.objects.filter(pk=late.pk).update(due_on=today() - timedelta(days=2))
    enter_as(client, head)

    def found(query):
        return [row.instruction.text for row in client.get(REGISTER + query).context["rows"]]

    assert found("?show=overdue") == ["제설 장비 점검"]
    assert found("?show=done") == []
    assert found("?words=냉방비") == ["경로당 냉방비 집행"]
    assert found("?words=ㅈㅅ") == ["제설 장비 점검"]
    assert found(f"?office={office.pk}&meeting={meeting.pk}") == ["제설 장비 점검", "경로당 냉방비 집행"]
    assert found("?office=nonsense") == ["제설 장비 점검", "경로당 냉방비 집행"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same_with_one_and_three(client, django_assert_max_num_queries, rows):
    office, head = an_office()
    meeting = a_meeting_in_session()
    for number in range(rows):
        an_instruction(meeting, office=office, text=f"지시 {number}")
    enter_as(client, head)
    client.get(REGISTER)
    with django_assert_max_num_queries(18):
        client.get(REGISTER)


def test_the_next_meeting_s_page_shows_what_is_overdue(client):
    instruction = an_instruction()
    Instruction.objects.filter(pk=instruction.pk).update(due_on=today() - timedelta(days=2))
    clerk = instruction.meeting.convened_by
    close_meeting(instruction.meeting, by=SYSTEM)
    following = a_draft(host=instruction.host, by=clerk)
    enter_as(client, clerk)
    page = client.get(following.get_absolute_url())
    assert [(row.instruction, row.kind) for row in page.context["follow_up"]] == [(instruction, "danger")]


def test_my_page_says_what_the_office_owes():
    office, head = an_office()
    instruction = an_instruction(office=office)
    entries = [entry for entry in agenda_entries(head) if entry.title == instruction.text]
    assert [entry.path for entry in entries] == [instruction.get_absolute_url()]
    assert entries[0].missing


def test_who_is_forgotten_leaves_the_work_and_takes_the_name():
    office, head = an_office()
    instruction = an_instruction(office=office)
    instructing.note_progress(instruction, text="점검 중", by=head)
    assert any(("1" in dict(data.rows).values()) for data in personal_data(head))
    forget_person(head)
    step = Step.objects.get()
    assert (step.text, step.name, step.person) == ("점검 중", "", None)


def test_decisions_are_numbered_by_office_and_year():
    meeting = a_meeting_in_session()
    first = note_decision(meeting, text="하나", by=SYSTEM).entry
    second = note_decision(meeting, text="둘", by=SYSTEM).entry
    assert [first.label, second.label] == [f"{today().year}-1", f"{today().year}-2"]
    assert note_decision(meeting, text="둘", by=SYSTEM).entry == second
    assert note_decision(a_meeting_in_session(), text="하나", by=SYSTEM).entry.number == 1


def test_anyone_reads_what_is_published_and_nothing_else(client):
    public = a_published_decision()
    hidden = a_published_decision("비공개 의결", is_public=False)
    unpublished = note_decision(a_meeting_in_session(), text="아직", by=SYSTEM).entry
    listed = [row["text"] for row in client.get(DECISIONS).context["rows"]]
    assert listed == [public.decision.text]
    codes = [client.get(entry.get_absolute_url()).status_code for entry in (public, hidden, unpublished)]
    assert codes == [200, 404, 404]
    enter_as(client, hidden.decision.meeting.convened_by)
    assert client.get(hidden.get_absolute_url()).status_code == 200


def test_decisions_are_found_by_words_year_and_status(client):
    entry = a_published_decision()
    for query, count in (("?words=권고안", 1), ("?words=없는말", 0), ("?words=ㄱㄱㅇ", 1), (f"?year={entry.year}", 1),
                         ("?year=1999", 1), ("?status=repealed", 0), (f"?host={entry.host_id}", 1)):  # fmt: skip
        assert len(client.get(DECISIONS + query).context["rows"]) == count, query


def test_the_sheet_holds_no_formulas(client):
    a_published_decision('=HYPERLINK("http://x")')
    sheet = client.get(SHEET).content.decode()
    assert sheet.startswith("\ufeff")
    assert "'=HYPERLINK" in sheet
    assert ',"=' not in sheet


def test_what_became_of_a_decision_is_kept_as_history(client):
    entry = a_published_decision()
    clerk = entry.decision.meeting.convened_by
    page = reverse("meetings:decision_status", args=[entry.pk])
    enter_as(client, MembershipFactory(role=Membership.Role.CLERK).person)
    asked = {
        "status": "amended",
        "since": today().isoformat(),
        "reason": "조례 개정",
        "reference": "조례 제12호",
    }
    assert client.post(page, asked).status_code == 403
    enter_as(client, clerk)
    assert client.post(page, {**asked, "reason": ""}).status_code == 422
    assert client.post(page, asked).status_code == 302
    change_status(entry, status="repealed", since=today(), reason="폐지", by=clerk)
    entry.refresh_from_db()
    assert entry.status == RegisteredDecision.Status.REPEALED
    assert [change.status for change in entry.changes.all()] == ["amended", "repealed"]
    assert "조례 제12호" in client.get(entry.get_absolute_url()).content.decode()


def test_a_decision_of_a_meeting_that_is_no_longer_public_is_not_listed(client):
    entry = a_published_decision()
    Meeting.objects.filter(pk=entry.decision.meeting_id).update(is_public=False)
    assert client.get(entry.get_absolute_url()).status_code == 404


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
