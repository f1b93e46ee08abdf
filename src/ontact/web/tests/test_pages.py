"""Language, display, interface words and the form token."""

from pathlib import Path

import pytest
from django.test import Client

from ontact import web

pytestmark = pytest.mark.django_db
ADDRESS = "/no-such-page/"
TEMPLATES = Path(web.__file__).parent / "templates"


@pytest.mark.parametrize(
    ("wish", "cookie", "language"),
    [
        ("en", "", "en"),
        ("ko", "", "ko"),
        ("de", "", "ko"),
        ("en", "ko", "ko"),
        ("ko", "en", "en"),
        ("ko", "xx", "ko"),
    ],
)
def test_the_cookie_wins_over_the_browsers_wish(client, wish, cookie, language):
    if cookie:
        client.cookies["ontact_language"] = cookie
    answer = client.get(ADDRESS, HTTP_ACCEPT_LANGUAGE=wish)
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()


def test_choosing_a_language_keeps_the_page_and_the_choice(client):
    answer = client.post("/language/", {"language": "en", "next": "/help/?q=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/?q=1")
    assert client.cookies["ontact_language"].value == "en"


def test_who_is_signed_in_keeps_the_language_for_mails_too(client, django_user_model):
    person = django_user_model.objects.create_user(email="haneul@example.com", name="김하늘")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post("/language/", {"language": "en", "next": "/"}).status_code == 302
    person.refresh_from_db()
    assert person.language == "en"
    assert client.get(ADDRESS, HTTP_ACCEPT_LANGUAGE="ko").headers["Content-Language"] == "en"


def test_an_unknown_language_changes_nothing(client):
    client.post("/language/", {"language": "xx"})
    assert "ontact_language" not in client.cookies


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_the_way_back_never_leads_elsewhere(client, target):
    assert client.post("/language/", {"language": "en", "next": target}).headers["Location"] == "/"


def test_the_look_is_kept_and_nonsense_is_not(client):
    client.post("/look/", {"screen": "dark", "next": "/"})
    client.post("/look/", {"text": "large", "next": "/"})
    client.post("/look/", {"screen": "pink", "next": "/"})
    assert client.cookies["ontact_look"].value == "dark.large"
    assert 'data-screen="dark" data-text="large"' in client.get(ADDRESS).content.decode()


def test_a_broken_look_cookie_is_ignored(client):
    client.cookies["ontact_look"] = '"><script>'
    assert 'data-screen="light" data-text="normal"' in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "../etc/passwd", "Nowhere/Land", ""])
def test_any_zone_cookie_is_survived(client, zone):
    client.cookies["ontact_zone"] = zone
    assert client.get(ADDRESS).status_code == 404


def test_the_words_for_scripts_are_kept_under_their_version(client):
    answer = client.get("/words/ko.js?v=1")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert client.get("/words/xx.js").status_code == 404


def test_the_gallery_is_shut_outside_the_demo(client, settings):
    settings.DEMO = False
    assert client.get("/components/").status_code == 404


def parts():
    found = [*TEMPLATES.glob("web/components/*.html"), *TEMPLATES.glob("web/widgets/*.html")]
    return sorted(str(one.relative_to(TEMPLATES)) for one in found)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_gallery_shows_every_component(client, settings, language):
    settings.DEMO = True
    answer = client.get("/components/", HTTP_ACCEPT_LANGUAGE=language)
    shown = {template.name for template in answer.templates}

    assert answer.status_code == 200
    assert [name for name in parts() if name not in shown] == []


@pytest.mark.parametrize(
    ("origin", "site", "status"),
    [
        ("null", "same-origin", 302),
        ("null", None, 302),
        ("null", "cross-site", 403),
        ("https://elsewhere.example", "cross-site", 403),
        ("http://testserver", "same-origin", 302),
    ],
)
def test_who_may_send_our_forms(origin, site, status):
    """Under no-referrer our own forms come with Origin: null; the browser's own word decides."""
    client = Client(enforce_csrf_checks=True)
    client.get(ADDRESS)
    token = client.cookies["csrftoken"].value
    headers = {"Origin": origin, **({"Sec-Fetch-Site": site} if site else {})}
    answer = client.post("/language/", {"language": "en", "csrfmiddlewaretoken": token}, headers=headers)
    assert answer.status_code == status


def test_without_the_token_no_form_is_taken():
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        "/language/", {"language": "en"}, headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 403
