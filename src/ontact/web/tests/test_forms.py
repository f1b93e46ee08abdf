"""How forms are drawn: labels, hints, errors and the links between them."""

import re

from django import forms
from django.utils import translation

from ontact.web import widgets


class Sample(forms.Form):
    title = forms.CharField(label="Title", help_text="One line.")
    day = forms.DateField(label="Day", required=False)
    begins = forms.SplitDateTimeField(label="Begins", widget=widgets.Moment())
    manner = forms.ChoiceField(
        label="Manner", choices=[("a", "A"), ("b", "B")], widget=widgets.RadioCards(hints={"a": "Good <a>"})
    )
    agreed = forms.BooleanField(label="Agreed")
    secret = forms.CharField(widget=forms.HiddenInput)


def test_a_field_has_its_label_its_hint_and_their_link():
    page = str(Sample()["title"].as_field_group())
    assert '<label class="label" for="id_title">Title</label>' in page
    assert 'id="id_title_helptext">One line.' in page
    assert 'aria-describedby="id_title_helptext"' in page
    assert 'class="input"' in page
    assert "aria-invalid" not in page


def test_a_hint_is_words_also_where_it_shows_brackets():
    class Lines(forms.Form):
        lines = forms.CharField(label="Lines", help_text="One a line: name <address>.")

    page = str(Lines()["lines"].as_field_group())

    assert "One a line: name &lt;address&gt;." in page


def test_an_error_stands_at_the_field_and_is_read_with_it():
    with translation.override("en"):
        page = str(Sample({"title": ""})["title"].as_field_group())
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert "Please fill this in." in page


def test_the_summary_jumps_to_every_faulty_field():
    with translation.override("en"):
        page = Sample({}).render()
    targets = re.findall(r'<li><a href="#([\w-]+)">', page)
    assert targets == ["id_title", "id_begins_0", "id_manner_0", "id_agreed"]
    for target in targets:
        assert f'id="{target}"' in page
    assert "<li>This field is required" not in page


def test_what_is_optional_says_so():
    with translation.override("en"):
        form = Sample()
        assert "(optional)" in str(form["day"].as_field_group())
        assert "(optional)" not in str(form["title"].as_field_group())


def test_plain_dates_are_the_browsers_own():
    page = str(Sample(initial={"day": "2026-09-24"})["day"])
    assert 'type="date"' in page
    assert 'value="2026-09-24"' in page


def test_date_and_time_are_one_group_with_two_named_inputs():
    with translation.override("en"):
        page = str(Sample()["begins"].as_field_group())
    assert "<fieldset" in page
    assert 'type="date"' in page
    assert 'type="time"' in page
    assert 'aria-label="Date"' in page
    assert 'aria-label="Time"' in page


def test_choices_carry_their_hint():
    page = str(Sample()["manner"].as_field_group())
    assert "Good &lt;a&gt;" in page
    assert page.count('type="radio"') == 2


def test_a_summary_is_absent_while_nothing_is_wrong():
    assert "data-error-summary" not in Sample().render()


def test_limits_are_written_on_the_widgets():
    counted = widgets.Counted(300).render("purpose", "", {"id": "id_purpose"})
    upload = widgets.Upload(accept=".pdf", limit_mb=50, many=True).render("papers", None, {"id": "id_papers"})
    code = widgets.Code().render("code", None)
    assert 'maxlength="300"' in counted
    assert 'data-limit-mb="50"' in upload
    assert " multiple" in upload
    assert 'autocomplete="one-time-code"' in code
