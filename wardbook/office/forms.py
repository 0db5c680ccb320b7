"""What staff type; the actions judge it, forms only turn it into values."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.documents.models import Claim
from wardbook.figures.actions import Filing
from wardbook.figures.catalogue import Indicator, in_force, indicators, measures_of
from wardbook.figures.models import BOUNDS, Result
from wardbook.ledger.models import Book
from wardbook.lib.numbers_vi import Amount, format_number, read_amount
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.models import Unit
from wardbook.web.templatetags.wardbook import quantity

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
    book = forms.ModelChoiceField(
        queryset=Book.objects.none(), label=_("Book"), empty_label=None, to_field_name="code"
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

    def __init__(self, *args: Any, books: list[Book], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        field.label_from_instance = lambda unit: unit.label[get_language() or "vi"]
        if len(units) == 1:
            field.initial = units[0]
        choice: Any = self.fields["book"]
        choice.queryset = Book.objects.filter(pk__in=[book.pk for book in books])
        choice.label_from_instance = lambda book: book.code
        if len(books) == 1:
            del self.fields["book"]

    def clean_paper(self) -> "UploadedFile[bytes]":
        if len(self.files.getlist("paper")) > 1:
            raise forms.ValidationError(
                _("Choose one paper at a time: each has a title and a number of its own.")
            )
        paper: UploadedFile[bytes] = self.cleaned_data["paper"]
        return paper


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
    measure = forms.ChoiceField(label=_("Measure"), required=False)
    as_of = forms.DateField(
        label=_("As of"), required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"]
    )
    giver = forms.CharField(label=_("Who set the target"), required=False, max_length=200)
    reason = forms.CharField(label=_("Why it is left out"), required=False, max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, claim: Claim, proposed: list[Indicator]) -> None:
        super().__init__(data, initial=_initial(claim, proposed))
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


class SeenForm(forms.Form):
    """A change of a result, by somebody who saw a certain version of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, result: Result, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": result.version} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.result = result


class AmountField(forms.Field):
    """A number, or the two ends of a range, typed as one writes in the language of the page."""

    def to_python(self, value: Any) -> Amount | None:
        text = str(value or "").strip()
        if not text:
            return None
        decimal = "." if get_language() == "en" else ","
        amount = read_amount(text, decimal=decimal) if len(text) <= 60 else None
        if amount is None or amount.low < 0:
            raise forms.ValidationError(_("Type a number like 1,205 or 8.86."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Amount):
            return value
        ends = [value.low] if value.high is None else [value.low, value.high]
        return "–".join(format_number(end, get_language() or "vi") for end in ends)


class CorrectionForm(SeenForm):
    """The value a released figure should have had, and why; what it is about stays."""

    value = AmountField(
        label=_("Right value"),
        help_text=_("Like 1,205 or 8.86 tỷ; a range like 12-15."),
    )
    denominator = AmountField(label=_("Out of"))
    bound = forms.ChoiceField(label=_("Bound"), choices=[(b, BOUND_WORDS[b]) for b in BOUNDS])
    measure = forms.ChoiceField(label=_("Measure"), required=False)
    reason = forms.CharField(label=_("Why it is corrected"), max_length=400)

    def __init__(self, *args: Any, result: Result, **kwargs: Any) -> None:
        initial = {
            "value": Amount(result.value, result.value_max),
            "bound": result.bound,
            "measure": result.measure,
        }
        if result.denominator is not None:
            initial["denominator"] = Amount(result.denominator)
        super().__init__(*args, result=result, initial=initial, **kwargs)
        if result.denominator is None:
            del self.fields["denominator"]
        indicator = in_force(result.indicator, result.event_on)
        offered = measures_of(indicator, result.measure) if indicator else (result.measure,)
        named = dict.fromkeys([result.measure, *offered])
        choices_of(self, "measure").choices = [(one, one) for one in named]

    def correction(self) -> dict[str, Any]:
        """What ``wardbook.figures.actions.correct`` takes besides the figure."""
        data, result = self.cleaned_data, self.result
        whole: Amount | None = data.get("denominator")
        return {
            "filing": Filing(
                indicator=result.indicator,
                measure=data["measure"],
                bound=data["bound"],
                period=result.period,
                as_of=result.as_of,
            ),
            "value": data["value"].low,
            "value_max": data["value"].high,
            "denominator": whole.low if whole else None,
            "reason": data["reason"],
        }

    def words(self, later: Result) -> str:
        """How what was typed has been read."""
        if later.denominator is not None:
            language = get_language() or "vi"
            parts = (later.value, later.denominator)
            return "/".join(format_number(part, language) for part in parts)
        return quantity(later.value, later.measure, later.bound, later.value_max)


class WithdrawalForm(SeenForm):
    """Why a released figure is taken back."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=400)


class DiscardForm(SeenForm):
    """Why what was filed is taken back before its release."""

    reason = forms.CharField(label=_("Why it is discarded"), max_length=400)


class MaskForm(SeenForm):
    """Words of a quote that the public will not see, one a line."""

    words = forms.CharField(
        label=_("Words to mask"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line, as they stand in the sentence. Names come proposed."),
    )

    def places(self, result: Result) -> list[tuple[int, int]]:
        """Every place in the quote where one of the lines stands."""
        quote, spans = result.quote, []
        for word in filter(None, map(str.strip, self.cleaned_data["words"].splitlines())):
            at = quote.find(word)
            if at < 0:
                values = (("word", word),)
                raise Refused(
                    Refusal("FIG-09", "“%(word)s” does not stand in the sentence.", values)
                )
            while at >= 0:
                spans.append((at, at + len(word)))
                at = quote.find(word, at + len(word))
        return spans


def choices_of(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


def indicator_choices(proposed: list[Indicator]) -> list[Any]:
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


def _measure_choices(unit: str, proposed: list[Indicator]) -> list[tuple[str, str]]:
    """The unit as read, the measures of what is proposed, then those of every indicator."""
    everything = sorted({measure for row in indicators() for measure in measures_of(row)})
    near = [measure for row in proposed for measure in measures_of(row)]
    return [(measure, measure) for measure in dict.fromkeys(["", unit, *near, *everything])]


def _initial(claim: Claim, proposed: list[Indicator]) -> dict[str, Any]:
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
