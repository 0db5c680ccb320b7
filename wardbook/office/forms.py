"""What staff type; the actions judge it, forms only turn it into values."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.documents.models import Claim
from wardbook.figures.catalogue import Indicator, indicators, measures_of
from wardbook.figures.filing import Filing
from wardbook.figures.models import BOUNDS
from wardbook.lib.period import Period
from wardbook.reader.period_words import read_period

BOUND_WORDS = {
    "exact": _("exactly"),
    "at_least": _("at least"),
    "at_most": _("at most"),
    "about": _("about"),
}


class PeriodField(forms.CharField):
    """A period typed in words or as the book writes it; the value is as the book writes it."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        period = read_period(typed) if typed else ""
        if period is None:
            raise forms.ValidationError(
                _("Type one period, like “6 tháng đầu năm 2026”, “quý I/2026” or 2026-Q1.")
            )
        return period

    def prepare_value(self, value: Any) -> Any:
        """In Vietnamese as a paper says it; the words are read back to the same period."""
        if get_language() != "vi" or not value or read_period(str(value)) != value:
            return value
        return Period(str(value)).words("vi")


class FilingForm(forms.Form):
    """What becomes of a claim; ``kept`` is what the person typed before, over what is proposed."""

    mark_optional = False  # what has to be filled depends on the outcome: the action says so
    KEPT = ("outcome", "indicator", "period", "bound", "measure", "as_of", "giver", "reason")

    outcome = forms.ChoiceField(
        label=_("This figure is"),
        choices=[
            ("result", _("a result")),
            ("target", _("a target")),
            ("rejected", _("left out of the book")),
        ],
        widget=forms.RadioSelect,
        initial="result",
    )
    indicator = forms.ChoiceField(label=_("Indicator"), required=False)
    period = PeriodField(
        label=_("Period"),
        required=False,
        max_length=80,
        help_text=_("Like “6 tháng đầu năm 2026”, “quý I/2026”, “từ năm 2017 đến nay”."),
    )
    bound = forms.ChoiceField(label=_("Bound"), choices=[(b, BOUND_WORDS[b]) for b in BOUNDS])
    measure = forms.ChoiceField(label=_("Measure"), required=False)
    as_of = forms.DateField(
        label=_("As of"), required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"]
    )
    giver = forms.CharField(label=_("Who set the target"), required=False, max_length=200)
    reason = forms.CharField(label=_("Why it is left out"), required=False, max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        claim: Claim,
        proposed: Sequence[Indicator],
        kept: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        # In its row of the desk a form has company: its ids are its own.
        initial = _initial(claim, proposed) | dict(kept)
        super().__init__(data, initial=initial, auto_id=f"id_{claim.name}_%s")
        choices_of(self, "indicator").choices = indicator_choices(proposed)
        measures = _measure_choices(claim.figure.get("unit") or "", proposed)
        choices_of(self, "measure").choices = measures

    def filing(self) -> Filing:
        data = self.cleaned_data
        return Filing(
            indicator=data["indicator"],
            measure=data["measure"],
            bound=data["bound"],
            period=data["period"],
            as_of=data["as_of"],
        )


def choices_of(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


def indicator_choices(proposed: Sequence[Indicator]) -> list[Any]:
    """Proposed indicators first, then all by name."""
    english = get_language() == "en"

    def choice(indicator: Indicator) -> tuple[str, str]:
        name = indicator.name_en if english else indicator.name_vi
        return indicator.code, f"{name} ({indicator.measure})" if indicator.measure else name

    everything = sorted({choice(row) for row in indicators()}, key=lambda pair: pair[1])
    groups: list[Any] = [("", "")]
    if proposed:
        groups.append((_("Proposed"), [choice(indicator) for indicator in proposed]))
    return [*groups, (_("All indicators"), everything)]


def _measure_choices(unit: str, proposed: Sequence[Indicator]) -> list[tuple[str, str]]:
    """The unit as read, the measures of what is proposed, then those of every indicator."""
    everything = sorted({measure for row in indicators() for measure in measures_of(row)})
    near = [measure for row in proposed for measure in measures_of(row)]
    return [(measure, measure) for measure in dict.fromkeys(["", unit, *near, *everything])]


def _initial(claim: Claim, proposed: Sequence[Indicator]) -> dict[str, Any]:
    """What the reader proposes for a claim."""
    figure = claim.figure
    return {
        "outcome": "target" if figure["kind"] == "target" else "result",
        "indicator": proposed[0].code if proposed else "",
        "period": figure.get("period") or "",
        "bound": figure["bound"],
        "measure": figure.get("unit") or "",
        "version": claim.version,
    }
