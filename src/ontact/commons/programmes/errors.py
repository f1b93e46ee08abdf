"""What a programme says when it says no: one sentence, one way out each."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class AlreadyCancelled(RuleBroken):
    code = "already-cancelled"
    text = _("This has been cancelled.")
    way_out = _("Copy the programme to hold it again.")


class AlreadyPublished(RuleBroken):
    code = "already-published"
    text = _("This programme can be seen by everybody; that cannot be taken back.")
    way_out = _("Postpone or cancel a session, or the whole programme: then everybody concerned is told.")


class NotYetPublished(RuleBroken):
    code = "not-yet-published"
    text = _("Nobody has seen this programme yet.")
    way_out = _("Move the session or take it out: a draft needs no reason.")


class IsTemplate(RuleBroken):
    code = "is-template"
    text = _("This is a template.")
    way_out = _("Begin a programme from it, and publish that.")


class NothingToAnnounce(RuleBroken):
    code = "nothing-to-announce"
    status = 422
    text = _("A programme is published with a title and at least one session that is still to come.")
    way_out = _("Add what is missing, then publish.")


class SignUpTooLate(RuleBroken):
    code = "sign-up-too-late"
    status = 422
    text = _("Sign-up would open after the last session.")
    way_out = _("Let it open earlier, or move the sessions.")


class WindowTurnedRound(RuleBroken):
    code = "window-turned-round"
    status = 422
    text = _("Sign-up must open before it closes.")
    way_out = _("Change one of the two times.")


class AgesTurnedRound(RuleBroken):
    code = "ages-turned-round"
    status = 422
    text = _("The lower age must not be above the upper one.")
    way_out = _("Change one of the two ages.")


class SessionTurnedRound(RuleBroken):
    code = "session-turned-round"
    status = 422
    text = _("A session must begin before it ends.")
    way_out = _("Change one of the two times.")


class SessionTooLong(RuleBroken):
    code = "session-too-long"
    status = 422
    text = _("One session lasts %(hours)d hours at most.")
    way_out = _("Make two sessions of it.")


class TooManySessions(RuleBroken):
    code = "too-many-sessions"
    status = 422
    text = _("A programme has %(most)d sessions at most.")
    way_out = _("Make a second programme of the rest.")


class SpanTooLong(RuleBroken):
    code = "span-too-long"
    status = 422
    text = _("A programme ends within a year of its first session.")
    way_out = _("Make a second programme of the rest.")


class SessionHeld(RuleBroken):
    code = "session-held"
    text = _("This session has taken place.")
    way_out = _("Only what is still to come can be moved or cancelled.")


class SessionHasBegun(RuleBroken):
    code = "session-has-begun"
    text = _("This session has begun.")
    way_out = _("Postpone it with a reason, or cancel it.")


class NotLater(RuleBroken):
    code = "not-later"
    status = 422
    text = _("A postponed session is held later than it was planned.")
    way_out = _("Choose a later time, or move the session.")


class TimeHasPassed(RuleBroken):
    code = "time-has-passed"
    status = 422
    text = _("This time has passed.")
    way_out = _("Choose a later day or hour.")


class ReasonMissing(RuleBroken):
    code = "reason-missing"
    status = 422
    text = _("Whoever signed up must be told why.")
    way_out = _("Write the reason in one sentence.")


class FirstDayMissing(RuleBroken):
    code = "first-day-missing"
    status = 422
    text = _("The sessions of the copy need a first day.")
    way_out = _("Say on which day the first session is held, or copy without the sessions.")


class HasRoom(RuleBroken):
    code = "has-room"
    text = _("This session has its room already.")
    way_out = _("Go on with the room that it has.")


class StretchTooLong(RuleBroken):
    code = "stretch-too-long"
    status = 422
    text = _("Sessions are told for %(days)d days at a time, from the first day to a later one.")
    way_out = _("Ask for shorter stretches, one after the other.")


class TooManyCalls(RuleBroken):
    code = "too-many-calls"
    status = 429
    text = _("Your address has asked more than %(calls)d times within a minute.")
    way_out = _("Wait a minute. An answer may be kept for as long as its Cache-Control says.")
