"""What the gallery of components shows: every component in every state, with long and with short words."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
from ontact.web import widgets
from ontact.web.paging import leaf
from ontact.web.templatetags.web import icon_shapes

MANNERS = [("round_table", _("Everyone may speak")), ("broadcast", _("Few speak, many listen"))]
MANNER_HINTS = {
    "round_table": _("Microphones are open; good for up to 25 people."),
    "broadcast": _("The chair gives the floor to one after another; good for 220 people."),
}
WEEKDAYS = [("mon", _("Monday")), ("tue", _("Tuesday")), ("wed", _("Wednesday"))]
FIGURES = [
    _("Places offered"),
    _("Sign-ups"),
    _("Taken"),
    _("Filled, %"),
    _("Waiting"),
    _("No-shows"),
    _("Attendance, %"),
]


class Specimen(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=_("Title"), help_text=_("What the meeting is about, in one line."), max_length=120
    )
    begins = forms.SplitDateTimeField(label=_("Begins"), widget=widgets.Moment())
    birthday = forms.DateField(label=_("Day"), widget=widgets.DateField(), required=False)
    time = forms.TimeField(label=_("Time"), widget=widgets.TimeField(), required=False)
    manner = forms.ChoiceField(
        label=_("How people speak"), choices=MANNERS, widget=widgets.RadioCards(hints=MANNER_HINTS, row=True)
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Days"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, required=False
    )
    columns = forms.MultipleChoiceField(
        label=_("Beside the names"),
        choices=[("age", _("Age")), ("contact", _("Telephone and mail address"))],
        widget=widgets.CheckCards(
            hints={"contact": _("Of a child: the guardian's. Only if you have to reach them.")}
        ),
        required=False,
        help_text=_("Take as little as you need."),
    )
    name = forms.CharField(label=_("Name or mail address"), widget=widgets.Search, required=False)
    office = forms.ChoiceField(label=_("Office"), choices=[("", _("Please choose")), *WEEKDAYS])
    purpose = forms.CharField(label=_("Purpose"), widget=widgets.Counted(300), required=False)
    people = forms.CharField(
        label=_("People"),
        widget=widgets.People(rows=4),
        required=False,
        help_text=_("One person a line: name, office, address."),
    )
    papers = forms.FileField(
        label=_("Papers"), widget=widgets.Upload(accept=".pdf,.hwpx", many=True), required=False
    )
    code = forms.CharField(label=_("Code from the mail"), widget=widgets.Code(), required=False)
    minutes = forms.IntegerField(label=_("Minutes planned"), min_value=1, required=False)
    agreed = forms.BooleanField(label=_("I have read what is recorded about attendance."))
    lobby = forms.BooleanField(label=_("Guests wait in a lobby"), widget=widgets.Switch(), required=False)

    def clean_title(self) -> str:
        raise ValidationError(
            _("A meeting with this title already stands on that day. Add what makes it different.")
        )


def specimens(request: HttpRequest) -> dict[str, Any]:
    """Everything that templates/web/gallery/components.html includes."""
    moment = now().replace(second=0, microsecond=0)
    begins, ends = moment + timedelta(minutes=23), moment + timedelta(minutes=113)
    return {
        "form": Specimen(
            {
                "title": "x",
                "people": "김하늘, 시민, haneul@example.com\n이바다, bada@",
                "purpose": _("Reform"),
            }
        ),
        "empty_form": Specimen(auto_id="empty_%s"),
        "icons": sorted(icon_shapes()),
        "begins": begins,
        "ends": ends,
        "tomorrow": begins + timedelta(days=1, hours=2),
        "yesterday": (begins - timedelta(days=1), ends - timedelta(days=1)),
        "foreign": Worded.of("ko", ko="민간위탁 사무 개선 중간보고"),
        "leaf": leaf(request, [str(number) for number in range(1, 241)]),
        "spans": [(begins, begins + timedelta(minutes=31)), (begins + timedelta(minutes=36), ends)],
        "whole": (begins, ends),
        **_places(),
        **_numbers(),
    }


def _places() -> dict[str, Any]:
    return {
        "crumbs": [
            {"label": _("First page"), "href": "/"},
            {"label": _("Meetings"), "href": "/"},
            {"label": _("Minutes")},
        ],
        "tabs": [
            {"id": "agenda", "label": _("Agenda"), "count": 5, "here": True},
            {"id": "papers", "label": _("Papers"), "count": 12},
            {"id": "people", "label": _("People"), "count": 220},
        ],
        "steps": [
            {"label": _("What and when"), "state": "done", "href": "#"},
            {"label": _("Agenda and papers"), "state": "here"},
            {"label": _("People"), "state": "ahead"},
            {"label": _("Look and send"), "state": "ahead"},
        ],
        "places": [
            {"label": _("Agenda"), "path": "#", "here": True, "icon": "agenda"},
            {"label": _("People"), "path": "#", "here": False, "icon": "people", "count": 220},
        ],
    }


def _numbers() -> dict[str, Any]:
    return {
        "facts": [
            {"term": _("Place"), "value": _("Online")},
            {"term": _("Chair"), "value": "이재준"},
            {"term": _("Telephone"), "value": "031-228-2114"},
        ],
        "votes": [
            {"label": _("For"), "value": 31, "kind": "success"},
            {"label": _("Against"), "value": 6, "kind": "danger"},
            {"label": _("Abstained"), "value": 3, "kind": "neutral"},
        ],
        "answers": [
            {"label": str(number), "value": count} for number, count in enumerate((1, 0, 3, 9, 14), 1)
        ],
        "columns": [_("Name"), _("Office"), {"label": _("Minutes present"), "kind": "number"}],
        "wide_columns": [_("Programme"), *({"label": label, "kind": "number"} for label in FIGURES)],
        "wide_rows": [
            ("부모와 함께하는 책 놀이터", 60, 83, 58, "97 %", 23, 2, "91 %"),
            ("Book playground for toddlers with a parent", 240, 1_312, 240, "100 %", 1_072, 31, "88 %"),
        ],
        "rows": [
            ("김하늘", "장안구 정자1동", 92),
            ("이바다", "팔달구 행궁동", 88),
            ("남궁민수", "영통구 광교2동", 5),
        ],
        "questions": [
            {
                "title": _("Do I need an account?"),
                "text": _("No. The link in your mail opens the door."),
                "open": True,
            },
            {
                "title": _("What if my line drops?"),
                "text": _("The page comes back by itself; your place in the queue is kept."),
            },
        ],
    }
