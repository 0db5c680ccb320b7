"""What staff type of a tally: its numbers line by line, its paper, and quotas."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wardbook.figures.actions.tallies import Given, Telling
from wardbook.figures.tallies.balance import Fault, Finding
from wardbook.figures.tallies.catalogue import BESIDE, IN, OUT, Line, Sheet
from wardbook.figures.tallies.rules import saying
from wardbook.office.forms import PeriodField, choices_of
from wardbook.office.views.page import refusal_text

_WHOLE = re.compile(r"\d{1,3}(?:[ .,\u00a0]\d{3})+|\d{1,9}")
GROUPS: dict[str, Any] = {IN: _("Came in"), OUT: _("Went out"), BESIDE: _("Beside the balance")}


class CountField(forms.Field):
    """A whole number, thousands grouped or not; blank says that nobody knows."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"class": "wb-count", "inputmode": "numeric", "autocomplete": "off"}
        )
        super().__init__(widget=widget, required=kwargs.pop("required", False), **kwargs)

    def to_python(self, value: Any) -> int | None:
        text = str("" if value is None else value).strip()
        if not text:
            return None
        if not _WHOLE.fullmatch(text):
            raise forms.ValidationError(_("Type a whole number, like 12 or 1,205."))
        return int(re.sub(r"\D", "", text))


class SheetForm(forms.Form):
    """One sheet in one go, the lines in the order in which they are read from the paper.

    ``before`` are the numbers of the period before, shown beside. A sheet that ``corrects`` keeps
    its period and asks for a reason.
    """

    mark_optional = False
    period = PeriodField(
        label=_("Period"),
        max_length=80,
        help_text=_("Like “năm 2025”, “quý I/2026”, “nhiệm kỳ 2020–2025” or 2025-H1."),
    )
    source = forms.CharField(
        label=_("The paper it was read from"),
        max_length=400,
        help_text=_("Kind, number and day, like “Báo cáo số 12-BC/CB ngày 05/01/2026”. No names."),
    )
    blanks = forms.BooleanField(
        label=_("In the lines left blank there was nobody: they are 0"), required=False
    )
    explained = forms.CharField(
        label=_("Why it does not balance"),
        required=False,
        max_length=400,
        help_text=_("Only where the numbers are right and still do not close. No names."),
    )
    reason = forms.CharField(label=_("Why it is corrected"), max_length=400)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        sheet: Sheet,
        before: Mapping[str, int],
        initial: Mapping[str, Any],
        corrects: bool = False,
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.sheet, self.before = sheet, before
        del self.fields["period" if corrects else "reason"]
        for line in sheet.lines:
            label = line.label[get_language() or "vi"]
            self.fields[_name(line.code)] = CountField(label=label)
        lines = [_name(line.code) for line in sheet.lines]
        head = [name for name in ("period", "source") if name in self.fields]
        self.order_fields([*head, *lines])

    @property
    def groups(self) -> Iterator[tuple[str, Any, list[tuple[Line, Any, int | None]]]]:
        """The lines as they stand on the page, under what each group is called."""
        groups: list[tuple[str, Any, list[tuple[Line, Any, int | None]]]] = []
        for line in self.sheet.lines:
            if not groups or groups[-1][0] != line.sign:
                groups.append((line.sign, GROUPS.get(line.sign, ""), []))
            field = self[_name(line.code)]
            groups[-1][2].append((line, field, self.before.get(line.code)))
        return iter(groups)

    def numbers(self) -> dict[str, int | None]:
        """Line → number; blanks are 0 only where that was ticked, and never beside the balance."""
        said, found = self.cleaned_data, {}
        for line in self.sheet.lines:
            number = said.get(_name(line.code))
            nobody = said["blanks"] and line.sign in {IN, OUT}
            found[line.code] = 0 if number is None and nobody else number
        return found

    def telling(self) -> Telling:
        said = self.cleaned_data
        return Telling(numbers=self.numbers(), source=said["source"], explained=said["explained"])

    def say(self, findings: Sequence[Finding]) -> None:
        """Each line that does not close, by its name and by how much."""
        language = get_language() or "vi"
        for one in findings:
            words = refusal_text(saying(self.sheet, one, language))
            self.add_error(_name(one.line), words)

    @classmethod
    def filled(cls, numbers: Mapping[str, int | None]) -> dict[str, Any]:
        """Numbers as what the fields begin with."""
        return {_name(code): number for code, number in numbers.items()}


def _name(code: str) -> str:
    return f"line-{code}"


class ReasonForm(forms.Form):
    """Why something is taken back or withdrawn."""

    reason = forms.CharField(label=_("Why"), max_length=400, help_text=_("No names."))


class QuotaForm(forms.Form):
    """What a body is to reach over a period; left blank it is taken back."""

    line = forms.ChoiceField(label=_("Line"))
    period = PeriodField(
        label=_("Period"), max_length=80, help_text=_("Like “nhiệm kỳ 2020–2025” or “năm 2026”.")
    )
    value = CountField(
        label=_("Quota"), help_text=_("Left blank, a quota set before is taken back.")
    )
    giver = forms.CharField(
        label=_("Who set it"), max_length=200, help_text=_("The body or congress. No names.")
    )
    document = forms.CharField(
        label=_("In which document"), max_length=400, help_text=_("Kind, number and day.")
    )
    reason = forms.CharField(
        label=_("Why it is changed"),
        max_length=400,
        required=False,
        help_text=_("Only where one is set for this period already."),
    )

    def __init__(self, data: QueryDict | None, *, sheet: Sheet) -> None:
        super().__init__(data)
        language = get_language() or "vi"
        choices_of(self, "line").choices = [
            (line.code, line.label[language]) for line in sheet.with_quota
        ]

    def given(self) -> Given:
        said = self.cleaned_data
        names = ("line", "period", "value", "giver", "document")
        return Given(**{name: said[name] for name in names})


class PeriodForm(forms.Form):
    """The period that is looked at, in the address."""

    mark_optional = False
    period = PeriodField(
        label=_("Period"), max_length=80, help_text=_("Like “năm 2025” or 2025-Q1.")
    )


def state_words(findings: Sequence[Finding], explained: str) -> tuple[str, str]:
    """Whether a sheet closes, in words and a colour."""
    if not findings:
        return gettext("balances"), "green"
    if all(one.fault == Fault.UNKNOWN for one in findings):
        return gettext("not all lines told"), "grey"
    if explained:
        return gettext("does not balance, explained"), "yellow"
    return gettext("does not balance"), "red"
