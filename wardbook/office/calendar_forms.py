"""What is asked of the calendar: days that were announced, and why a date is that date."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.lib.calendar import MAKE_UP, OFF_BY_NOTICE, SATURDAY, WORK_BY_NOTICE, Calendar, Notice
from wardbook.lib.clock import Limit
from wardbook.office.case_forms import MomentField
from wardbook.office.forms import choices_of
from wardbook.org.models import Unit

LONGEST = 31  # days of one stretch
_STRETCH = re.compile(r"\s*[-–—]\s*")
_HOW = _("One a line, as 11/09/2026; a stretch as 14/09/2026–18/09/2026.")


class DaysField(forms.CharField):
    """Days and stretches of days; the value is pairs of a day and whether it was named alone."""

    def __init__(self, **more: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
        super().__init__(required=False, max_length=2000, widget=widget, help_text=_HOW, **more)

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value) or ""
        parts = [part.strip() for part in re.split(r"[\n,;]", typed) if part.strip()]
        return [day for part in parts for day in _days(part)]


def _days(part: str) -> Iterator[tuple[date, bool]]:
    ends = [_day(word, part) for word in _STRETCH.split(part)]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or not 0 <= (last - first).days < LONGEST:
        raise _wrong(part)
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number), len(ends) == 1


def _day(word: str, part: str) -> date:
    try:
        return datetime.strptime(word, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise _wrong(part) from error


def _wrong(part: str) -> forms.ValidationError:
    words = _("Write “%(part)s” as 11/09/2026, or a stretch of at most 31 days as 14/09–18/09 with "
              "both years.")  # fmt: skip
    return forms.ValidationError(words, params={"part": part})


class PlaceForm(forms.Form):
    """A form about one of the places that the person looks at, the first where none is named."""

    mark_optional = False

    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, places: Sequence[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = {str(one.pk): one for one in places}
        field, language = choices_of(self, "place"), get_language() or "vi"
        field.choices = [(key, one.label[language]) for key, one in self.places.items()]
        field.initial = next(iter(self.places), "")
        if len(self.places) == 1:
            field.widget = forms.HiddenInput()

    @property
    def unit(self) -> Unit:
        return self.places[self.cleaned_data.get("place") or next(iter(self.places))]


class AnnouncementForm(PlaceForm):
    """Days off and working days that one paper announces."""

    off = DaysField(label=_("Days off"))
    work = DaysField(label=_("Saturdays and other days that are worked"))
    reason = forms.CharField(
        label=_("What the days off are for"),
        required=False,
        max_length=200,
        help_text=_("Such as: nghỉ chống bão."),
    )
    source = forms.CharField(
        label=_("Announcement or decision"),
        max_length=400,
        help_text=_("Number, date and who issued it."),
    )
    field_order = ["place", "off", "work", "reason", "source"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data["off"] and not data["work"]:
            self.add_error("off", _("Name at least one day."))
        return data

    def notices(self, calendar: Calendar) -> list[Notice]:
        """A notice for each day; of a stretch only for the days that it changes."""
        return [
            Notice(on, works, self._reason(on, works=works), self.cleaned_data["source"], "stated")
            for works, name in ((False, "off"), (True, "work"))
            for on, alone in self.cleaned_data[name]
            if alone or calendar.works(on) != works
        ]

    def _reason(self, on: date, *, works: bool) -> str:
        if works:
            return MAKE_UP if on.weekday() >= SATURDAY else WORK_BY_NOTICE
        told: str = self.cleaned_data["reason"].strip()
        return told or OFF_BY_NOTICE


class WhyForm(PlaceForm):
    """A moment and a limit, of which one asks when it ends."""

    start = MomentField(label=_("Received"))
    amount = forms.IntegerField(label=_("Limit"), min_value=1, max_value=400)
    per = forms.ChoiceField(
        label=_("Counted in"),
        choices=[("wd", _("working days")), ("wh", _("working hours")), ("d", _("days"))],
    )
    field_order = ["place", "start", "amount", "per"]

    @property
    def limit(self) -> Limit:
        return Limit.parse(f"{self.cleaned_data['amount']}{self.cleaned_data['per']}")
