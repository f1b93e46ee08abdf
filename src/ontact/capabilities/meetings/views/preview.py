"""The mail exactly as it will leave, in each language of the guests, before anything is sent."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language_info

from ontact.capabilities.meetings.actions.letters import sample_facts
from ontact.capabilities.meetings.models import Meeting, Participant
from ontact.capabilities.meetings.queries.changes import Change
from ontact.commons.notices.actions.letters import compose, pack
from ontact.commons.notices.models import Notice

LINK_SHOWN = "/rooms/pass/…/"


@dataclass(frozen=True)
class Letter:
    language: str
    name: str
    subject: str
    text: str


def letters_shown(meeting: Meeting, people: list[Participant], differences: list[Change]) -> list[Letter]:
    """One for each language among the guests, addressed to the first of them."""
    first: dict[str, Participant] = {}
    for person in people:
        first.setdefault(person.language, person)
    template = "change" if differences else "invitation"
    return [_letter(meeting, person, template, differences) for person in first.values()]


def _letter(meeting: Meeting, person: Participant, template: str, differences: list[Change]) -> Letter:
    facts = {
        **sample_facts(meeting, person),
        "link": settings.BASE_URL + LINK_SHOWN,
        "changes": [change.as_fact() for change in differences],
    }
    notice = Notice(
        template=f"meetings/mail/{template}",
        facts=pack(facts, person.name, ()),
        language=person.language,
        address=person.address,
    )
    letter = compose(notice)
    name = get_language_info(person.language)["name_translated"]
    return Letter(person.language, str(name), str(letter.subject), str(letter.body))
