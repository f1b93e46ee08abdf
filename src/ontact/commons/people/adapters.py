"""How people come in: allauth's flows with our mails, our sentences, and claiming by the first proved code."""

import logging
import time
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ontact.commons.people.actions import claim
from ontact.commons.people.models import Person
from ontact.commons.people.queries import city
from ontact.foundation.clock import now
from ontact.foundation.sealing import seal, unseal

logger = logging.getLogger(__name__)

SECRETS = "people.mfa"
# A code that has just been typed is on record for this long; a minute covers the slowest page.
JUST_PROVED_S = 60


class MailedCodeAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Codes by mail, no passwords. Mails go out at once, outside any transaction; a failure becomes a
    sentence.
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This is not the code that we sent. Check the newest mail and type it again."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many attempts. Please wait a few minutes and ask for a new code."
        ),
        "rate_limited": gettext_lazy("That was very quick. Please wait half a minute and try again."),
        "email_taken": gettext_lazy("Someone already signs in with this address."),
        "same_as_current": gettext_lazy("This is the address you have now."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        here = city()
        about = {
            **context,
            "base_url": settings.BASE_URL,
            "sign_in_url": settings.BASE_URL + reverse("account_login"),
            "signup_url": settings.BASE_URL + reverse("account_signup"),
            "city": here,
            "city_name": str(here.name) if here else "Ontact",
        }
        letter = self.render_mail(template_prefix, email, about)
        try:
            letter.send()
        except (OSError, SMTPException) as error:
            logger.warning("A sign-in mail could not be sent: %s", type(error).__name__)
            text = _(
                "Our mail server is not answering, so no code has left yet. "
                "Wait a minute, then ask for a new code."
            )
            messages.error(self.request, text)

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """A new person is unclaimed until the code from the mail proves the address."""
        user.email = form.cleaned_data["email"].lower()
        user.name = form.cleaned_data["name"]
        user.language = (get_language() or "ko")[:2]
        user.set_unusable_password()
        user.save()
        return user

    def pre_login(self, request: HttpRequest, user: Person, **circumstances: Any) -> HttpResponse | None:
        """Whoever has just typed the code from the mail has proved the address."""
        email = (circumstances.get("email") or "").lower()
        if user.email and email == user.email and _proved_by_code(request, email):
            EmailAddress.objects.update_or_create(
                user=user, email=email, defaults={"verified": True, "primary": True}
            )
        response: HttpResponse | None = super().pre_login(request, user, **circumstances)
        return response

    def is_reauthentication_required(self, *, app: str, **circumstances: Any) -> bool:
        """Not to see the emergency codes right after the step that made them: its proof is a moment old, and the
        app's next code is half a minute away.
        """
        match = self.request.resolver_match
        if (
            match is not None
            and match.url_name == "mfa_view_recovery_codes"
            and _just_added(self.request.user)
        ):
            return False
        required: bool = super().is_reauthentication_required(app=app, **circumstances)
        return required

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """A passkey first: who has just added one has not seen the emergency codes yet."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: "webauthn" not in method["id"])

    def login(self, request: HttpRequest, user: Person) -> None:
        if EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
            claim(user)
        super().login(request, user)


class SealedMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keys of authenticator apps and recovery codes are stored encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code does not fit. Type the one that the app shows now."),
        "unverified_email": gettext_lazy("Prove your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, purpose=SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose=SECRETS)

    def generate_authenticator_name(self, user: Person, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("My key %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        """What code apps and browsers call us."""
        here = city()
        return str(here.name) if here else "Ontact"


def _just_added(user: Person) -> bool:
    since = now() - timedelta(seconds=JUST_PROVED_S)
    return bool(Authenticator.objects.filter(user=user, created_at__gt=since).exists())


def _proved_by_code(request: HttpRequest, email: str) -> bool:
    records = request.session.get("account_authentication_methods") or []
    return any(
        record.get("method") == "code"
        and (record.get("email") or "").lower() == email
        and time.time() - record.get("at", 0) < JUST_PROVED_S
        for record in records
    )
