"""What a guardian agrees to when the desk enters it: one wording, in the guardian's language."""

from django.utils import translation
from django.utils.translation import gettext as _

from ontact.commons.programmes.models import Programme


def consent_wording(programme: Programme, language: str) -> str:
    """As it is read out by telephone, or stands on the paper."""
    with translation.override(language if language in ("ko", "en") else "en"):
        return _(
            "I answer for this child and agree that it takes part in “%(programme)s”. For that, %(host)s keeps "
            "its name, its date of birth and the answers given when signing up."
        ) % {"programme": programme.title, "host": programme.host}
