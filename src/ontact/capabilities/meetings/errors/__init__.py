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


class VoteTied(RuleBroken):
    code = "vote-tied"
    text = _("The ballots are counted, and the chair is deciding the tie; your choice was not counted.")
    way_out = _("Give a written opinion if your view should stand in the minutes.")


class AlreadyVoted(RuleBroken):
    code = "already-voted"
    text = _("This seat has voted already. The first ballot counts; this one was not counted.")
    way_out = _("Tell the chair before the close if the first one was a mistake; the minutes can say so.")


class BallotUnclear(RuleBroken):
    code = "ballot-unclear"
    text = _("This ballot names nobody who stands, too many, or a choice that is not offered.")
    way_out = _("Look at the ballot again, choose, and cast it once more.")


class NobodyOnTheRoll(RuleBroken):
    code = "nobody-on-the-roll"
    text = _("Nobody is on the list who could be called.")
    way_out = _("Invite people first; observers are not called.")


class NotOnTheRoll(RuleBroken):
    code = "not-on-the-roll"
    status = 403
    text = _("This seat is not called in the roll.")
    way_out = _("Observers are not called; everyone else is.")


class NotedByTheDesk(RuleBroken):
    code = "noted-by-the-desk"
    status = 409
    text = _("The desk has noted for your seat: %(answer)s.")
    way_out = _(
        "If that is wrong, raise your hand or write to the desk; it can correct it while the roll is open."
    )


class RollOpen(RuleBroken):
    code = "roll-open"
    status = 409
    text = _("The roll is still being called.")
    way_out = _("End the roll first; who has not answered is noted as absent.")


class RollEnded(RuleBroken):
    code = "roll-ended"
    text = _("The roll has ended.")
    way_out = _("Your presence is on record all the same. Call the roll again if an answer is wrong.")


class NoQuorum(RuleBroken):
    code = "no-quorum"
    text = _("There is no quorum: %(needed)d are needed, %(present)d are here.")
    way_out = _("Wait until enough members are here, or adjourn; the count on the desk follows by itself.")


class CandidatesUnclear(RuleBroken):
    code = "candidates-unclear"
    text = _("An election needs at least as many different names as places, and at most %(most)d.")
    way_out = _("Look at the names and at the number of places.")


class NoRunoff(RuleBroken):
    code = "no-runoff"
    text = _("This vote leaves nothing for a run-off.")


class NoTie(RuleBroken):
    code = "no-tie"
    text = _("There is no tie for the chair to decide with for or against.")


class AmendmentPending(RuleBroken):
    code = "amendment-pending"
    text = _("An amendment comes first: “%(text)s”.")
    way_out = _("Put the amendment to the vote, or withdraw it.")


class ProposalSettled(RuleBroken):
    code = "proposal-settled"
    text = _("“%(text)s” is no longer on the table.")
    way_out = _("Lay a new motion if it should be voted on again.")


class SecretByName(RuleBroken):
    code = "secret-by-name"
    text = _("A paper ballot of a secret vote is not entered beside a name.")
    way_out = _("Enter all paper ballots together: who voted on paper, and how many of each choice.")


class VoteNotSecret(RuleBroken):
    code = "vote-not-secret"
    text = _("This vote is not secret; its ballots are entered seat by seat.")


class PaperUneven(RuleBroken):
    code = "paper-uneven"
    text = _("There are %(ballots)d ballots for %(seats)d seats; it must be one for each.")
    way_out = _("Count the papers and the seats once more.")


class MinutesFrozen(RuleBroken):
    code = "minutes-frozen"
    text = _("These minutes have been approved; they cannot be changed any more.")
    way_out = _("Once they are published, they can be corrected in a new edition.")


class MinutesNotLaid(RuleBroken):
    code = "minutes-not-laid"
    text = _("The minutes have not been laid before those who approve yet.")
    way_out = _("The clerk does that when the draft is finished.")


class SignersMissing(RuleBroken):
    code = "signers-missing"
    text = _("The rule of this meeting asks for signing members beside the chair.")
    way_out = _("Choose them among those who were present.")


class NotAnApprover(RuleBroken):
    code = "not-an-approver"
    status = 403
    text = _("These minutes do not wait for your approval.")
    way_out = _("Ask the clerk who approves them.")


class MinutesNotApproved(RuleBroken):
    code = "minutes-not-approved"
    text = _("Only approved minutes can be published.")
    way_out = _("Ask the chair to approve them first.")


class GroundMissing(RuleBroken):
    code = "ground-missing"
    text = _("This meeting is closed to the public, and nobody has said on what ground.")
    way_out = _("Name the ground under “Entry in the register”; then publish.")


class MinutesNotPublished(RuleBroken):
    code = "minutes-not-published"
    text = _("These minutes have not been published yet; there is nothing to correct.")
    way_out = _("Until they are approved, simply edit them.")


class PassageMissing(RuleBroken):
    code = "passage-missing"
    text = _("These words do not stand in the draft.")
    way_out = _("Copy the passage exactly as it stands there, with its spaces.")


class PassageTooShort(RuleBroken):
    code = "passage-too-short"
    text = _("One letter alone would close half of the minutes.")
    way_out = _("Choose a passage of at least two letters.")


class PassageInMarker(RuleBroken):
    code = "passage-in-marker"
    text = _("These words are part of the note that stands in place of what is closed.")
    way_out = _("Choose a longer passage.")


class EditedMeanwhile(RuleBroken):
    code = "edited-meanwhile"
    text = _("Someone else has saved these minutes in the meantime.")
    way_out = _("Compare the two versions below; what you typed is kept in the form.")


class NotDraft(RuleBroken):
    code = "not-a-draft"
    text = _("Guests have been told of this meeting; it can be cancelled, not thrown away.")


class DueDayMissing(RuleBroken):
    code = "due-day-missing"
    text = _("An instruction needs a day by which it is to be done.")
    way_out = _("Choose a day, or “By the next meeting”.")


class DueDayPast(RuleBroken):
    code = "due-day-past"
    text = _("The due day lies in the past.")
    way_out = _("Choose today or a later day.")


class InstructionClosed(RuleBroken):
    code = "instruction-closed"
    text = _("This instruction has been accepted and closed.")


class NotReported(RuleBroken):
    code = "not-reported"
    text = _("The office has not reported this instruction as done yet.")
    way_out = _("It can be closed or returned after the report.")


class RemarkMissing(RuleBroken):
    code = "remark-missing"
    text = _("Whoever gets an instruction back needs to know why.")
    way_out = _("Write a remark.")
