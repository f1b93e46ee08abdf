"""What field reports refuse, each with its sentence and a way out."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class ResidentNumberWritten(RuleBroken):
    code = "resident-number-written"
    text = _("This looks like a resident registration number; it must not be written here.")
    way_out = _("Take it out: what citizens say is enough, who says it is not asked.")


class NothingToGroup(RuleBroken):
    code = "nothing-to-group"
    text = _("None of the reports you chose is waiting to be grouped.")
    way_out = _("Load the list again; someone else may have grouped them.")


class AnswerMissing(RuleBroken):
    code = "answer-missing"
    text = _("An answer needs words.")
    way_out = _("Write what the offices can tell their citizens.")
