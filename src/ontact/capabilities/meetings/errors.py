"""What a meeting refuses, each with its sentence and a way out."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class MeetingOver(RuleBroken):
    code = "meeting-over"
    text = _("This meeting is over; nothing can be changed any more.")
    way_out = _("Corrections belong in the minutes.")


class MeetingNotOpened(RuleBroken):
    code = "meeting-not-opened"
    text = _("The meeting has not been opened yet.")
    way_out = _("Press “Open the meeting” first.")


class MeetingTooEarly(RuleBroken):
    code = "meeting-too-early"
    text = _("The doors open at %(time)s; the meeting cannot be opened before.")
    way_out = _("Wait for the doors, or move the meeting to an earlier time.")


class NotConvenedYet(RuleBroken):
    code = "not-convened-yet"
    text = _("This meeting is still a draft.")
    way_out = _("Send the invitations first.")


class CannotConvene(RuleBroken):
    code = "cannot-convene"
    text = _("The invitations cannot be sent yet.")
    way_out = _("The list on the page says what is missing.")


class ItemTakenUp(RuleBroken):
    code = "item-taken-up"
    text = _("“%(title)s” has been taken up in the meeting and stays on the agenda.")


class NoItemLeft(RuleBroken):
    code = "no-item-left"
    text = _("That was the last agenda item.")
    way_out = _("Close the meeting when everything has been said.")


class GuestBound(RuleBroken):
    code = "guest-bound"
    text = _("%(name)s has already taken part and stays on the list.")


class AddressTaken(RuleBroken):
    code = "address-taken"
    text = _("%(address)s is on the list already.")
    way_out = _("Change the entry that is there.")


class VoteOpen(RuleBroken):
    code = "vote-open"
    text = _("A vote is open: “%(motion)s”.")
    way_out = _("Close it first.")


class VoteClosed(RuleBroken):
    code = "vote-closed"
    text = _("This vote is closed; your choice was not counted.")
    way_out = _("Give a written opinion if your view should stand in the minutes.")


class NotEntitled(RuleBroken):
    code = "not-entitled"
    status = 403
    text = _("You are not entitled to vote on this motion.")
    way_out = _("Those entitled were fixed when the vote was opened. Ask the clerk if this is a mistake.")


class NobodyEntitled(RuleBroken):
    code = "nobody-entitled"
    text = _("Nobody who may vote is in the meeting.")
    way_out = _("Give the right to vote in the list of people, or wait until the members are here.")


class MinutesFrozen(RuleBroken):
    code = "minutes-frozen"
    text = _("These minutes have been approved; they cannot be changed any more.")
    way_out = _("A correction is noted in the minutes of the next meeting.")


class MinutesNotLaid(RuleBroken):
    code = "minutes-not-laid"
    text = _("The minutes have not been laid before the chair yet.")
    way_out = _("The clerk presses “Lay before the chair” when the draft is finished.")


class MinutesNotApproved(RuleBroken):
    code = "minutes-not-approved"
    text = _("Only approved minutes can be published.")
    way_out = _("Ask the chair to approve them first.")


class EditedMeanwhile(RuleBroken):
    code = "edited-meanwhile"
    text = _("Someone else has saved these minutes in the meantime.")
    way_out = _("Compare the two versions below; what you typed is kept in the form.")


class NotDraft(RuleBroken):
    code = "not-a-draft"
    text = _("Guests have been told of this meeting; it can be cancelled, not thrown away.")
