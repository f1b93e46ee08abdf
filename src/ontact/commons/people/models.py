"""People of the city: persons, organisations, memberships, mandates and consents."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.foundation.models import Kept, KeptQuerySet
from ontact.foundation.worded import WordedField


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str = "", name: str = "", **fields: Any) -> "Person":
        """A person without a password: sign-in is by a code sent to a proved address."""
        person = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email=email, claimed_at__isnull=False)


class Person(AbstractBaseUser):
    """Someone the city knows. "Unclaimed" until a contact proves it: a meeting's guest is an unclaimed
    person.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True, db_index=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=8, default="ko")
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="earlier_selves"
    )
    guardian = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(claimed_at__isnull=False) & ~models.Q(email=""),
                name="one_claimed_person_per_address",
                violation_error_message=_("This address already belongs to someone who signs in with it."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def actor(self) -> Actor:
        return Actor("person", self.pk, self.name)

    def selves(self) -> models.QuerySet["Person"]:
        """This person and every earlier, unclaimed self under the same proved address.

        What belongs to a person is read through this: foreign keys are never rewritten when someone claims.
        """
        return Person.objects.filter(models.Q(pk=self.root_id) | models.Q(same_as=self.root_id))

    @property
    def root_id(self) -> UUID:
        """Of the self that claimed the address: one for all selves."""
        root: UUID = self.same_as_id or self.pk
        return root

    @property
    def is_claimed(self) -> bool:
        return self.claimed_at is not None

    @property
    def is_minor_in_care(self) -> bool:
        return self.guardian_id is not None

    @property
    def is_staff_member(self) -> bool:
        """Holds any current role in an organisation of the city."""
        return bool(self.current_memberships())

    @property
    def is_administrator(self) -> bool:
        return any(m.role == Membership.Role.ADMINISTRATOR for m in self.current_memberships())

    def roles_in(self, organisation: "Organisation") -> list[str]:
        return [m.role for m in self.current_memberships() if m.organisation_id == organisation.pk]

    def current_memberships(self) -> list["Membership"]:
        """Roles held now, by this person or an earlier self; one query for the life of this object."""
        if not hasattr(self, "_memberships_now"):
            mine = models.Q(person=self.pk) | models.Q(person__same_as=self.pk)
            self._memberships_now = list(
                Membership.objects.filter(mine).current().select_related("organisation")
            )
        return self._memberships_now


class Organisation(Kept):
    """A department, a district, a civic group, a foreign city. The city itself is the one without a parent
    of kind CITY.
    """

    class Kind(models.TextChoices):
        CITY = "city", _("City")
        DEPARTMENT = "department", _("Department")
        DISTRICT = "district", _("District office")
        NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood office")
        LIBRARY = "library", _("Library")
        MUSEUM = "museum", _("Museum")
        COMPANY = "company", _("Company")
        SCHOOL = "school", _("School")
        CIVIC_GROUP = "civic_group", _("Civic group")
        FOREIGN_CITY = "foreign_city", _("Foreign city")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = WordedField(_("name"))
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Seoul")
    rank = models.PositiveSmallIntegerField(_("order of rank"), default=0)

    class Meta:
        verbose_name = _("office")
        ordering = ["rank", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind="city"),
                name="one_city",
                violation_error_message=_("There is one city."),
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class MembershipQuerySet(KeptQuerySet):
    def current(self, moment: datetime | None = None) -> Self:
        moment = moment or now()
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gt=moment), since__lte=moment)


class Membership(Kept):
    """Who holds which role in which organisation, from when until when."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Officer")
        CLERK = "clerk", _("Clerk")
        HEAD = "head", _("Head")
        ADMINISTRATOR = "administrator", _("Administrator")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.OFFICER)
    title = models.CharField(_("job title"), max_length=100, blank=True)
    since = models.DateTimeField(_("since"), default=now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        ordering = ["organisation", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(until__isnull=True),
                name="one_standing_role",
                violation_error_message=_("This person already holds that role here."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title or self.get_role_display()} · {self.organisation}"


class Mandate(Kept):
    """Which role may do which official act in an organisation: the one table of who may."""

    class Act(models.TextChoices):
        CONVENE = "convene", _("Convene meetings")
        CHAIR = "chair", _("Chair meetings")
        TAKE_MINUTES = "take_minutes", _("Take minutes")
        APPROVE = "approve", _("Approve minutes")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mandates")
    act = models.CharField(_("act"), max_length=20, choices=Act.choices)
    role = models.CharField(_("role"), max_length=20, choices=Membership.Role.choices)

    class Meta:
        verbose_name = _("mandate")
        constraints = [models.UniqueConstraint(fields=["organisation", "act", "role"], name="one_mandate")]


class ConsentQuerySet(KeptQuerySet):
    def standing(self, moment: datetime | None = None) -> Self:
        """Neither withdrawn nor run out."""
        lasts = models.Q(ends_at=None) | models.Q(ends_at__gt=moment or now())
        return self.filter(lasts, withdrawn_at=None)

    def about(self, *things: models.Model) -> Self:
        found = models.Q(pk=None)
        for thing in things:
            found |= models.Q(about_type=thing._meta.label_lower, about_id=str(thing.pk))
        return self.filter(found)


class Consent(Kept):
    """Who agreed (or a guardian for whom) to what, in which wording, when; and when it was withdrawn."""

    class Purpose(models.TextChoices):
        ATTENDANCE = "attendance", _("Attendance record")
        CAMERA = "camera", _("Camera picture")
        RECORDING = "recording", _("Recording")
        PHOTOGRAPH = "photograph", _("Photographs")
        CONTACT = "contact", _("Being contacted")
        PARTICIPATION = "participation", _("Taking part")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    wording = models.TextField(_("wording"))
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    # Empty where it ends with the thing itself.
    ends_at = models.DateTimeField(_("agreed until"), null=True, blank=True)
    # How it came, where nobody pressed a button: "on paper, signed on 3 May".
    evidence = models.CharField(_("how it was given"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects: ClassVar[Any] = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        indexes = [models.Index(fields=["about_type", "about_id"], name="consent_about")]


class SetUp(models.Model):
    """The first hour of an empty city: one row, holding what has been entered so far, until the city is
    made.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    code_digest = models.CharField(max_length=64, blank=True)
    code_made_at = models.DateTimeField(null=True, blank=True)
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    shut_until = models.DateTimeField(null=True, blank=True)
    draft = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_set_up")]

    def __str__(self) -> str:
        return "set-up"
