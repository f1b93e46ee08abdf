"""What a live class has beside its programme: protection of children, who leads it, themes, and materials."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models import Role
from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField

# A programme is a live class when its page lies here.
PREFIX = "/classes/"


class Children(models.TextChoices):
    """Whether its rooms are rooms for children."""

    BY_AGE = "by_age", _("As the age of the programme says")
    PROTECTED = "protected", _("Yes, children meet here")
    OPEN = "open", _("No")


class LiveClass(Kept):
    """A programme that is held in live rooms. A class of which nothing needs to be said has no row."""

    programme = models.OneToOneField(
        "programmes.Programme", on_delete=models.CASCADE, related_name="live_class"
    )
    children = models.CharField(
        _("children's safety"), max_length=10, choices=Children.choices, default=Children.BY_AGE
    )

    def __str__(self) -> str:
        return str(self.programme)

    def get_absolute_url(self) -> str:
        return reverse("live_classes:class", args=[self.programme_id])

    @property
    def is_for_children(self) -> bool:
        if self.children == Children.BY_AGE:
            return self.programme.is_for_children
        return self.children == Children.PROTECTED


class Theme(Kept):
    """One of the themes that hold a series together: literature, history, philosophy, art."""

    live_class = models.ForeignKey(LiveClass, on_delete=models.CASCADE, related_name="themes")
    number = models.PositiveSmallIntegerField(_("number"))
    title = WordedField(_("theme"))
    summary = WordedField(_("in one sentence"))

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["live_class", "number"], name="one_theme_per_number")]

    def __str__(self) -> str:
        return str(self.title)


class ThemedSession(Kept):
    """To which theme a lecture belongs: to one, or to none."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="lectures")
    session = models.OneToOneField("programmes.Session", on_delete=models.CASCADE, related_name="themed")

    def __str__(self) -> str:
        return f"{self.theme}: {self.session}"


class Leader(Kept):
    """Who leads the class: the lecturer, or a helper at the desk of the room."""

    class Part(models.TextChoices):
        LECTURER = "lecturer", _("Lecturer")
        HELPER = "helper", _("Helper")

    live_class = models.ForeignKey(LiveClass, on_delete=models.CASCADE, related_name="leaders")
    # Empty once who it was has asked to be forgotten.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="leads"
    )
    name = models.CharField(_("name"), max_length=100)
    part = models.CharField(_("part"), max_length=10, choices=Part.choices, default=Part.LECTURER)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["live_class", "person"], name="leads_a_class_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def role(self) -> Role:
        """Both are at the desk: the room is never without one of them."""
        return Role.HOST if self.part == Leader.Part.LECTURER else Role.CLERK


class LeaderSeat(Kept):
    """The seat that a leader has in one session's room."""

    leader = models.ForeignKey(Leader, on_delete=models.CASCADE, related_name="seats")
    session = models.ForeignKey("programmes.Session", on_delete=models.CASCADE, related_name="+")
    seat = models.OneToOneField("rooms.Seat", on_delete=models.PROTECT, related_name="leads_here")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leader", "session"], name="one_seat_for_a_leader")]


class LeaderTold(Kept):
    """What a leader has read about one session: `revision` of it, and when it was held then. `door_for`: for which beginning
    the personal link was sent.
    """

    leader = models.ForeignKey(Leader, on_delete=models.CASCADE, related_name="told")
    session = models.ForeignKey("programmes.Session", on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    door_for = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leader", "session"], name="told_of_a_session_once")]

    def __str__(self) -> str:
        return f"{self.leader}: {self.session}"


class Material(Kept):
    """A file of the class or of one session: slides for the stage, sheets to work with."""

    live_class = models.ForeignKey(LiveClass, on_delete=models.CASCADE, related_name="materials")
    session = models.ForeignKey(
        "programmes.Session", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    asset = models.ForeignKey("media.Asset", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.asset)
