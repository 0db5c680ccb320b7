"""Which work a page shows: filters that stand in its address."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Procedure
from wardbook.cases.queries.work import GROUPS, fields_of
from wardbook.ledger.models import Book
from wardbook.office.case_forms import CHANNELS
from wardbook.office.forms import choices_of

_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]


class WorkForm(forms.Form):
    """Whose work, and what of it."""

    mark_optional = False

    whose = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    group = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    empty = forms.BooleanField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Code or name"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind of work"), required=False)
    field = forms.ChoiceField(label=_("Area"), required=False)
    origin = forms.ChoiceField(label=_("Kept in"), required=False)

    def __init__(self, data: QueryDict, *, books: list[Book]) -> None:
        super().__init__(data)
        language = get_language() or "vi"
        choices: dict[str, list[tuple[str, Any]]] = {
            "whose": [("", ""), ("mine", ""), ("team", "")],
            "group": [("", ""), *((name, "") for name in GROUPS)],
            "kind": [("", _("All")), *((k.code, k.label.texts[language]) for k in KINDS.values())],
            "field": [("", _("All")), *_areas(books, language)],
            "origin": [("", _("All")), ("own", _("this book")), ("mirrored", _("another system"))],
        }
        for name, offered in choices.items():
            choices_of(self, name).choices = offered

    @property
    def shown(self) -> list[Any]:
        return [self[name] for name in ("q", "kind", "field", "origin")]

    @property
    def narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("q", "kind", "field", "origin"))


def _areas(books: list[Book], language: str) -> list[tuple[str, str]]:
    """Areas of open work by the name that their procedures give them."""
    codes = fields_of(books)
    column = "field_vi" if language == "vi" else "field_en"
    rows = Procedure.objects.filter(book__in=books, field__in=codes)
    named = dict(rows.order_by("version").values_list("field", column))
    return sorted(((code, named.get(code, code)) for code in codes), key=lambda pair: pair[1])


class RegisterForm(forms.Form):
    """Which days of the register, and of which area and channel."""

    mark_optional = False

    start = forms.DateField(
        label=_("From"),
        required=False,
        input_formats=_DAYS,
        widget=forms.DateInput(format="%d/%m/%Y"),
    )
    end = forms.DateField(
        label=_("To"),
        required=False,
        input_formats=_DAYS,
        widget=forms.DateInput(format="%d/%m/%Y"),
    )
    field = forms.ChoiceField(label=_("Area"), required=False)
    channel = forms.ChoiceField(label=_("How it was handed in"), required=False)

    def __init__(self, data: QueryDict, *, books: list[Book], today: date) -> None:
        """This month until today, where no days are asked for."""
        asked = data.copy()
        if not asked.get("start") and not asked.get("end"):
            asked["start"], asked["end"] = f"{today.replace(day=1):%d/%m/%Y}", f"{today:%d/%m/%Y}"
        super().__init__(asked)
        self.today, language = today, get_language() or "vi"
        column = "field_vi" if language == "vi" else "field_en"
        areas = Procedure.objects.filter(book__in=books).values_list("field", column)
        named = sorted(dict(areas).items(), key=lambda pair: pair[1])
        choices_of(self, "field").choices = [("", _("All")), *named]
        choices_of(self, "channel").choices = [("", _("All")), *CHANNELS.items()]

    @property
    def span(self) -> tuple[date, date]:
        """The days asked for; this month where none are."""
        end = self.cleaned_data.get("end") or self.today
        return self.cleaned_data.get("start") or end.replace(day=1), end

    @property
    def area(self) -> str:
        """The chosen area in words."""
        code = self.cleaned_data.get("field", "")
        named: Any = choices_of(self, "field").choices
        return str(dict(named)[code]) if code else ""
