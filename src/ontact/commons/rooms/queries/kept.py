"""What the rooms keep about a person, for the page that shows it."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from ontact.commons.people.access import is_signed_in
from ontact.commons.rooms.models import CaptionLine, ChatLine, DeviceCheck, PollAnswer, Sitting


def sittings_of(person: AbstractBaseUser) -> QuerySet[Sitting]:
    """One query."""
    if not is_signed_in(person):
        return Sitting.objects.none()
    mine: QuerySet[Sitting] = Sitting.objects.filter(person__in=person.selves())
    return mine.select_related("seat__room").order_by("-begins_at")


def chat_of(person: AbstractBaseUser) -> QuerySet[ChatLine]:
    """What was written from a seat while the person sat in it. One query."""
    if not is_signed_in(person):
        return ChatLine.objects.none()
    mine: QuerySet[ChatLine] = ChatLine.objects.filter(seat__sittings__person__in=person.selves())
    return mine.distinct().order_by("-created_at")


def captions_of(person: AbstractBaseUser) -> QuerySet[CaptionLine]:
    """What was typed as captions while the person spoke. One query."""
    if not is_signed_in(person):
        return CaptionLine.objects.none()
    said: QuerySet[CaptionLine] = CaptionLine.objects.filter(speaker__sittings__person__in=person.selves())
    return said.exclude(text="").distinct().order_by("-created_at")


def poll_answers_of(person: AbstractBaseUser) -> QuerySet[PollAnswer]:
    """What was answered from a seat while the person sat in it: by name, or while the question is open. One query."""
    if not is_signed_in(person):
        return PollAnswer.objects.none()
    mine: QuerySet[PollAnswer] = PollAnswer.objects.filter(seat__sittings__person__in=person.selves())
    return mine.distinct().select_related("poll").order_by("-created_at")


def device_checks_of(person: AbstractBaseUser) -> QuerySet[DeviceCheck]:
    """Of the seats in which the person sits now. One query."""
    if not is_signed_in(person):
        return DeviceCheck.objects.none()
    mine = Sitting.objects.current().filter(person__in=person.selves())
    rows: QuerySet[DeviceCheck] = DeviceCheck.objects.filter(seat__in=mine.values("seat"))
    return rows.select_related("seat__room").order_by("-at")
