"""What a programme says when it says no: one sentence, one way out each."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import MachineAway, RuleBroken


class NotOpenYet(RuleBroken):
    """Facts: `opens_at` and the city's `now`, so that a page with a wrong clock counts down by ours."""

    code = "sign-up-not-open"
    status = 425
    text = _("Sign-up has not opened yet.")
    way_out = _("It opens by the city's clock; pressing earlier gains nothing, and loses nothing.")


class NotYourTurn(RuleBroken):
    """Facts: `number`, 0 for whoever has not come through the waiting room."""

    code = "not-your-turn"
    status = 425
    text = _("It is not your turn yet.")
    way_out = _("Your place in the waiting room is kept; its page says when it is your turn.")


class NotReady(RuleBroken):
    code = "preparation-not-ready"
    text = _("Something is still missing before you can sign up.")
    way_out = _("The list on your preparation's page says what.")


class TooManyPeople(RuleBroken):
    code = "too-many-people"
    text = _("At most %(at_most)d people can be signed up at once here.")
    way_out = _("Sign up the others separately.")


class SignedUpTooOften(RuleBroken):
    code = "signed-up-too-often"
    status = 429
    text = _("You have signed up %(times)d times for this programme.")
    way_out = _("Whatever else you need here, call the office: it can enter you in any case.")


class NotYours(RuleBroken):
    code = "not-in-your-care"
    status = 403
    text = _("You can sign up yourself and the children in your care.")
    way_out = _("Others sign up with their own address, or at the desk.")


class WrongExtent(RuleBroken):
    code = "wrong-extent"
    text = _("This programme is not signed up for in that way.")
    way_out = _("Its page says whether you choose sessions or the whole series.")


class FewerThanTaken(RuleBroken):
    code = "fewer-than-taken"
    text = _("%(taken)d places are taken; there cannot be only %(capacity)d.")
    way_out = _("Ask those who should step back first: nobody is dropped in silence.")


class NobodyComes(RuleBroken):
    code = "nobody-comes"
    status = 422
    text = _("Nobody has been entered who comes.")
    way_out = _("Tick that the person comes, or enter a child.")


class SheetHasFaults(RuleBroken):
    code = "sheet-has-faults"
    status = 422
    text = _("%(faulty)d rows of the sheet have a fault, and you wanted all or none.")
    way_out = _("Mend them in the sheet and choose it again, or go on without them.")


class NoOffer(RuleBroken):
    code = "no-offer"
    text = _("No place is offered to this person any more.")
    way_out = _("The story on this page says what became of the offer.")


class NotInCare(RuleBroken):
    code = "not-in-care"
    text = _("Nobody is noted as this person's guardian.")
    way_out = _("A guardian signs the child up, online or at the desk.")


class DrawNotDue(RuleBroken):
    code = "draw-not-due"
    text = _("The draw is not due yet.")
    way_out = _("It takes place by itself at its time, after the list has been published.")


class ReasonMissing(RuleBroken):
    code = "reason-missing"
    text = _("Everybody affected is told why.")
    way_out = _("Write one sentence.")


class AskedTooOften(RuleBroken):
    code = "calendar-asked-too-often"
    status = 429
    text = _("This calendar was read sixty times within the hour.")
    way_out = _("Set your calendar program to ask every few hours.")


class NobodyToWriteTo(RuleBroken):
    code = "nobody-to-write-to"
    text = _("Nobody of these has a mail address.")
    way_out = _("Call them; their telephone numbers stand on their pages.")


class EnoughWritten(RuleBroken):
    code = "enough-written"
    status = 429
    text = _("%(messages)d messages to many have gone out for this programme within a day.")
    way_out = _("Wait until tomorrow, or write to single people from their own pages.")


class ListReasonMissing(RuleBroken):
    code = "list-reason-missing"
    status = 422
    text = _("Names leave the house only for a reason.")
    way_out = _("Write in one sentence what you need the list for.")


class ClerkAway(MachineAway):
    code = "clerk-away"
    retry_after_s = 2
    text = _("Your sign-up has not been answered yet. Asking again is safe: it will not count twice.")


class ReplayShut(RuleBroken):
    code = "replay-shut"
    status = 410
    text = _("This replay cannot be watched at present.")
    way_out = _("The page of your attendance says from when and until when it is offered.")


class HasReplay(RuleBroken):
    code = "has-replay"
    text = _("This session has a replay already.")
    way_out = _("Take it back first; then upload the other one.")
