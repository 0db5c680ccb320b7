"""What staff type when they write a report or bring its file back."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wardbook.figures.models import Result, Target
from wardbook.lib.period import Period
from wardbook.lib.text import fold
from wardbook.office.forms import choices_of
from wardbook.org.models import Unit
from wardbook.reports.actions import Cited
from wardbook.reports.layouts import Layout
from wardbook.reports.statement import Particulars
from wardbook.web.forms import DayField
from wardbook.web.templatetags.wardbook import period as period_words
from wardbook.web.templatetags.wardbook import quantity

_KIND_OF_PLACE = re.compile(r"(?:Phường|Xã|Đặc khu) (?=[^\d\W])")
_REMARK = re.compile(r" \([^)]*\)")


class ChooseForm(forms.Form):
    """For which unit, in which layout, and which figures are listed to choose from."""

    mark_optional = False
    unit = forms.ChoiceField(label=_("Unit that reports"))
    layout = forms.ChoiceField(label=_("Layout"))
    period = forms.ChoiceField(label=_("Period"), required=False)
    q = forms.CharField(label=_("Words"), required=False, max_length=80)

    def __init__(
        self, data: QueryDict, *, units: Sequence[Unit], layouts: Sequence[Layout]
    ) -> None:
        language = get_language() or "vi"
        given = data.copy()
        given.setdefault("unit", str(units[0].pk) if units else "")
        given.setdefault("layout", layouts[0].code if layouts else "")
        super().__init__(given)
        choices_of(self, "unit").choices = [(str(one.pk), one.label[language]) for one in units]
        choices_of(self, "layout").choices = [(one.code, one.label[language]) for one in layouts]

    def offer_periods(self, periods: set[str]) -> None:
        """The periods of what can be cited, the latest first."""
        ordered = sorted(map(Period, filter(None, periods)), reverse=True)
        named = [(one.text, period_words(one)) for one in ordered]
        choices_of(self, "period").choices = [("", gettext("All periods")), *named]

    def wanted(self, rows: Sequence[Result]) -> list[Result]:
        """Those of ``rows`` that the filters let through."""
        period, words = str(self["period"].value() or ""), fold(str(self["q"].value() or ""))
        return [
            row
            for row in rows
            if period in ("", row.period) and all(word in row.folded for word in words.split())
        ]


class PaperForm(forms.Form):
    """What a paper says beside its figures; what the layout proposes can be typed over."""

    paper = forms.ChoiceField(label=_("Kind of paper"))
    about = forms.CharField(
        label=_("About"),
        max_length=400,
        help_text=_("The line under the title, like “Kết quả công tác năm 2026”."),
    )
    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=99_999,
        help_text=_("Leave it blank if it is given later."),
    )
    dated_on = DayField(label=_("Date of the paper"), required=False)
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    superior = forms.CharField(label=_("Body above"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Body that issues it"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    to = forms.CharField(
        label=_("Addressed to"),
        max_length=400,
        required=False,
        help_text=_("Like “Kính gửi: …”; blank if it is not addressed."),
    )
    closing = forms.CharField(
        label=_("Words after the last figure"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    capacity = forms.ChoiceField(label=_("Signed"), required=False)
    capacity_of = forms.CharField(label=_("On behalf of"), max_length=200, required=False)
    post = forms.CharField(label=_("Post of the signer"), max_length=200, required=False)
    signer = forms.CharField(
        label=_("Name of the signer"),
        max_length=100,
        required=False,
        help_text=_("Left blank, there is room for it."),
    )
    recipients = forms.CharField(
        label=_("Recipients, one a line"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: QueryDict | None, *, layout: Layout, unit: Unit, kept: Mapping[str, str]
    ) -> None:
        initial = _proposed(layout, unit)
        if (kept.get("unit"), kept.get("layout")) == (str(unit.pk), layout.code):
            initial |= kept
            days = [kept.get(f"dated_on_{part}", "") for part in ("day", "month", "year")]
            initial["dated_on"] = "/".join(days) if any(days) else None
        super().__init__(data, initial=initial)
        choices_of(self, "paper").choices = [
            (code, words.capitalize()) for code, words in layout.papers.items()
        ]
        unsigned = ("", gettext("by the head in their own right"))
        choices_of(self, "capacity").choices = [
            unsigned,
            *((one, one) for one in layout.capacities),
        ]

    def particulars(self) -> Particulars:
        data = dict(self.cleaned_data)
        lines = data.pop("recipients").splitlines()
        return Particulars(**data, recipients=tuple(filter(None, map(str.strip, lines))))


def _proposed(layout: Layout, unit: Unit) -> dict[str, Any]:
    """What the layout puts on a paper of this unit."""
    place = unit.territory
    name = _REMARK.sub("", place.name_vi)
    above = _REMARK.sub("", place.parent.name_vi) if place.parent else ""
    return {
        "paper": next(iter(layout.papers)),
        "place": _KIND_OF_PLACE.sub("", name),
        "superior": layout.superior.format(parent=above.upper()) if above else "",
        "body": layout.body.format(unit=name.upper()),
        "capacity": layout.capacities[0],
        "capacity_of": layout.capacity_of,
        "post": layout.post,
        "recipients": "\n".join(layout.recipients),
    }


class CitedForm(forms.Form):
    """A figure of the report: where it stands, what is said before it, what it is set beside."""

    order = forms.IntegerField(label=_("Order"), min_value=1, max_value=999)
    words = forms.CharField(
        label=_("Your words before it"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    earlier = forms.ChoiceField(label=_("Compare with"), required=False)
    target = forms.BooleanField(required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        result: Result,
        order: int,
        earlier: Sequence[Result],
        target: Target | None,
        kept: Mapping[str, str],
    ) -> None:
        prefix = f"f{result.pk}"
        typed = {name: kept.get(f"{prefix}-{name}") for name in ("order", "words", "earlier")}
        initial: dict[str, Any] = {"order": order} | {k: v for k, v in typed.items() if v}
        initial["target"] = f"{prefix}-order" not in kept or f"{prefix}-target" in kept
        super().__init__(data, prefix=prefix, initial=initial)
        self.result, self._earlier, self._target = result, earlier, target
        if earlier:
            shown = [(str(one.pk), f"{period_words(one.period)}: {_said(one)}") for one in earlier]
            choices_of(self, "earlier").choices = [("", gettext("nothing")), *shown]
        else:
            del self.fields["earlier"]
        if target:
            said = gettext("With its target, %(target)s") % {"target": _said(target)}
            self.fields["target"].label = said
        else:
            del self.fields["target"]

    def cited(self) -> Cited:
        data = self.cleaned_data
        chosen = data.get("earlier")
        return Cited(
            result=self.result,
            words=data["words"],
            target=self._target if data.get("target") else None,
            earlier=next((one for one in self._earlier if str(one.pk) == chosen), None),
        )


def _said(row: Result | Target) -> str:
    return quantity(row.value, row.measure, row.bound, row.value_max)


class FileForm(forms.Form):
    """A report's file that came back."""

    file = forms.FileField(
        label=_("The file as it is now"),
        help_text=_("The DOCX after editing; a PDF or text of it works as well."),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return file
