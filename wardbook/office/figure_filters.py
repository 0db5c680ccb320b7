"""Which figures a list shows: the filters of its address."""

from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wardbook.figures import listing
from wardbook.figures.catalogue import indicators
from wardbook.ledger.models import Book
from wardbook.lib.period import NotAPeriod, Period
from wardbook.lib.text import fold
from wardbook.office.forms import choices_of
from wardbook.org.models import Unit
from wardbook.reports.figures import STATES
from wardbook.web.templatetags.wardbook import KINDS, VERDICTS
from wardbook.web.templatetags.wardbook import day as day_words


class ListForm(forms.Form):
    """Which figures to list; every choice stands in the address, so that a view can be sent."""

    mark_optional = False

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    indicator = forms.ChoiceField(label=_("Indicator"), required=False)
    period = forms.ChoiceField(label=_("Year or period"), required=False)
    verdict = forms.ChoiceField(label=_("Check"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    as_of = forms.DateField(
        label=_("As the book stood on"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"placeholder": "31/12/2025"}, format="%d/%m/%Y"),
    )
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, books: list[Book], today: date) -> None:
        super().__init__(data)
        self.today, language = today, get_language() or "vi"
        choices: dict[str, list[tuple[str, Any]]] = {
            "state": [(name, STATES[name][language]) for name in listing.STATES],
            "unit": _units(books, language),
            "area": _areas(language),
            "indicator": _indicators(books, language),
            "period": _periods(books, str(data.get("period", "")), language),
            "verdict": [*((name, words) for name, (words, _tone) in VERDICTS.items()), UNCHECKED],
            "kind": [(name, words) for name, words in KINDS.items() if name != "target"],
        }
        for name, offered in choices.items():
            choices_of(self, name).choices = [("", ALL.get(name, _("All"))), *offered]

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day and day > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return None if day == self.today else day  # today is the book as it stands

    def wanted(self) -> listing.Wanted:
        names = {"q": "words"}
        return listing.Wanted(**{names.get(name, name): v for name, v in self.cleaned_data.items()})

    def chosen(self) -> list["Chosen"]:
        """Each filter that narrows the list, with the address of the list without it."""
        names = [name for name, value in self.cleaned_data.items() if value and name != "sort"]
        return [Chosen(name, *self._words(name), self._without(name, "page")) for name in names]

    def _words(self, name: str) -> tuple[str, str]:
        field, value = self.fields[name], self.cleaned_data[name]
        if isinstance(field, forms.ChoiceField):
            value = dict(field.choices)[value]  # type: ignore[arg-type]  # pairs, no groups
        return str(field.label), day_words(value) if isinstance(value, date) else str(value)

    def _without(self, *names: str) -> str:
        left = QueryDict(mutable=True)
        for name, value in self.data.items():
            if name not in names and value:
                left[name] = value
        return f"?{left.urlencode()}"

    @property
    def more(self) -> bool:
        """Is one of the filters set that are folded away at first?"""
        return any(self[name].value() for name in FOLDED)

    @property
    def folded(self) -> list[BoundField]:
        return [self[name] for name in FOLDED]


class Chosen(NamedTuple):
    """A filter that is set: its name, its label, what was chosen, and the address without it."""

    name: str
    label: str
    words: str
    without: str


FOLDED = ("area", "indicator", "verdict", "kind", "as_of")
ALL = {"state": _("All but the discarded")}
UNCHECKED = (listing.UNCHECKED, pgettext_lazy("verdict", "cannot be checked"))


def _units(books: list[Book], language: str) -> list[tuple[str, str]]:
    units = Unit.objects.filter(result__book__in=books).distinct().order_by("folded", "code")
    return [(unit.code, unit.label[language]) for unit in units]


def _areas(language: str) -> list[tuple[str, str]]:
    named = {row.area: row.area_en if language == "en" else row.area_vi for row in indicators()}
    return sorted(named.items(), key=lambda pair: fold(pair[1]))


def _indicators(books: list[Book], language: str) -> list[tuple[str, str]]:
    there = listing.indicators_in(books)
    named = [(row.code, row.name_en if language == "en" else row.name_vi) for row in there]
    return sorted(named, key=lambda pair: fold(pair[1]))


def _periods(books: list[Book], given: str, language: str) -> list[tuple[str, str]]:
    """Years that figures begin in, and the period that the address names, if it is one."""
    offered = {str(year): str(year) for year in listing.years(books)}
    with suppress(NotAPeriod):
        offered.setdefault(given, Period(given).words(language))
    return [*offered.items(), (listing.UNDATED, gettext("not stated"))]
