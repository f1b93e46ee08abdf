"""What the reports before a meeting refuse, each with its sentence and a way out."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class DeadlinePast(RuleBroken):
    code = "deadline-past"
    text = _("The deadline lies in the past.")
    way_out = _("Choose a later day or hour.")


class DeadlineAfterMeeting(RuleBroken):
    code = "deadline-after-meeting"
    text = _("The deadline lies after the beginning of the meeting.")
    way_out = _("Reports are read before: choose an earlier day or hour.")


class NoOfficeAsked(RuleBroken):
    code = "no-office-asked"
    text = _("No office has been chosen.")
    way_out = _("Choose at least one office that is to hand in a report.")


class ReportsNotAsked(RuleBroken):
    code = "reports-not-asked"
    text = _("No reports have been asked for in this meeting yet.")
    way_out = _("Ask the offices first.")


class ReportingOver(RuleBroken):
    code = "reporting-over"
    text = _("The deadline for this report is over; what you wrote is kept as a draft.")
    way_out = _("Say why it is late, and ask the clerk to open it again.")


class SummaryMissing(RuleBroken):
    code = "summary-missing"
    text = _("A report needs a summary of one page.")
    way_out = _("Write it below; a few sentences are enough.")


class ReportUnfinished(RuleBroken):
    code = "report-unfinished"
    text = _("A file of this report was refused; nobody could open it.")
    way_out = _("Take it away, or upload it in another form.")


class WrittenMeanwhile(RuleBroken):
    code = "written-meanwhile"
    text = _("%(name)s has written on this report in the meantime.")
    way_out = _("Compare the two below; what you typed is kept in the form.")


class NotHandedIn(RuleBroken):
    code = "not-handed-in"
    text = _("This report has not been handed in yet.")
    way_out = _("It can be taken onto the agenda afterwards.")
