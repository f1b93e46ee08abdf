"""What the desk types about programmes, and what a citizen looks for."""

from ontact.commons.programmes.forms.beginning import BeginForm, CopyForm, KeyedForm
from ontact.commons.programmes.forms.describing import DescriptionForm
from ontact.commons.programmes.forms.finding import CatalogueForm
from ontact.commons.programmes.forms.publication import PublicationForm, SignUpForm
from ontact.commons.programmes.forms.sessions import (
    CancellationForm,
    MoveForm,
    PostponeForm,
    SessionForm,
    WeeklyForm,
)

__all__ = [
    "BeginForm",
    "CancellationForm",
    "CatalogueForm",
    "CopyForm",
    "DescriptionForm",
    "KeyedForm",
    "MoveForm",
    "PostponeForm",
    "PublicationForm",
    "SessionForm",
    "SignUpForm",
    "WeeklyForm",
]
