"""What a librarian types about a reading programme, and what a reader looks for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.library_reading.actions import Noted
from ontact.capabilities.library_reading.models import Book, Readers
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.forms import BeginForm
from ontact.commons.programmes.models import Programme, Session
from ontact.web.widgets import Counted, RadioCards, Upload

PICTURES = ".jpg,.jpeg,.png,.webp"
COVER_LIMIT_MB = 10
HINTS = {
    Readers.TODDLERS: _("One place and one seat for both."),
    Readers.CHILDREN: _("Primary school age; a guardian signs them up."),
    Readers.YOUTH: _("Middle and high school."),
    Readers.ADULTS: _("Everybody of age, also the oldest."),
}


class NewReadingForm(BeginForm):
    """A title, the library, and for whom."""

    readers = forms.ChoiceField(
        label=_("Who it is for"), choices=Readers.choices, widget=RadioCards(hints=HINTS)
    )

    def __init__(self, data: Any = None, *, hosts: QuerySet[Organisation], language: str) -> None:
        super().__init__(data, hosts=hosts, language=language)
        self.fields["host"].label = _("Library")


class ReadersForm(forms.Form):
    readers = forms.ChoiceField(
        label=_("Who it is for"),
        choices=Readers.choices,
        widget=RadioCards(hints=HINTS),
        help_text=_("The shelf on which it stands. Ages are set with the words of the programme."),
    )


class BookForm(forms.Form):
    title = forms.CharField(
        label=_("Title of the book"),
        max_length=200,
        error_messages={"required": _("Write the title as it stands on the cover.")},
    )
    author = forms.CharField(label=_("Author"), max_length=120, required=False)
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("Read in"),
        required=False,
        empty_label=_("The whole programme"),
    )
    shelf_mark = forms.CharField(
        label=_("Shelf mark"),
        max_length=60,
        required=False,
        help_text=_("As on the label on its back, so that people find it in the library."),
    )
    words = forms.CharField(
        label=_("What it is about"), max_length=300, required=False, widget=Counted(300, rows=3)
    )
    cover = forms.FileField(
        label=_("Picture of the cover"),
        required=False,
        widget=Upload(accept=PICTURES, limit_mb=COVER_LIMIT_MB),
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, programme: Programme, book: Book | None = None
    ) -> None:
        names = ("title", "author", "shelf_mark", "words")
        initial = {name: getattr(book, name) for name in names} if book else {}
        if book is not None:
            initial["session"] = book.session_id
        super().__init__(data, files, initial=initial)
        session = self.fields["session"]
        assert isinstance(session, forms.ModelChoiceField)
        session.queryset = programme.sessions.order_by("begins_at", "number").select_related("programme")

    def clean_cover(self) -> Any:
        cover = self.cleaned_data["cover"]
        if cover and cover.size > COVER_LIMIT_MB * 1024**2:
            facts = {"limit": COVER_LIMIT_MB}
            raise forms.ValidationError(_("The picture may have %(limit)d MB at most.") % facts)
        return cover

    @property
    def noted(self) -> Noted:
        clean = self.cleaned_data
        return Noted(
            title=clean["title"],
            author=clean["author"],
            shelf_mark=clean["shelf_mark"],
            words=clean["words"],
            session=clean["session"],
        )


def readers_asked_for(text: str) -> Readers | None:
    """Nonsense narrows nothing."""
    return Readers(text) if text in Readers.values else None
