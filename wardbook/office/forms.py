"""What staff type; the actions judge it, forms only turn it into values."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.documents.models import Claim
from wardbook.figures.actions import Filing
from wardbook.figures.catalogue import Indicator, indicators
from wardbook.figures.models import BOUNDS
from wardbook.org.models import Unit

BOUND_WORDS = {
    "exact": _("exactly"),
    "at_least": _("at least"),
    "at_most": _("at most"),
    "about": _("about"),
}


class ReceiveForm(forms.Form):
    """A paper and what the person says of it."""

    paper = forms.FileField(
        label=_("The paper"), help_text=_("DOCX, XLSX, PDF, HTML or TXT, at most 20 MB.")
    )
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("The unit it is about"))
    title = forms.CharField(label=_("Title"), max_length=400)
    number = forms.CharField(label=_("Number and symbol"), max_length=80, required=False)
    published_on = forms.DateField(
        label=_("Date on the paper"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        help_text=_("Day/month/year, for example 05/01/2026."),
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined] # ModelChoiceField
        field.label_from_instance = lambda unit: unit.label[get_language() or "vi"]  # type: ignore[attr-defined] # ModelChoiceField
        if len(units) == 1:
            field.initial = units[0]


class FilingForm(forms.Form):
    """What becomes of a claim."""

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
    period = forms.CharField(
        label=_("Period"),
        required=False,
        max_length=40,
        help_text=_("2022, 2018-H1 (half), 2016-Q1 (quarter), 2018-07, 2017/ (since), 2015..2020."),
    )
    bound = forms.ChoiceField(label=_("Bound"), choices=[(b, BOUND_WORDS[b]) for b in BOUNDS])
    measure = forms.CharField(label=_("Measure"), required=False, max_length=60)
    as_of = forms.DateField(
        label=_("As of"), required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"]
    )
    giver = forms.CharField(label=_("Who set the target"), required=False, max_length=200)
    reason = forms.CharField(label=_("Why it is left out"), required=False, max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, proposed: list[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = indicator_choices(proposed)  # type: ignore[attr-defined] # ChoiceField

    def filing(self) -> Filing:
        data = self.cleaned_data
        return Filing(
            indicator=data["indicator"],
            measure=data["measure"],
            bound=data["bound"],
            period=data["period"],
            as_of=data["as_of"],
        )


class CorrectionForm(forms.Form):
    """The value a released figure should have had, and why."""

    value = forms.DecimalField(label=_("Right value"), max_digits=40)
    period = forms.CharField(label=_("Period"), required=False, max_length=40)
    bound = forms.ChoiceField(label=_("Bound"), choices=[(b, BOUND_WORDS[b]) for b in BOUNDS])
    measure = forms.CharField(label=_("Measure"), required=False, max_length=60)
    reason = forms.CharField(label=_("Why it is corrected"), max_length=400)

    def filing(self, indicator: str, as_of: date | None) -> Filing:
        data = self.cleaned_data
        return Filing(
            indicator=indicator,
            measure=data["measure"],
            bound=data["bound"],
            period=data["period"],
            as_of=as_of,
        )

    def value_given(self) -> Decimal:
        value: Decimal = self.cleaned_data["value"]
        return value


class ReasonForm(forms.Form):
    """Why a released figure is taken back."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=400)


class MaskForm(forms.Form):
    """Words of a quote that the public will not see, one a line."""

    words = forms.CharField(
        label=_("Words to mask"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line, as they stand in the sentence. Names come proposed."),
    )


def indicator_choices(proposed: list[Indicator]) -> list[Any]:
    """Proposed indicators first, then all by name."""
    english = get_language() == "en"

    def choice(indicator: Indicator) -> tuple[str, str]:
        name = indicator.name_en if english else indicator.name_vi
        return indicator.code, f"{name} ({indicator.measure})" if indicator.measure else name

    everything = sorted(map(choice, indicators()), key=lambda pair: pair[1])
    groups: list[Any] = [("", "")]
    if proposed:
        groups.append((_("Proposed"), [choice(indicator) for indicator in proposed]))
    return [*groups, (_("All indicators"), everything)]


def initial_filing(claim: Claim, proposed: list[Indicator]) -> dict[str, Any]:
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
