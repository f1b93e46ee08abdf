"""How someone wants the screen: light, dark or high contrast, and the size of the letters."""

from django.http import HttpRequest

COOKIE = "ontact_look"
SCREENS = ("light", "dark", "contrast")
TEXTS = ("normal", "large", "largest")
COOKIE_LIFE_S = 365 * 24 * 3600


def chosen(request: HttpRequest | None) -> tuple[str, str]:
    """(screen, text) from the cookie "dark.large"; nonsense counts as not chosen."""
    screen, _dot, text = (request.COOKIES.get(COOKIE, "") if request else "").partition(".")
    return (screen if screen in SCREENS else SCREENS[0], text if text in TEXTS else TEXTS[0])
