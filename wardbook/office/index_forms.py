"""What staff type of the national index: the portal's points, and of what, as they read them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.lib.numbers_vi import read_amount
from wardbook.office.templatetags.points import points
from wardbook.reports.models import StatedPoints
from wardbook.reports.service_index import CENT, Part, Row, Seen
from wardbook.web.forms import DayField

_PART = re.compile(r"([\d.,\s]{1,20})/([\d.,\s]{1,20})")


class PointsField(forms.Field):
    """Points with at most two decimals, as the language of the page writes them."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        decimal = "." if get_language() == "en" else ","
        amount = read_amount(text, decimal=decimal) if len(text) <= 12 else None
        if amount is None or amount.high is not None or amount.low != amount.low.quantize(CENT):
            raise forms.ValidationError(_("Type points with at most two decimals, like 19.41."))
        return amount.low


class PartField(forms.Field):
    """So many of so many, typed as ``2541/2618``."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"})

    def to_python(self, value: Any) -> Part | None:
        text = str(value or "").strip()
        if not text:
            return None
        match = _PART.fullmatch(text)
        numbers = [re.sub(r"[.,\s]", "", piece) for piece in match.groups()] if match else []
        if not numbers or not all(piece.isdigit() and len(piece) <= 9 for piece in numbers):
            raise forms.ValidationError(_("Type so many of so many, like 2541/2618."))
        return Part(int(numbers[0]), int(numbers[1]))


class NoteForm(forms.Form):
    """Two fields for each component that carries points; what stays blank was not read."""

    mark_optional = False
    seen_on = DayField(label=_("Day on which you read the portal"))
    reason = forms.CharField(
        label=_("Why it is corrected"),
        help_text=_("Only where numbers of that day were noted before."),
        max_length=400,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        rows: Sequence[Row],
        today: date,
        before: dict[str, StatedPoints],
    ) -> None:
        super().__init__(data, initial={"seen_on": today})
        self.rows = [row for row in rows if row.points]
        for row in self.rows:
            self.fields[_name("points", row)] = PointsField(label=_("Points"), required=False)
            self.fields[_name("part", row)] = PartField(label=_("Of"), required=False)
            if (one := before.get(row.code)) and one.seen_on == today:
                self.initial[_name("points", row)] = points(one.points)
                if part := one.seen.part:
                    self.initial[_name("part", row)] = f"{part.numerator}/{part.denominator}"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for row in self.rows:
            name = _name("points", row)
            if said.get(_name("part", row)) and said.get(name) is None and name not in self.errors:
                self.add_error(name, _("Type the points that the portal gives for it."))
        return said

    @property
    def lines(self) -> Iterator[tuple[Row, Any, Any]]:
        """Each component with its two fields."""
        for row in self.rows:
            yield row, self[_name("points", row)], self[_name("part", row)]

    def seen(self) -> dict[str, Seen]:
        said = self.cleaned_data
        return {
            row.code: Seen(said[_name("points", row)], said.get(_name("part", row)))
            for row in self.rows
            if said.get(_name("points", row)) is not None
        }


def _name(kind: str, row: Row) -> str:
    return f"{kind}-{row.code.replace('.', '_')}"
