"""Forms in the look of the sites: set ``FORM_RENDERER`` to ``wardbook.web.forms.Renderer``.

``{{ form }}`` and ``{{ form.name.as_field_group }}`` then come with label, hint, error and the
ARIA links between them. A page hands its form to the template as ``form``; the frame shows the
summary of errors. Write ``<form novalidate>``: we answer on submit, in our words.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Input
from django.utils.translation import gettext_lazy as _


class DayInput(forms.Widget):
    """Day, month and year, typed in that order into three short inputs."""

    template_name = "web/forms/day.html"
    use_fieldset = True

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
        day, month, year, *_rest = [*typed.split("/"), "", "", ""]
        context["widget"]["parts"] = [
            ("day", _("Day"), day, 2),
            ("month", _("Month"), month, 2),
            ("year", _("Year"), year, 4),
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        parts = [data.get(f"{name}_{part}", "").strip() for part in ("day", "month", "year")]
        return "/".join(parts) if any(parts) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_day" not in data


NOTHING_IN_IT = _("There is nothing in this file: choose another.")
# The first kind a widget belongs to gives its class.
CLASSES: dict[type[forms.Widget], str] = {
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.CheckboxSelectMultiple: "govuk-checkboxes__input",
    forms.RadioSelect: "govuk-radios__input",
    DayInput: "govuk-input",
    forms.FileInput: "govuk-file-upload",
    Input: "govuk-input",
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
}
OPTIONS = {f"django/forms/widgets/{name}.html" for name in ("radio", "checkbox_select")}


class Control(BoundField):
    """A field on a page, with the class of its widget and the address of its first input.

    A form whose fields are all optional (filters) sets ``mark_optional = False``.
    """

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        # Browsers would put their own bubbles beside our sentences.
        attrs.pop("required", None)
        if widget.use_fieldset:
            attrs.pop("aria-invalid", None)  # not allowed on a single radio button
        css = [widget.attrs.get("class", ""), self._class(widget)]
        attrs["class"] = " ".join(filter(None, css))
        return attrs

    def _class(self, widget: forms.Widget) -> str:
        css = next((css for kind, css in CLASSES.items() if isinstance(widget, kind)), "")
        takes_error = css and not css.endswith("__input")
        return f"{css} {css}--error" if takes_error and self.errors else css

    @property
    def problems(self) -> list[str]:
        """What is wrong, each a sentence that says what to do; an empty field is named in it."""
        stock = {
            str(forms.Field.default_error_messages["required"]): self._fill_in(),
            str(forms.FileField.default_error_messages["empty"]): NOTHING_IN_IT,
        }
        said = [str(message) for message in self.errors]
        return [str(stock.get(message, message)) for message in said]

    def _fill_in(self) -> str:
        kinds = (forms.Select, forms.RadioSelect, forms.FileInput, forms.CheckboxInput)
        words = (
            _("Choose “%(field)s”.")
            if isinstance(self.field.widget, kinds)
            else _("Fill in “%(field)s”.")
        )
        return words % {"field": self.label}

    @property
    def target_id(self) -> str:
        """The id of the first input, for a link out of the error summary."""
        widget = self.field.widget
        if isinstance(widget, DayInput):
            return f"{self.auto_id}_day"
        if isinstance(widget, forms.RadioSelect):
            return f"{self.auto_id}_0"
        return self.id_for_label

    @property
    def optional(self) -> bool:
        """Whether the label says that the field may stay empty."""
        marked = getattr(self.form, "mark_optional", True)
        return marked and not self.field.required and self.widget_type != "checkbox"


class Renderer(DjangoTemplates):
    """Our templates for forms and fields, and for lists of radio buttons and checkboxes."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = Control

    def get_template(self, template_name: str) -> Any:
        ours = "web/forms/options.html" if template_name in OPTIONS else template_name
        return super().get_template(ours)


class OfferedField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic in stubs alone
    """A choice of rows that are looked for where they are shown, or one of them was chosen."""

    _queryset: Any

    def __init__(self, **kwargs: Any) -> None:
        self._compose: Callable[[], Any] = lambda: None
        super().__init__(queryset=None, **kwargs)

    def offer(self, compose: Callable[[], Any]) -> None:
        """The rows will be those that ``compose`` gives."""
        self._compose = compose
        self.widget.choices = lambda: self.choices

    def _get_queryset(self) -> Any:
        if self._queryset is None:
            self._queryset = self._compose()
        return self._queryset

    def _set_queryset(self, queryset: Any) -> None:
        self._queryset = queryset

    queryset = property(_get_queryset, _set_queryset)


class DayField(forms.DateField):
    """A calendar day; the value is a date."""

    widget = DayInput
    default_error_messages = {
        "invalid": _("Type a day, a month and a year that exist, like 5 1 2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%d/%m/%Y"], **kwargs)
