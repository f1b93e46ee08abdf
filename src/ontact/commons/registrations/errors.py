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


class ReasonMissing(RuleBroken):
    code = "reason-missing"
    text = _("Everybody affected is told why.")
    way_out = _("Write one sentence.")


class ClerkAway(MachineAway):
    code = "clerk-away"
    retry_after_s = 2
    text = _("Your sign-up has not been answered yet. Asking again is safe: it will not count twice.")
