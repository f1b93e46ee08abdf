"""What the desk says before it takes a list with it: of whom, with which columns, as what file, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.queries.desk_lists import LISTS, Column
from ontact.web.widgets import CheckCards, Counted, RadioCards

LONGEST_REASON = 200


class ListForm(forms.Form):
    which = forms.ChoiceField(
        label=_("Which list"),
        choices=[(name, label) for name, (label, _states) in LISTS.items()],
        initial="placed",
        widget=RadioCards(),
    )
    columns = forms.MultipleChoiceField(
        label=_("Beside the names"),
        required=False,
        choices=[
            (Column.AGE, _("Age")),
            (Column.CONTACT, _("Telephone and mail address")),
            (Column.ANSWERS, _("Answers given when signing up")),
        ],
        widget=CheckCards(
            hints={Column.CONTACT: _("Of a child: the guardian's. Only if you have to reach them.")}
        ),
        help_text=_("Take as little as you need."),
    )
    file_format = forms.ChoiceField(
        label=_("File"),
        choices=[("xlsx", "XLSX"), ("csv", "CSV")],
        initial="xlsx",
        widget=RadioCards(row=True),
    )
    reason = forms.CharField(
        label=_("What you need it for"),
        max_length=LONGEST_REASON,
        widget=Counted(LONGEST_REASON, rows=2),
        help_text=_("The journal keeps this sentence with your name for good. Name nobody in it."),
    )
