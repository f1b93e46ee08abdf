"""What is typed about a standing list: the list itself, a seat as the clerk writes it and as its office does."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.access import offices_with_seats
from ontact.capabilities.meetings.forms.standing_sheet import (
    LONGEST_TITLE,
    deputies_in,
    one_address,
    one_name,
    plain,
)
from ontact.capabilities.meetings.models import Part, StandingList, StandingSeat, SubstituteRule
from ontact.capabilities.meetings.queries.standing_plan import SeatWords, words_of
from ontact.commons.people.forms.organisations import SheetForm
from ontact.commons.people.models import Organisation
from ontact.foundation.worded import Worded
from ontact.web.widgets import RadioCards, Search, Words


class ListForm(forms.Form):
    title_ko = forms.CharField(label=_("Name in Korean"), max_length=100)
    title_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    host = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Department that convenes"), empty_label=None
    )
    substitutes = forms.ChoiceField(
        label=_("Whom a holder may send"),
        choices=SubstituteRule.choices,
        initial=SubstituteRule.NAMED,
        widget=RadioCards(),
    )
    members_are_minors = forms.BooleanField(
        label=_("Members are minors"),
        required=False,
        help_text=_(
            "Whoever is called as a member is shown by the given name, and the guardian is asked for consent."
        ),
    )

    def __init__(
        self, data: Any = None, *, hosts: list[Organisation], standing: StandingList | None = None
    ) -> None:
        super().__init__(data, initial=_facts(standing))
        if standing is not None:
            del self.fields["host"]
            return
        host = self.fields["host"]
        assert isinstance(host, forms.ModelChoiceField)
        host.queryset = Organisation.objects.filter(pk__in=[one.pk for one in hosts])

    @property
    def title(self) -> Worded:
        return Worded.of("ko", ko=self.cleaned_data["title_ko"], en=self.cleaned_data["title_en"])

    @property
    def rules(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("substitutes", "members_are_minors")}


class HolderForm(forms.Form):
    """What an office keeps itself: who holds its seat, and who may sit in."""

    holder_name = forms.CharField(
        label=_("Holder"), max_length=100, required=False, help_text=_("Empty while the post is vacant.")
    )
    holder_email = forms.CharField(
        label=_("Holder's e-mail"),
        max_length=254,
        required=False,
        help_text=_("The personal link goes there."),
        widget=forms.EmailInput(),
    )
    deputies = forms.CharField(
        label=_("Deputies"),
        max_length=4000,
        required=False,
        help_text=_("One a line: name <address>. They may come in the holder's place."),
        widget=Words(rows=3),
    )

    def __init__(self, data: Any = None, *, seat: StandingSeat | None = None) -> None:
        super().__init__(data, initial=_seat_facts(seat))
        self.seat = seat

    def clean_holder_name(self) -> str:
        return one_name(self.cleaned_data["holder_name"])

    def clean_holder_email(self) -> str:
        return one_address(self.cleaned_data["holder_email"])

    def clean_deputies(self) -> tuple[tuple[str, str], ...]:
        return deputies_in(self.cleaned_data["deputies"])

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("holder_email") and not clean.get("holder_name") and "holder_name" not in self.errors:
            self.add_error("holder_name", _("An address without a name."))
        return clean

    @property
    def words(self) -> SeatWords:
        """The seat as it will be: what this form does not ask stays as it is."""
        assert self.seat is not None
        before = words_of(self.seat)
        return SeatWords(
            title=before.title,
            office=before.office,
            part=before.part,
            has_vote=before.has_vote,
            holder_name=self.cleaned_data["holder_name"],
            holder_email=self.cleaned_data["holder_email"],
            deputies=self.cleaned_data["deputies"],
        )

    @property
    def place(self) -> int | None:
        return None


class SeatForm(HolderForm):
    """What the clerk of the host writes: the whole seat."""

    title = forms.CharField(
        label=_("Seat"),
        max_length=LONGEST_TITLE,
        help_text=_("The post, not the person: head of Jeongja 1-dong."),
    )
    office = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Office"), empty_label=_("Choose an office")
    )
    part = forms.ChoiceField(label=_("Part"), choices=Part.choices, initial=Part.MEMBER)
    has_vote = forms.BooleanField(label=_("May vote"), required=False, initial=True)
    rank = forms.IntegerField(
        label=_("Place in the order of rank"),
        min_value=1,
        max_value=30_000,
        required=False,
        help_text=_("Empty: at the end. The others move up or down."),
    )

    field_order = ["title", "office", "holder_name", "holder_email", "deputies", "part", "has_vote", "rank"]

    def __init__(self, data: Any = None, *, seat: StandingSeat | None = None) -> None:
        super().__init__(data, seat=seat)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = offices_with_seats()

    def clean_title(self) -> str:
        title = plain(self.cleaned_data["title"])
        if not title:
            raise ValidationError(_("The name of the seat is missing."))
        return title

    @property
    def words(self) -> SeatWords:
        clean = self.cleaned_data
        return SeatWords(
            title=clean["title"],
            office=clean["office"].pk,
            part=clean["part"],
            has_vote=clean["has_vote"],
            holder_name=clean["holder_name"],
            holder_email=clean["holder_email"],
            deputies=clean["deputies"],
        )

    @property
    def place(self) -> int | None:
        place: int | None = self.cleaned_data["rank"]
        return place


class SeatsSheetForm(SheetForm):
    """The same box and file as for offices, with this sheet's words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].label = _("Sheet of seats")
        self.fields["lines"].help_text = _(
            "With its row of headings: seat, office, part, vote, name, e-mail, deputies."
        )


class SeatsWanted(forms.Form):
    words = forms.CharField(label=_("Seat, office or name"), required=False, max_length=100, widget=Search())


def _facts(standing: StandingList | None) -> dict[str, Any]:
    if standing is None:
        return {}
    return {
        "title_ko": standing.title.texts.get("ko", ""),
        "title_en": standing.title.texts.get("en", ""),
        "substitutes": standing.substitutes,
        "members_are_minors": standing.members_are_minors,
    }


def _seat_facts(seat: StandingSeat | None) -> dict[str, Any]:
    if seat is None:
        return {}
    deputies = "\n".join(str(deputy) for deputy in seat.deputies.all())
    return {
        "title": seat.title,
        "office": seat.office_id,
        "part": seat.part,
        "has_vote": seat.has_vote,
        "rank": seat.rank,
        "holder_name": seat.holder_name,
        "holder_email": seat.holder_email,
        "deputies": deputies,
    }
