"""A meeting in two languages: interpreters who hand over, a listener on their channel, a signer, a stenographer."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import ears, office, room
from tests.journeys.interface import Words
from tests.journeys.letters import letter_to, personal_link_in
from tests.journeys.looks import anyone_can_use
from tests.journeys.office import Guest

pytestmark = [pytest.mark.journey, pytest.mark.slow]
CLERK, HEAD = "yujin.jeong@suwon.example", "eunju.kang@suwon.example"
TONE_OF_SPEAKER, TONE_OF_FIRST, TONE_OF_SECOND = 440, 1000, 1500
# Shares of the floor's amplitude when nothing covers it; the room promises 0.15 under an interpreter.
FULL, DUCKED, NOTHING = (0.6, 1.7), (0.08, 0.25), (0, 0.04)
GUESTS = {
    "speaker": ("한지원", "위원", "ko"),
    "first": ("김통역", "통역사", "ko"),
    "second": ("Robin Park", "통역사", "en"),
    "signer": ("이수어", "수어통역사", "ko"),
    "stenographer": ("최속기", "속기사", "ko"),
    "listener": ("Amy Lee", "참관인", "en"),
}
# A tone is noise to the suppressor, and the gain control would level what is to be compared; one camera is enough.
DEVICES = """
localStorage["ontact:room"] ??= JSON.stringify({ noiseSuppression: false, cameraOn: %s });
"""
TYPED, MENDED = "반갑습니다, 한지웡입니다", "반갑습니다, 한지원입니다"
FRAMES = "video => video.getVideoPlaybackQuality().totalVideoFrames"
# The picture lies in its box and in the window, and is drawn into it whole.
IS_WHOLE = """video => {
  const [inner, outer] = [video.getBoundingClientRect(), video.closest(".room-signer").getBoundingClientRect()];
  const within = (a, b) => a.left >= b.left - 1 && a.top >= b.top - 1 && a.right <= b.right + 1 && a.bottom <= b.bottom + 1;
  const window_ = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  return getComputedStyle(video).objectFit === "contain" && video.videoWidth > 0
    && within(inner, outer) && within(outer, window_) && inner.width >= 150 && inner.height >= 110;
}"""


@dataclass
class Hearing:
    """Everyone's page, by what they do. The listener and the second interpreter, who has a phone, read English."""

    pages: dict[str, Page]
    say: Words
    says: Words

    def __getattr__(self, who: str) -> Page:
        return self.pages[who]


@pytest.fixture
def people(person, new_browser):
    tones = {"speaker": TONE_OF_SPEAKER, "first": TONE_OF_FIRST, "second": TONE_OF_SECOND}
    pages = {
        who: person(browser=new_browser(tone_hz=tone), language=_language(who), width=_width(who))
        for who, tone in tones.items()
    }
    others = {who: person(language=_language(who)) for who in ("clerk", *GUESTS) if who not in tones}
    return Hearing(pages | others, Words("ko"), Words("en"))


def test_a_meeting_is_interpreted_signed_and_captioned(hall, people):
    meeting = convened(hall, people)
    everyone_comes(hall, people, meeting)
    full = the_floor_alone_is_heard_in_full(people)
    the_channel_is_heard_over_the_floor(people, full)
    a_cough_is_not_interpreted(people, full)
    the_interpreters_hand_over(people, full)
    the_speaker_is_asked_to_slow_down(people)
    the_floor_is_chosen_again(people, full)
    captions_arrive_and_are_corrected(people, meeting)
    the_signer_stays_in_sight(people)
    the_floor_comes_back_by_itself(people, full)


def convened(hall, people: Hearing) -> str:
    guests = [Guest("강은주", HEAD, "정책기획과", "의장")]
    guests += [Guest(name, _address(who), "", part, speaks) for who, (name, part, speaks) in GUESTS.items()]
    office.sign_in(people.clerk, hall, CLERK, people.say)
    return office.convene(
        people.clerk,
        hall,
        people.say,
        title="국제교류 간담회",
        guests=guests,
        items=[("인사", 10)],
        channels=["en"],
    )


def everyone_comes(hall, people: Hearing, meeting: str) -> None:
    room.come_signed_in(people.clerk, meeting, people.say)
    for who in GUESTS:
        page, say = people.pages[who], _words(people, who)
        page.add_init_script(ears.REMEMBER_PEERS + DEVICES % ("true" if who == "signer" else "false"))
        page.goto(personal_link_in(letter_to(hall, _address(who), matching="/rooms/pass/")))
        page.get_by_role("button", name=say("Continue")).click()
        page.get_by_role("button", name=say("Agree and go in")).click()
        expect(page).to_have_url(re.compile("/lobby/"))
    room.admit_all(people.clerk, people.say, guests=len(GUESTS))
    for who in GUESTS:
        room.wait_inside(people.pages[who], _words(people, who))


def the_floor_alone_is_heard_in_full(people: Hearing) -> float:
    """The page offers an English reader the channel; as long as nobody speaks on it, it is the floor. Returns how loud."""
    listener, says = people.listener, people.says
    room.raise_hand(people.speaker, people.say)
    expect(people.clerk.locator(".room-queue-row")).to_have_count(1, timeout=room.PATIENCE_MS)
    people.clerk.locator("section[aria-labelledby=desk-now] button").first.click()
    ears.wait_to_hear(listener, TONE_OF_SPEAKER)
    full = ears.steady(listener, TONE_OF_SPEAKER)
    room.press_button(listener, says, "Listen in %(language)s")
    expect(listener.locator(".room-banners")).to_contain_text(
        says("Nobody interprets into %(language)s at the moment: you hear the floor.", whole=False),
        timeout=room.PATIENCE_MS,
    )
    ears.wait_for_share(listener, TONE_OF_SPEAKER, full, between=FULL)
    return full


def the_channel_is_heard_over_the_floor(people: Hearing, full: float) -> None:
    """The first interpreter works by keys alone."""
    expect(people.first.get_by_role("button", name=people.say("Go on air"))).to_be_enabled()
    people.first.keyboard.press("o")
    expect(people.first.locator(".room-on-air[data-sending]")).to_be_visible(timeout=room.PATIENCE_MS)
    ears.wait_to_hear(people.listener, TONE_OF_FIRST)
    ears.wait_for_share(people.listener, TONE_OF_FIRST, full, between=FULL)
    ears.wait_for_share(people.listener, TONE_OF_SPEAKER, full, between=DUCKED)
    anyone_can_use(people.first)


def a_cough_is_not_interpreted(people: Hearing, full: float) -> None:
    """Meanwhile the floor is heard."""
    people.first.keyboard.down("k")
    ears.wait_for_share(people.listener, TONE_OF_FIRST, full, between=NOTHING)
    ears.wait_for_share(people.listener, TONE_OF_SPEAKER, full, between=FULL)
    people.first.keyboard.up("k")
    ears.wait_to_hear(people.listener, TONE_OF_FIRST)


def the_interpreters_hand_over(people: Hearing, full: float) -> None:
    listener = people.listener
    take_over = people.second.get_by_role("button", name=people.says("Take over", whole=False))
    expect(take_over).to_be_disabled(timeout=room.PATIENCE_MS)
    people.first.keyboard.press("u")
    expect(take_over).to_be_enabled(timeout=room.PATIENCE_MS)
    anyone_can_use(people.second)
    take_over.click()
    ears.wait_to_hear(listener, TONE_OF_SECOND)
    ears.wait_for_share(listener, TONE_OF_FIRST, full, between=NOTHING)
    ears.wait_for_share(listener, TONE_OF_SECOND, full, between=FULL)
    ears.wait_for_share(listener, TONE_OF_SPEAKER, full, between=DUCKED)
    # Who has not chosen the channel does not even receive it.
    ears.wait_to_hear(people.signer, TONE_OF_SPEAKER)
    ears.wait_for_share(people.signer, TONE_OF_SECOND, full, between=NOTHING)


def the_speaker_is_asked_to_slow_down(people: Hearing) -> None:
    room.press_button(people.second, people.says, "Ask for slower speech")
    expect(people.speaker.locator(".room-banners")).to_contain_text(
        people.say("Please speak a little more slowly: the interpreters ask for it.", whole=False),
        timeout=room.PATIENCE_MS,
    )


def the_floor_is_chosen_again(people: Hearing, full: float) -> None:
    choose(people, people.says("Floor, as it is spoken", whole=False))
    ears.wait_for_share(people.listener, TONE_OF_SPEAKER, full, between=FULL)
    ears.wait_for_share(people.listener, TONE_OF_SECOND, full, between=NOTHING)
    choose(people, re.compile("^English"))
    ears.wait_to_hear(people.listener, TONE_OF_SECOND)


def captions_arrive_and_are_corrected(people: Hearing, meeting: str) -> None:
    say, stenographer, listener = people.say, people.stenographer, people.listener
    choose(people, people.says("Captions, usual size", whole=False))
    stenographer.get_by_label(say("Line of captions")).press_sequentially(TYPED)
    captions = listener.locator(".room-captions")
    expect(captions.locator("[data-open]")).to_contain_text(TYPED, timeout=room.PATIENCE_MS)
    stenographer.keyboard.press("Enter")
    ended = captions.locator(".room-caption:not([data-open])")
    expect(ended).to_have_count(1, timeout=room.PATIENCE_MS)
    anyone_can_use(stenographer)
    stenographer.get_by_role("button", name=say("Correct: %(text)s")).click()
    stenographer.get_by_label(say("Correct the line")).fill(MENDED)
    stenographer.keyboard.press("Enter")
    expect(ended).to_contain_text(MENDED, timeout=room.PATIENCE_MS)
    expect(captions).not_to_contain_text(TYPED)
    for path in ("captions/", "captions.vtt"):
        kept = people.clerk.request.get(f"{meeting}{path}").text()
        assert MENDED in kept, path
        assert TYPED not in kept, path


def the_signer_stays_in_sight(people: Hearing) -> None:
    """Whole and moving: beside the stage, with sound only, and on a phone."""
    says, listener = people.says, people.listener
    choose(people, says("Sign language", whole=False))
    picture = listener.locator(".room-signer video")
    expect(picture).to_be_visible(timeout=room.PATIENCE_MS)
    the_picture_is_whole(listener)
    assert picture.bounding_box()["width"] >= 250
    anyone_can_use(listener)
    listener.get_by_role("button", name=says("More")).click()
    listener.get_by_role("menuitem", name=says("Sound only", whole=False)).click()
    expect(listener.locator(".room[data-mode=audio]")).to_be_visible()
    the_picture_is_whole(listener)
    listener.set_viewport_size({"width": 360, "height": 740})
    the_picture_is_whole(listener)
    anyone_can_use(listener)
    listener.set_viewport_size({"width": 1280, "height": 900})


def the_picture_is_whole(page: Page) -> None:
    picture = page.locator(".room-signer video")
    before = picture.evaluate(FRAMES)
    ears.wait_for("the signer moves", lambda: picture.evaluate(FRAMES) > before + 5, page)
    ears.wait_for("the signer is whole", lambda: picture.evaluate(IS_WHOLE), page)


def the_floor_comes_back_by_itself(people: Hearing, full: float) -> None:
    ears.wait_for_share(people.listener, TONE_OF_SPEAKER, full, between=DUCKED)
    room.press_button(people.second, people.says, "Go off air")
    ears.wait_for_share(people.listener, TONE_OF_SPEAKER, full, between=FULL)
    ears.wait_for_share(people.listener, TONE_OF_SECOND, full, between=NOTHING)


def choose(people: Hearing, words: re.Pattern[str]) -> None:
    """In the listener's language menu; its button says the language that was chosen last."""
    people.listener.get_by_role("button", name=re.compile("^(Language|English)$")).click()
    people.listener.locator("[role=menu] [role^=menuitem]").filter(has_text=words).first.click()


def _words(people: Hearing, who: str) -> Words:
    return people.says if _language(who) == "en" else people.say


def _width(who: str) -> int:
    return 360 if who == "second" else 1280


def _language(who: str) -> str:
    return GUESTS[who][2] if who in GUESTS else "ko"


def _address(who: str) -> str:
    return f"{who}@languages.example"
