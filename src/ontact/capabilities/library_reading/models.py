"""What a reading programme is beyond a programme: for which readers, and which books are read in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.models import Kept


class Readers(models.TextChoices):
    """Audiences as the shelves of a library have them."""

    TODDLERS = "toddlers", _("Toddlers with a parent")
    CHILDREN = "children", _("Children")
    YOUTH = "youth", _("Youth")
    ADULTS = "adults", _("Adults")


class ReadingProgramme(Kept):
    """One to one with a Programme, whose host is the library."""

    programme = models.OneToOneField("programmes.Programme", on_delete=models.CASCADE, related_name="reading")
    readers = models.CharField(_("readers"), max_length=10, choices=Readers.choices, default=Readers.ADULTS)

    class Meta:
        verbose_name = _("reading programme")
        indexes = [models.Index(fields=["readers"], name="reading_by_readers")]

    def __str__(self) -> str:
        return str(self.programme)

    @property
    def is_for_two(self) -> bool:
        """A toddler comes with a parent: one place and one seat for both."""
        return self.readers == Readers.TODDLERS


class Book(Kept):
    """One book that is read. Without a session it belongs to the whole programme."""

    reading = models.ForeignKey(ReadingProgramme, on_delete=models.CASCADE, related_name="books")
    session = models.ForeignKey(
        "programmes.Session", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title of the book"), max_length=200)
    author = models.CharField(_("author"), max_length=120, blank=True)
    # Where it stands in the library; read from the label on its back.
    shelf_mark = models.CharField(_("shelf mark"), max_length=60, blank=True)
    words = models.CharField(_("what it is about"), max_length=300, blank=True)
    cover = models.ForeignKey(
        "media.Asset", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("book")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.title
