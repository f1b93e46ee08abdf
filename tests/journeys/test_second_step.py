"""A member of staff adds a second proof: a code app and a passkey; both let in, and both can be given up."""

import base64
import hmac
import re
import struct
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import office
from tests.journeys.interface import Words
from tests.journeys.looks import anyone_can_use

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PERIOD_S = 30  # RFC 6238 §5.2


@pytest.mark.parametrize(
    ("language", "width", "address"),
    [("ko", 1280, "head01@suwon.example"), ("en", 360, "head02@suwon.example")],
)
def test_staff_add_a_second_proof(hall, person, language, width, address):
    say, page = Words(language), person(language=language)
    _plug_in_a_key(page)
    office.sign_in(page, hall, address, say)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{hall.url}/accounts/2fa/")
    anyone_can_use(page)
    codes = _connect_an_app(page, say)
    _add_a_passkey(page, hall, say, codes[0])
    _leave(page)
    office.sign_in(page, hall, address, say, proof=lambda: _prove_by_code(page, say, codes[1]))
    _leave(page)
    _come_in_by_passkey(page, hall, say)
    _give_both_up(page, hall, say)


def _plug_in_a_key(page: Page) -> None:
    """A security key that confirms by itself, as a finger on it would."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})


def _connect_an_app(page: Page, say: Words) -> list[str]:
    """Returns the emergency codes."""
    page.get_by_role("link", name=say("Connect an app")).click()
    anyone_can_use(page)
    secret = page.locator("main code").inner_text()
    page.fill("main [name=code]", _code_of(secret))
    page.get_by_role("button", name=say("Connect")).click()
    expect(page).to_have_url(re.compile("/recovery-codes/"))
    anyone_can_use(page)
    codes = page.locator("main li code").all_inner_texts()
    assert len(codes) >= 8
    page.get_by_role("link", name=say("Make new ones")).click()
    expect(page).to_have_url(re.compile("/reauthenticate/"))
    anyone_can_use(page)
    return codes


def _add_a_passkey(page: Page, hall, say: Words, code: str) -> None:
    page.goto(f"{hall.url}/accounts/2fa/webauthn/add/")
    page.fill("main [name=code]", code)
    page.get_by_role("button", name=say("Go on")).click()
    expect(page.locator("main [name=passwordless]")).to_be_attached()
    anyone_can_use(page)
    page.locator("main [name=passwordless]").check()
    page.get_by_role("button", name=say("Add a passkey")).click()
    expect(page).not_to_have_url(re.compile("/webauthn/add/"))
    page.goto(f"{hall.url}/accounts/2fa/webauthn/")
    anyone_can_use(page)
    page.get_by_role("link", name=say("Rename")).click()
    anyone_can_use(page)
    page.fill("main [name=name]", "열쇠고리")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("열쇠고리")


def _prove_by_code(page: Page, say: Words, code: str) -> None:
    expect(page).to_have_url(re.compile("/2fa/authenticate/"))
    anyone_can_use(page)
    page.fill("main [name=code]", code)
    page.get_by_role("button", name=say("Go on")).click()


def _come_in_by_passkey(page: Page, hall, say: Words) -> None:
    page.goto(f"{hall.url}/accounts/login/")
    page.get_by_role("button", name=say("Sign in with a passkey")).click()
    expect(page).not_to_have_url(re.compile("/accounts/login/"))


def _give_both_up(page: Page, hall, say: Words) -> None:
    page.goto(f"{hall.url}/accounts/2fa/webauthn/")
    page.get_by_role("link", name=say("Remove")).click()
    _press_the_only_button(page)
    page.goto(f"{hall.url}/accounts/2fa/totp/deactivate/")
    _press_the_only_button(page)
    page.goto(f"{hall.url}/accounts/2fa/")
    expect(page.get_by_role("link", name=say("Connect an app"))).to_be_visible()


def _press_the_only_button(page: Page) -> None:
    anyone_can_use(page)
    before = page.url
    page.locator("main form button[type=submit]").click()
    expect(page).not_to_have_url(before)


def _leave(page: Page) -> None:
    page.context.clear_cookies()


def _code_of(secret: str) -> str:
    """RFC 6238 with SHA-1 and six digits, as every code app reckons it."""
    key = base64.b32decode(secret.replace(" ", "") + "=" * (-len(secret.replace(" ", "")) % 8))
    mac = hmac.digest(key, struct.pack(">Q", int(time.time()) // PERIOD_S), "sha1")
    start = mac[-1] & 15
    number = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
