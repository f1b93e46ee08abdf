"""What the comments on a draft of minutes refuse, each with its sentence and a way out."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class DraftLaidAlready(RuleBroken):
    code = "draft-laid-already"
    text = _("These minutes lie before those who approve them.")
    way_out = _("Once they come back, the draft can be laid before the participants.")


class DeadlinePast(RuleBroken):
    code = "deadline-past"
    text = _("The deadline lies in the past.")
    way_out = _("Choose a later day or hour.")


class NobodyWasPresent(RuleBroken):
    code = "nobody-was-present"
    text = _("Nobody who was present can be reached by mail.")
    way_out = _("Lay the draft before the chair instead.")


class CommentsClosed(RuleBroken):
    code = "comments-closed"
    text = _("The time for comments on this draft is over; your comment was not taken.")
    way_out = _("Call the office that held the meeting if the minutes are wrong.")


class CommentsRunning(RuleBroken):
    code = "comments-running"
    text = _("The draft lies before the participants until %(until)s.")
    way_out = _("Wait for the deadline, or end the time for comments with a reason.")


class CommentsUnanswered(RuleBroken):
    code = "comments-unanswered"
    text = _("Some comments of participants have not been answered yet.")
    way_out = _("Say for each whether it is taken up, then go on.")


class CommentAnswered(RuleBroken):
    code = "comment-answered"
    text = _("This comment has been answered and stays.")


class ReasonMissing(RuleBroken):
    code = "reason-missing"
    text = _("Those who were asked need to know why.")
    way_out = _("Write a sentence.")
