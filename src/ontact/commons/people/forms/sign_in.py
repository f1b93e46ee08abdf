"""What people type to come in: an address, a code, and a name when they are new."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    SignupForm,
)
from allauth.core import context, ratelimit
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.forms.names import NameField
from ontact.commons.people.queries import who_signs_in_with
from ontact.web.widgets import Code


class AddressForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Asks only for an address. The page after it looks the same whether we know the address or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_address(self.fields["login"])

    @property
    def passkey_words(self) -> dict[str, str]:
        """Hidden words of the passkey's form; the script fills in the credential."""
        onward = self.request.GET.get("next", "") if self.request else ""
        return {"credential": "", **({"next": onward} if onward else {})}

    def _clean_without_password(self, email: str | None, phone: str | None) -> dict[str, Any]:
        if not email:
            self.add_error("login", _("Type a whole address, like name@example.org."))
        elif not ratelimit.consume(context.request, action="request_login_code", key=email.lower()):
            self.add_error("login", get_adapter().validation_error("too_many_login_attempts"))
        else:
            self.user = who_signs_in_with(email)
        data: dict[str, Any] = self.cleaned_data
        return data


class NewcomerForm(SignupForm):  # type: ignore[misc]  # allauth ships no types
    """An account needs a name and an address that can be proved."""

    field_order = ["name", "email"]
    name = NameField(label=_("Name"), max_length=100, widget=forms.TextInput({"autocomplete": "name"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_address(self.fields["email"])


class _SixDigits:
    """What both pages that ask for a code show around the field."""

    expected_code: str | None
    again_words = {"action": "resend"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field = self.fields["code"]  # type: ignore[attr-defined]  # a mixin for forms
        field.label = _("Six-digit code")
        field.widget = Code({"autofocus": True})

    @property
    def other_words(self) -> dict[str, str]:
        return {"next": reverse("account_login")}

    @property
    def demo_code(self) -> str:
        """Shown on the page in the demo only, where no mail leaves the house."""
        return str(self.expected_code or "") if settings.DEMO else ""


class SignInCodeForm(_SixDigits, ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    pass


class AddressCodeForm(
    _SixDigits,
    ConfirmEmailVerificationCodeForm,  # type: ignore[misc]  # allauth ships no types
):
    pass


class NewAddressForm(AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_address(self.fields["email"])
        self.fields["email"].label = _("New e-mail address")
        self.fields["action_add"] = forms.CharField(required=False, initial="1", widget=forms.HiddenInput)


def _name_the_address(field: forms.Field) -> None:
    field.label = _("E-mail address")
    field.error_messages["invalid"] = _("Type a whole address, like name@example.org.")
    field.widget = forms.EmailInput({"autocomplete": "email", "maxlength": 254, "spellcheck": "false"})
