"""Coming in: the code by mail, the newcomer, the guest who claims, and everyone who should not."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.urls import get_resolver, reverse

from ontact.commons.people import accounts
from ontact.commons.people.models import Person
from ontact.commons.people.tests.factories import MembershipFactory, PersonFactory, enter_as
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db

SIGN_IN, CONFIRM, SIGN_UP = (
    reverse("account_login"),
    reverse("account_confirm_login_code"),
    reverse("account_signup"),
)
ME = reverse("people:me")


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def ask(client, email, **query):
    return client.post(SIGN_IN, {"login": email}, query_params=query)


def code_in(letter):
    return re.search(r"\b\d{6}\b", letter.body)[0]


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_a_known_person_comes_in_with_the_code(client, mailoutbox):
    person = PersonFactory()

    answer = ask(client, person.email.upper(), next=ME)
    assert signed_in(client) is None
    answer = client.post(answer["Location"], {"code": code_in(mailoutbox[0])})

    assert (answer.status_code, answer["Location"], signed_in(client)) == (302, ME, str(person.pk))


def test_without_a_destination_one_lands_on_ones_own_page(client, mailoutbox, settings):
    ask(client, PersonFactory().email)

    answer = client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert answer["Location"] == settings.LOGIN_REDIRECT_URL


def test_a_destination_outside_the_house_is_ignored(client, mailoutbox, settings):
    answer = ask(client, PersonFactory().email, next="https://evil.example/")

    answer = client.post(answer["Location"], {"code": code_in(mailoutbox[0])})

    assert answer["Location"] == settings.LOGIN_REDIRECT_URL


def test_nobody_learns_which_addresses_are_known(client, mailoutbox):
    pages = []
    for email in (PersonFactory(email="known@example.org").email, "stranger@example.org"):
        answer = ask(client, email)
        page = client.get(answer["Location"])
        pages.append((answer.status_code, answer["Location"], _without_tokens(page, email)))
        client.logout()
        cache.clear()

    assert pages[0] == pages[1]
    assert [bool(re.search(r"\b\d{6}\b", letter.body)) for letter in mailoutbox] == [True, False]
    assert "/accounts/signup/" in mailoutbox[1].body


def _without_tokens(page, email):
    text = page.content.decode().replace(email, "ADDRESS")
    return re.sub(r'[A-Za-z0-9]{64}|v=\w+|nonce="[^"]+"', "", text)


def test_links_in_mails_come_from_the_operator_not_from_the_request(client, mailoutbox, settings):
    settings.BASE_URL = "https://hall.example"

    client.post(SIGN_IN, {"login": "stranger@example.org"}, headers={"host": "127.0.0.1"})

    assert "https://hall.example/accounts/signup/" in mailoutbox[0].body
    assert "127.0.0.1" not in mailoutbox[0].body


def test_a_guest_who_proves_the_address_claims_what_was_theirs(client, mailoutbox):
    first = PersonFactory(name="손님", email="guest@example.org", claimed_at=None)
    second = PersonFactory(name="손님의 옛 이름", email="guest@example.org", claimed_at=None)

    answer = ask(client, "guest@example.org")
    client.post(answer["Location"], {"code": code_in(mailoutbox[0])})

    first.refresh_from_db()
    assert signed_in(client) == str(first.pk)
    assert first.is_claimed
    assert set(first.selves()) == {first, second}


def test_a_newcomer_makes_an_account_by_proving_an_address(client, mailoutbox):
    answer = client.post(SIGN_UP, {"name": " 김  민지 ", "email": "Minji@Example.org"})
    assert not Person.objects.get().is_claimed

    client.post(answer["Location"], {"code": code_in(mailoutbox[0])})

    person = Person.objects.get()
    assert (person.name, person.email, person.is_claimed) == ("김 민지", "minji@example.org", True)
    assert signed_in(client) == str(person.pk)


def test_a_newcomer_with_a_known_address_is_told_by_mail_only(client, mailoutbox):
    PersonFactory(email="known@example.org")

    known = client.post(SIGN_UP, {"name": "X", "email": "known@example.org"})
    client.logout()
    new = client.post(SIGN_UP, {"name": "X", "email": "new@example.org"})

    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert "/accounts/login/" in mailoutbox[0].body
    assert Person.objects.filter(email="known@example.org").count() == 1


def test_three_wrong_codes_end_the_attempt(client, mailoutbox):
    ask(client, PersonFactory().email)
    code = code_in(mailoutbox[0])
    wrong = "000000" if code != "000000" else "000001"

    for _attempt in range(3):
        client.post(CONFIRM, {"code": wrong})
    client.post(CONFIRM, {"code": code})

    assert signed_in(client) is None


def test_a_code_grows_old(client, mailoutbox):
    ask(client, PersonFactory().email)

    with time_machine.travel(now() + timedelta(minutes=16)):
        client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert signed_in(client) is None


def test_a_code_works_only_in_the_browser_that_asked(client, client_b, mailoutbox):
    ask(client, PersonFactory().email)

    client_b.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert signed_in(client_b) is None


@pytest.fixture
def client_b():
    from django.test import Client

    return Client()


def test_asking_too_often_gets_a_sentence(client, mailoutbox):
    person = PersonFactory()
    for _attempt in range(3):
        ask(client, person.email)
        client.logout()

    answer = ask(client, person.email)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["login"]
    assert len(mailoutbox) == 3


def test_a_new_code_replaces_the_old_one(client, mailoutbox):
    person = PersonFactory()
    ask(client, person.email)
    client.post(CONFIRM, {"action": "resend"})
    first, second = (code_in(letter) for letter in mailoutbox)

    if first != second:
        client.post(CONFIRM, {"code": first})
        assert signed_in(client) is None
    client.post(CONFIRM, {"code": second})
    assert signed_in(client) == str(person.pk)


def test_a_mail_server_that_is_away_gets_a_sentence_and_a_second_try(client, mailoutbox, monkeypatch):
    person = PersonFactory()

    def away(*args, **kwargs):
        raise SMTPServerDisconnected("gone")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.message.EmailMessage.send", away)
        answer = ask(client, person.email)
        page = client.get(answer["Location"])
    assert page.status_code == 200
    assert [str(message.level_tag) for message in page.context["messages"]] == ["error"]

    client.post(CONFIRM, {"action": "resend"})
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert signed_in(client) == str(person.pk)


@pytest.mark.parametrize(("demo", "shown"), [(True, True), (False, False)])
def test_the_code_is_on_the_page_in_the_demo_only(client, mailoutbox, settings, demo, shown):
    settings.DEMO = demo
    answer = ask(client, PersonFactory().email)

    page = client.get(answer["Location"]).content.decode()

    assert (code_in(mailoutbox[0]) in page) is shown


def test_a_closed_account_stays_outside(client, mailoutbox):
    person = PersonFactory(is_active=False)

    ask(client, person.email)

    assert re.search(r"\b\d{6}\b", mailoutbox[0].body) is None


def test_who_has_an_app_is_asked_for_its_code_too(client, mailoutbox):
    person = MembershipFactory().person
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    stored = Authenticator.objects.get(type="totp").data["secret"]

    ask(client, person.email)
    answer = client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert "JBSWY3DPEHPK3PXP" not in stored
    assert (signed_in(client), answer["Location"]) == (None, reverse("mfa_authenticate"))


def test_a_new_address_counts_once_it_is_proved(client, mailoutbox):
    person = PersonFactory()
    enter_as(client, person)

    answer = client.post(reverse("account_email"), {"email": "new@example.org", "action_add": "1"})
    person.refresh_from_db()
    assert person.email != "new@example.org"
    client.post(answer["Location"], {"code": code_in(mailoutbox[-1])})

    person.refresh_from_db()
    assert person.email == "new@example.org"


def test_no_password_can_be_set_anywhere():
    names = {getattr(pattern, "name", "") for pattern in accounts.urlpatterns}

    assert not [name for name in names if name and "password" in name]


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_logout", "account_inactive", "account_email", "mfa_index"]
    + ["mfa_add_webauthn", "mfa_list_webauthn", "mfa_activate_totp"],
)
def test_every_page_of_allauth_stands_in_our_frame(client, name):
    if name not in ("account_login", "account_signup", "account_inactive"):
        enter_as(client, PersonFactory())

    page = client.get(reverse(name))

    assert page.status_code == 200
    assert 'id="main"' in page.content.decode()
    assert all("/allauth/templates/" not in str(one.origin) for one in page.templates if one.origin)


def test_pages_after_connecting_an_app_stand_in_our_frame(client):
    person = PersonFactory()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    enter_as(client, person)

    for name in ("mfa_deactivate_totp", "mfa_reauthenticate", "mfa_generate_recovery_codes", "mfa_index"):
        page = client.get(reverse(name), follow=True)
        assert page.status_code == 200
        assert all("/allauth/templates/" not in str(one.origin) for one in page.templates if one.origin)


def test_the_routes_are_those_that_the_tests_know():
    names = {
        name
        for name in get_resolver().reverse_dict
        if isinstance(name, str) and name.startswith(("account_", "mfa_"))
    }

    assert {"account_login", "mfa_index"} <= names
    assert not [name for name in names if "password" in name or "phone" in name]
