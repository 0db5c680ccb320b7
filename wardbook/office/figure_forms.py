"""What staff type when a figure is mended."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wardbook.figures.catalogue import in_force, measures_of
from wardbook.figures.filing import Filing
from wardbook.figures.models import BOUNDS, Result
from wardbook.lib.numbers_vi import Amount, format_number, read_amount
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.forms import BOUND_WORDS, choices_of
from wardbook.web.templatetags.wardbook import bound, quantity


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

    def changes(self) -> list[tuple[str, str, str]]:
        """What is public and what would be, line by line: label, before, after."""
        data = self.correction()
        filing: Filing = data["filing"]
        later = Result(
            value=data["value"],
            value_max=data["value_max"],
            denominator=data["denominator"],
            measure=filing.measure,
            bound=filing.bound,
        )
        before = self.result
        bounds = str(BOUND_WORDS[before.bound]), str(BOUND_WORDS[later.bound])
        return [
            (gettext("Value"), words_of(before), words_of(later)),
            (gettext("Bound"), *bounds),
            (gettext("Measure"), before.measure, later.measure),
        ]


def words_of(result: Result) -> str:
    """The value of a result as it is read: ``khoảng 18/11``, ``ít nhất 97%``."""
    if result.denominator is not None:
        language = get_language() or "vi"
        parts = (format_number(part, language) for part in (result.value, result.denominator))
        return f"{bound(result.bound)} {'/'.join(parts)}".strip()
    return quantity(result.value, result.measure, result.bound, result.value_max)


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
