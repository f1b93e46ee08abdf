"""The second proof that some add to their sign-in: a code app, a passkey, emergency codes."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.web.widgets import Code


class AppCodeForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The six digits that the newly connected app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six digits from the app")
        self.fields["code"].widget = Code()


class ProofForm(AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_any_code(self)


class ProofAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_any_code(self)


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_key(self)
        alone = self.fields["passwordless"]
        alone.label = _("Let this key sign me in without a mailed code")
        alone.help_text = _("The device asks for your finger, face or PIN.")
        alone.initial = True


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_key(self)


def _ask_for_any_code(form: forms.Form) -> None:
    field = form.fields["code"]
    field.label = _("Code from the app, or an emergency code")
    attributes = {"autocomplete": "one-time-code", "maxlength": 20, "spellcheck": "false", "autofocus": True}
    field.widget = forms.TextInput(attributes)


def _name_the_key(form: forms.Form) -> None:
    form.fields["name"].label = _("Name of this device")
    form.fields["name"].widget.attrs.update(maxlength=60, autocomplete="off")
