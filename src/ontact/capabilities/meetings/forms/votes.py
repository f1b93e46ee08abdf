"""Votes in the text-only page: what the desk puts to the vote, and the ballots."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.actions.voting import LONGEST_NAME, MOST_CANDIDATES, Election
from ontact.capabilities.meetings.models import Choice, Meeting, Proposal, Vote
from ontact.capabilities.meetings.models.counting import (
    Base,
    Electing,
    ElectionTie,
    Majority,
    Needs,
    Tie,
    marked,
)

SHARES = {
    "1/2": (_("More than half"), (1, 2), True),
    "2/3": (_("Two thirds"), (2, 3), False),
    "3/4": (_("Three quarters"), (3, 4), False),
}


class MotionForm(forms.Form):
    motion = forms.CharField(label=_("Motion"), max_length=500)
    manner = forms.ChoiceField(label=_("How"), choices=Vote.Manner.choices, initial=Vote.Manner.OPEN)
    share = forms.ChoiceField(
        label=_("Needed"), choices=[(value, word) for value, (word, _share, _strict) in SHARES.items()]
    )
    base = forms.ChoiceField(label=_("Of what"), choices=Base.choices)
    tie = forms.ChoiceField(label=_("In a tie"), choices=Tie.choices)

    def rule(self) -> Majority:
        said = self.cleaned_data
        _word, share, strict = SHARES[said["share"]]
        return Majority(
            base=said["base"], share=share, strict=strict, tie=said["tie"] if strict else Tie.FAILS
        )


class TableForm(MotionForm):
    """One motion or amendment that lies on the table, put to the vote in its own wording."""

    motion = None  # type: ignore[assignment]  # Django's way to leave a field out
    proposal = forms.UUIDField(widget=forms.HiddenInput)


class ElectionForm(forms.Form):
    title = forms.CharField(label=_("Who is elected to what"), max_length=500)
    names = forms.CharField(
        label=_("Names, one a line"),
        widget=forms.Textarea({"rows": 4}),
        max_length=MOST_CANDIDATES * (LONGEST_NAME + 2),
    )
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST_CANDIDATES, initial=1)
    manner = forms.ChoiceField(label=_("How"), choices=Vote.Manner.choices, initial=Vote.Manner.SECRET)
    needs = forms.ChoiceField(label=_("Elected is who has"), choices=Needs.choices)
    tie = forms.ChoiceField(label=_("In a tie for the last place"), choices=ElectionTie.choices)

    def election(self) -> Election:
        said = self.cleaned_data
        rule = Electing(places=said["places"], needs=said["needs"], tie=said["tie"])
        return Election(said["names"].splitlines(), rule)


class BallotForm(forms.Form):
    choice = forms.ChoiceField(choices=Choice.choices)

    def words(self) -> str:
        return str(self.cleaned_data["choice"])


class NamesForm(forms.Form):
    """An election's ballot: up to as many names as places, none of them to abstain."""

    picks = forms.TypedMultipleChoiceField(
        label=_("My choice"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, vote: Vote) -> None:
        super().__init__(data)
        field = self.fields["picks"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        places = {"places": vote.electing.places}
        field.choices = [(one["number"], f"{one['number']}. {one['name']}") for one in vote.candidates]
        field.help_text = _("At most %(places)s. Who marks nobody abstains.") % places

    def words(self) -> str:
        return marked(self.cleaned_data["picks"])


def ballot_form(vote: Vote, data: Any = None) -> BallotForm | NamesForm:
    return NamesForm(data, vote=vote) if vote.is_election else BallotForm(data)


class TieForm(forms.Form):
    choice = forms.ChoiceField(
        choices=[(Choice.FOR, Choice.FOR.label), (Choice.AGAINST, Choice.AGAINST.label)]
    )


class ProposalForm(forms.Form):
    """A motion for the table, or another wording of one that lies there."""

    text = forms.CharField(label=_("Wording"), max_length=500)
    moved_by = forms.CharField(label=_("Moved by"), max_length=120, required=False)
    amends = forms.ModelChoiceField(
        Proposal.objects.none(), label=_("Amends"), required=False, empty_label=_("a motion of its own")
    )

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data, auto_id="proposal_%s")
        field = self.fields["amends"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meeting.proposals.filter(state=Proposal.State.PENDING, amends=None)
