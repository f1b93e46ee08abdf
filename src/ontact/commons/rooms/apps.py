"""Where people meet live: what the rooms offer the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontact.foundation.capability import Capability, PersonalData

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

    from ontact.commons.rooms.models import CaptionLine, ChatLine, DeviceCheck, PollAnswer, Sitting

# Old rows are tidied away once an hour, at a minute when nothing else is on the hour.
TIDIES_AT_MINUTE = 17


class Rooms(Capability):
    name = "ontact.commons.rooms"
    label = "rooms"
    verbose_name = gettext_lazy("Meeting rooms")
    url_prefix = "rooms/"

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        from ontact.commons.rooms.queries import (  # app ready
            captions_of,
            chat_of,
            device_checks_of,
            poll_answers_of,
            sittings_of,
        )

        yield PersonalData(
            heading=_("Meetings you were invited to"),
            rows=[_sitting_row(sitting) for sitting in sittings_of(person)],
            kept_until=_(
                "Your name beside the raw attendance is kept for one year; minutes are kept by law."
            ),
        )
        yield PersonalData(
            heading=_("What you wrote in the chat of a meeting"),
            rows=[_words_row(line) for line in chat_of(person)],
            kept_until=_("One year after the meeting."),
        )
        yield PersonalData(
            heading=_("What was typed as captions while you spoke"),
            rows=[_words_row(line) for line in captions_of(person)],
            kept_until=_("One year after the meeting."),
        )
        yield PersonalData(
            heading=_("What you answered to a question in a room"),
            rows=[_answer_row(answer) for answer in poll_answers_of(person)],
            kept_until=_("Until the question is closed; where it was said that names are shown, one year."),
        )
        yield PersonalData(
            heading=_("Your last device check for a meeting"),
            rows=[_check_row(check) for check in device_checks_of(person)],
            kept_until=_("One month after the meeting."),
        )

    def forget(self, person: "AbstractBaseUser") -> None:
        from ontact.commons.people.models import Person  # app ready
        from ontact.commons.rooms.actions import forget_person  # app ready

        assert isinstance(person, Person)
        forget_person(person)

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.rooms.actions import tidy  # app ready

        if moment.minute == TIDIES_AT_MINUTE:
            tidy(moment)


def _sitting_row(sitting: "Sitting") -> tuple[str, str]:
    room = sitting.seat.room
    when = date_format(localtime(room.begins_at), "DATETIME_FORMAT")
    return f"{when} · {room.title}", f"{sitting.name} · {sitting.seat.title}"


def _words_row(line: "ChatLine | CaptionLine") -> tuple[str, str]:
    return date_format(localtime(line.created_at), "DATETIME_FORMAT"), line.text


def _answer_row(answer: "PollAnswer") -> tuple[str, str]:
    when = date_format(localtime(answer.created_at), "DATETIME_FORMAT")
    return f"{when} · {answer.poll.question}", answer.poll.choices[answer.choice]


def _check_row(check: "DeviceCheck") -> tuple[str, str]:
    found = [
        check.get_way_display(),
        check.get_microphone_display(),
        check.get_camera_display(),
        check.browser,
    ]
    return f"{date_format(localtime(check.at), 'DATETIME_FORMAT')} · {check.seat.room.title}", " · ".join(
        found
    )
