"""What is typed about a draft of minutes: the deadline, a comment, its answer, why the time for comments ended."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.documents.closing import stands_in
from ontact.capabilities.meetings.models import AgendaItem, Comment, Meeting
from ontact.capabilities.meetings.models.comments import COMMENT_LIMIT
from ontact.foundation.clock import now
from ontact.web.widgets import Counted, Moment, Words

USUAL_TIME, USUAL_HOUR = timedelta(days=7), time(18)
LONGEST_TIME = timedelta(days=60)


class RoundForm(forms.Form):
    due_at = forms.SplitDateTimeField(
        label=_("Comments until"),
        widget=Moment(),
        help_text=_("Until then the minutes cannot be approved. A reminder goes out the day before."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"due_at": usual_deadline()})

    def clean_due_at(self) -> datetime:
        due_at: datetime = self.cleaned_data["due_at"]
        if due_at <= now():
            raise forms.ValidationError(_("This time has passed. Choose a later day or hour."))
        if due_at > now() + LONGEST_TIME:
            raise forms.ValidationError(_("Choose a day within the next sixty days."))
        return due_at


class CommentForm(forms.Form):
    """On an item or the whole, on certain words or none."""

    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label=_("What it is about"),
        required=False,
        empty_label=_("The minutes as a whole"),
    )
    passage = forms.CharField(
        label=_("Words it is about"),
        required=False,
        max_length=500,
        help_text=_("Copied from the draft; select them there, and they appear here."),
        widget=Words(rows=2),
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=COMMENT_LIMIT,
        widget=Counted(COMMENT_LIMIT, rows=4),
        error_messages={"required": _("Write your comment before you send it.")},
    )

    def __init__(self, data: Any = None, *, meeting: Meeting, body: MinutesBody, number: str = "") -> None:
        """`number` of the item whose link was pressed."""
        chosen = meeting.items.filter(number=int(number)).first() if number.isdecimal() else None
        super().__init__(data, initial={"item": chosen})
        self.body = body
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meeting.items.all()

    def clean_passage(self) -> str:
        passage: str = self.cleaned_data["passage"].replace("\r\n", "\n")
        if passage and not stands_in(self.body, passage):
            raise forms.ValidationError(
                _("These words do not stand in the draft. Copy them exactly, or leave this empty.")
            )
        return passage


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[(one.value, one.label) for one in (Comment.State.TAKEN_UP, Comment.State.NOT_TAKEN_UP)],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer in a sentence"),
        max_length=500,
        widget=Counted(500, rows=2),
        error_messages={"required": _("Whoever commented needs to know why.")},
    )

    def __init__(self, data: Any = None, *, one: Comment) -> None:
        super().__init__(
            data, initial={"state": one.state, "answer": one.answer}, prefix=f"answer-{one.pk.hex}"
        )


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the time for comments ends early"),
        max_length=300,
        help_text=_("Those who were asked read it on their page."),
        widget=Counted(300, rows=2),
        error_messages={"required": _("Say why, in a sentence.")},
    )


def usual_deadline() -> datetime:
    """At six in the evening, a week from now."""
    local = timezone.localtime(now() + USUAL_TIME)
    return local.replace(hour=USUAL_HOUR.hour, minute=0, second=0, microsecond=0)
