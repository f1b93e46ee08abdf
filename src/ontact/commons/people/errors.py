"""What the city's rules about people refuse."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class LastAdministrator(RuleBroken):
    code = "last-administrator"
    text = _("This is the city's last administrator.")
    way_out = _("Make someone else an administrator first.")


class StillHoldsRoles(RuleBroken):
    code = "still-holds-roles"
    text = _("You still hold a role in an office of the city.")
    way_out = _("Ask an administrator to end your roles first; then your data can be erased.")


class AlreadySetUp(RuleBroken):
    code = "already-set-up"
    text = _("This city has been set up already.")
    way_out = _("Sign in as an administrator to change it.")


class ParentInsideItself(RuleBroken):
    code = "parent-inside-itself"
    text = _("An office cannot stand below itself.")
    way_out = _("Choose another parent.")


class SetUpShut(RuleBroken):
    code = "set-up-shut"
    status = 429
    text = _("Too many wrong set-up codes.")
    way_out = _("Wait a quarter of an hour, or let the machine print a new code: bin/manage set_up_code.")
