"""How Django's forms look here: labels, hints, errors and their links, the same on every page."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import DateTimeBaseInput

NATIVE_TYPES: dict[type[forms.Widget], tuple[str, str]] = {
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.TimeInput: ("time", "%H:%M"),
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
}
CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class KrdsField(BoundField):
    """A field that knows how it is laid out. Templates read `layout` and `is_optional`."""

    def __init__(self, form: Any, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        _make_native(field.widget)

    @property
    def layout(self) -> str:
        """How components/field.html arranges it: check | choices | code | line."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        if widget.use_fieldset:
            return "choices"
        return "line"

    @property
    def is_optional(self) -> bool:
        return not self.field.required and not isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def summary_target(self) -> str:
        """The id that the error summary jumps to: the field, or the first of its choices."""
        if isinstance(self.field.widget, CHOICES):
            return f"{self.auto_id}_0"
        if isinstance(self.field.widget, forms.MultiWidget):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        look = _look_of(widget or self.field.widget)
        given = (widget or self.field.widget).attrs.get("class", "")
        if look or given:
            built["class"] = f"{look} {given}".strip()
        return built

    def css_classes(self, extra_classes: Any = None) -> str:
        inherited = super().css_classes(extra_classes)
        return f"field field-{self.layout} {'has-error' if self.errors else ''} {inherited}".strip()


class KrdsRenderer(TemplatesSetting):
    """settings.FORM_RENDERER: {{ form }} shows the error summary and every field in our look."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/components/field.html"
    bound_field_class = KrdsField


def _make_native(widget: forms.Widget) -> None:
    """Give plain date and time inputs the browser's own type and its ISO format."""
    for plain in widget.widgets if isinstance(widget, forms.MultiWidget) else [widget]:
        native = NATIVE_TYPES.get(type(plain))
        if native and isinstance(plain, DateTimeBaseInput) and plain.input_type == "text":
            plain.input_type, plain.format = native


def _look_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, (*CHOICES, forms.HiddenInput, forms.FileInput)):
        return ""
    if isinstance(widget, forms.Select):
        return "input select"
    if isinstance(widget, forms.Textarea):
        return "input textarea"
    return "input"
