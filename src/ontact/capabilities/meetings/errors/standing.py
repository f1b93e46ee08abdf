"""What the standing list, the answers before a meeting and the next meeting refuse, each with its sentence and a way out."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class SeatTaken(RuleBroken):
    code = "seat-taken"
    text = _("“%(title)s” is on the list already.")
    way_out = _("Give the seat another name, or change the one that is there.")


class HolderTaken(RuleBroken):
    code = "holder-taken"
    text = _("%(address)s holds the seat “%(title)s” already.")
    way_out = _("One holder has one seat. Change the other seat first.")


class ChairTaken(RuleBroken):
    code = "chair-taken"
    text = _("This list already has a chair.")
    way_out = _("Give the present chair another part first.")


class ListChanged(RuleBroken):
    code = "list-changed"
    text = _("The list has been changed since you looked at the sheet.")
    way_out = _("Look at the sheet once more; it is read again below.")


class TooLateToReply(RuleBroken):
    code = "too-late-to-reply"
    text = _("The meeting has been opened; answers are no longer taken.")
    way_out = _("Call the number on the page if something has changed.")


class NoSubstituteHere(RuleBroken):
    code = "no-substitute-here"
    status = 403
    text = _("Nobody can come in your place: this seat is yours by name.")
    way_out = _("If you cannot come, say that you are excused.")


class SubstituteNotNamed(RuleBroken):
    code = "substitute-not-named"
    status = 403
    text = _("%(name)s may not sit in for “%(seat)s”.")
    way_out = _("Choose a deputy of the list, or ask your office to name this person as one first.")


class ListEmpty(RuleBroken):
    code = "list-empty"
    text = _("Nobody holds a seat of this list.")
    way_out = _("Add holders first.")
