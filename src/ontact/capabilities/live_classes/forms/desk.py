"""What the desk of a class types: whether children meet, who leads it, files, and for which session a link is."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.live_classes.models import Children, Leader
from ontact.commons.programmes.models import Session
from ontact.web.widgets import Upload


class ChildrenForm(forms.Form):
    children = forms.ChoiceField(
        label=_("Do children meet here?"),
        choices=Children.choices,
        help_text=_(
            "Then nobody comes in before a lecturer or helper, everything rests when none of them is there, "
            "only first names are shown, and nothing is recorded."
        ),
    )


class LeaderForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("As it is shown in the room."))
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("With which they sign in, and to which dates, changes and personal links are sent."),
    )
    part = forms.ChoiceField(
        label=_("Part"),
        choices=Leader.Part.choices,
        help_text=_(
            "A helper may let people in, mute, lower hands and watch the chat while the lecturer teaches."
        ),
    )


class MaterialForm(forms.Form):
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("For"),
        required=False,
        empty_label=_("The whole class"),
    )
    file = forms.FileField(
        label=_("Materials"),
        required=False,
        widget=Upload(accept=".pdf,.png,.jpg,.jpeg,.webp,.docx,.pptx,.xlsx,.odt,.hwp,.hwpx", many=True),
        help_text=_("PDF pages can be shown on the stage; everything can be downloaded by the participants."),
    )

    def __init__(self, *args: Any, sessions: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["session"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sessions


class LinkForm(forms.Form):
    session = forms.ModelChoiceField(Session.objects.none(), label=_("Session"), empty_label=None)

    def __init__(self, data: Any = None, *, sessions: QuerySet[Session]) -> None:
        super().__init__(data)
        field = self.fields["session"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sessions
