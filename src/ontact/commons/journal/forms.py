"""What an administrator may look for in the journal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.queries import Filter, object_types
from ontact.web.widgets import DateField, Search


class FilterForm(forms.Form):
    words = forms.CharField(label=_("Act or object"), required=False, max_length=80, widget=Search())
    actor = forms.CharField(label=_("Who"), required=False, max_length=80)
    object_type = forms.ChoiceField(label=_("Kind of object"), required=False)
    since = forms.DateField(label=_("From day"), required=False, widget=DateField())
    until = forms.DateField(label=_("Until day"), required=False, widget=DateField())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", _("All"))] + [(kind, kind_words(kind)) for kind in object_types()]
        self.fields["object_type"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def filter(self) -> Filter:
        """What was asked for; a field that makes no sense is left out, its error stands in the form."""
        if not self.is_bound:
            return Filter()
        self.is_valid()
        given = {
            name: self.cleaned_data.get(name) for name in ("words", "actor", "object_type", "since", "until")
        }
        return Filter(**{name: value for name, value in given.items() if value})


def kind_words(label: str) -> str:
    """people.membership → membership, in the words of its own package where the model still exists."""
    from django.apps import apps  # app ready

    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label
