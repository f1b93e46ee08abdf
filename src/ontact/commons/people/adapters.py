"""How people come in: a code sent by mail, never a password."""

from allauth.account.adapter import DefaultAccountAdapter


class MailedCodeAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's flows in this house's words."""
