"""Short secrets that must be read again later: encrypted with keys derived from the hall's own."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """The hall's secret key has changed since this was sealed; it cannot be opened any more."""


def seal(text: str, *, purpose: str) -> str:
    """Encrypt; what is sealed for one purpose cannot be opened for another."""
    return _sealer(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Raises Unreadable. Keys in SECRET_KEY_FALLBACKS still open what they sealed."""
    try:
        return _sealer(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _sealer(purpose: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(key), purpose)) for key in keys])


def _derived(key: str, purpose: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"ontact.{purpose}:{key}".encode()).digest())
