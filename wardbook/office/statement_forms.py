"""What staff choose of a one-stop statement: unit, period and cut-off; and why it is corrected."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import NotAPeriod, Period
from wardbook.office.forms import choices_of
from wardbook.org.models import Unit
from wardbook.web.templatetags.wardbook import period as period_words

OFFERED = 14  # months back


class StatementForm(forms.Form):
    """Everything stands in the address, so that a statement can be sent to somebody."""

    mark_optional = False
    unit = forms.ChoiceField(label=_("Unit"))
    period = forms.ChoiceField(label=_("Period"))
    cut_off = forms.DateField(
        label=_("As on record at the end of"),
        help_text=_("Left blank: as the book stands now."),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"placeholder": "05/10/2026"}, format="%d/%m/%Y"),
    )

    def __init__(self, data: QueryDict, *, units: Sequence[Unit], now: datetime) -> None:
        self.now, today = now, now.astimezone(VIETNAM).date()
        given = data.copy()
        given.setdefault("unit", units[0].code if units else "")
        given.setdefault("period", offered(today)[1].text)
        super().__init__(given)
        language = get_language() or "vi"
        choices_of(self, "unit").choices = [(one.code, one.label[language]) for one in units]
        periods = {one.text: one for one in offered(today)} | _asked(given)
        choices_of(self, "period").choices = [
            (text, period_words(one)) for text, one in periods.items()
        ]

    def clean_cut_off(self) -> date | None:
        day: date | None = self.cleaned_data["cut_off"]
        if day and day > self.now.astimezone(VIETNAM).date():
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return day

    def moment(self) -> datetime:
        """The end of the chosen day, or now."""
        day: date | None = self.cleaned_data["cut_off"]
        if day is None:
            return self.now
        end = datetime.combine(day + timedelta(days=1), time.min, VIETNAM)
        return min(end, self.now)

    def query(self) -> str:
        """The same choice as part of an address."""
        chosen = QueryDict(mutable=True)
        for name in ("unit", "period", "cut_off"):
            value: Any = self.cleaned_data[name]
            chosen[name] = value.isoformat() if isinstance(value, date) else str(value or "")
        return chosen.urlencode()


class ReleaseForm(forms.Form):
    """As of when it was looked at; and why it is released again, where it was released before."""

    cut_off = forms.CharField(widget=forms.HiddenInput, max_length=40)
    reason = forms.CharField(
        label=_("Why it is corrected"),
        help_text=_("Only where the public reads another one now."),
        max_length=400,
        required=False,
    )

    def clean_cut_off(self) -> datetime:
        """The moment to the microsecond, which no field of a form keeps."""
        try:
            return datetime.fromisoformat(self.cleaned_data["cut_off"])
        except ValueError as error:
            raise forms.ValidationError(_("Look at the statement again.")) from error


def _asked(given: QueryDict) -> dict[str, Period]:
    """The period that the address names, if it is one that ends."""
    try:
        period = Period(str(given.get("period", "")))
    except NotAPeriod:
        return {}
    return {period.text: period} if period.end_on else {}


def offered(today: date) -> list[Period]:
    """The running month and those before; quarters, halves and years, of either calendar."""
    months = [today.year * 12 + today.month - 1 - back for back in range(OFFERED)]
    periods = [Period(f"{one // 12:04d}-{one % 12 + 1:02d}") for one in months]
    for year in (today.year, today.year - 1):
        parts = [f"{year}-Q{number}" for number in (4, 3, 2, 1)]
        parts += [f"{year}-H2", f"{year}-H1", f"{year}"]
        parts += [f"reporting:{year}-H2", f"reporting:{year}-H1", f"reporting:{year}"]
        periods += [one for one in map(Period, parts) if one.start_on <= today]
    return periods
