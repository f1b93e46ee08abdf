"""What tests of the desk share: an officer who reads English, addresses, and how many statements a page costs."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ontact.commons.journal.models import Entry
from ontact.commons.people.tests.factories import MembershipFactory
from ontact.commons.registrations.models import Question
from ontact.foundation.worded import Worded


def officer_of(organisation):
    return MembershipFactory(organisation=organisation, person__language="en").person


def enter(client, programme):
    """The officer of the programme's host, signed in."""
    officer = officer_of(programme.host)
    client.force_login(officer)
    return officer


def at(name, thing):
    return reverse(f"registrations:{name}", args=[thing.pk])


def statements(client, path):
    """Of the second visit: the first fills what is cached."""
    client.get(path)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def verbs_of(officer):
    """What the journal says about this officer's acts, in order."""
    return list(Entry.objects.filter(actor_id=officer.pk).order_by("id").values_list("verb", flat=True))


def details_of(verb):
    return Entry.objects.get(verb=verb).details


def a_question(programme, ko="알레르기가 있나요?", en="Any allergies?", **facts):
    number = programme.sign_up_terms.questions.count() + 1
    return Question.objects.create(
        terms=programme.sign_up_terms, number=number, text=Worded.of("ko", ko=ko, en=en), **facts
    )
