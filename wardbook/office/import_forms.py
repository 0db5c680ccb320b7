"""What staff type when they hand in another system's export, or write the letter about it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wardbook.exchange.layouts import Layout
from wardbook.exchange.letter import Letter
from wardbook.exchange.limits import MAX_BYTES
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.org.models import Post, Unit
from wardbook.web.forms import DayField

CAUSES = {
    "clock": _("counted by another clock"),
    "zone": _("another time zone"),
    "limit": _("another limit"),
    "lag": _("not synchronised yet"),
    "missing_there": _("missing there"),
    "missing_here": _("missing here"),
    "behind": _("they know more than we"),
    "unexplained": _("unexplained"),
}
DETAILS = {
    "weekdays": _("counted Monday to Friday without public holidays"),
    "no_swaps": _("counted without the days that the Government swapped"),
    "no_make_up": _("counted without the Saturdays worked in place of a day off"),
    "first_day": _("counted the day of receipt as the first day"),
    "every_day": _("counted every day instead of working days"),
    "working_days": _("counted working days instead of every day"),
    "after_closing": _("counted what came after closing as received on that day"),
    "submitted": _("counted from the handing in instead of the acceptance"),
    "accepted": _("counted from the acceptance instead of the agency's receipt"),
    "paused": _("went on counting after the supplement instead of starting anew"),
    "pushed": _("pushed the date by the days waited for the supplement"),
    "skew": _("its clock runs a few minutes apart"),
    "start": _("stamps the handing in as the acceptance"),
    "first_due": _("still the date that was promised first"),
    "recorded_later": _("ended earlier than it says"),
    "waiting": _("has not heard what it waits for"),
    "gone": _("it stood in an earlier file"),
    "never": _("it was never there"),
}
MATTERS = {
    "clock": _("A matter of the clock"),
    "synchronisation": _("A matter of synchronisation"),
    "us": pgettext_lazy("matter", "A matter of us"),
    "unexplained": _("Nobody can tell yet"),
}


class ExportForm(forms.Form):
    """The file, where it belongs, and what may be put right about it."""

    file = forms.FileField(
        label=_("The file of the other system"),
        help_text=_("XLSX or CSV as it was taken out; nothing in it needs to be changed."),
    )
    place = forms.ChoiceField(label=_("The unit whose dossiers these are"))
    post = forms.ModelChoiceField(
        queryset=Post.objects.none(),
        label=_("Who answers for dossiers that are new"),
        required=False,
        empty_label=_("My own post there"),
    )
    layout = forms.ChoiceField(label=_("Kind of list"), required=False)
    day = DayField(
        label=_("Day on which it was taken out"),
        required=False,
        help_text=_("Blank means just now. Only an older file needs it."),
    )

    def __init__(
        self,
        *args: Any,
        places: list[tuple[Book, Unit]],
        last: str,
        posts: list[Post],
        layouts: list[Layout],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        self._places = {f"{book.pk}-{unit.pk}": (book, unit) for book, unit in places}
        place: Any = self.fields["place"]
        place.choices = [(key, unit.label[language]) for key, (_book, unit) in self._places.items()]
        place.initial = last  # most often the file is of the place of the last one
        self.only_place = len(self._places) == 1
        if self.only_place:
            place.initial, place.widget = next(iter(self._places)), forms.HiddenInput()
        post: Any = self.fields["post"]
        post.queryset = Post.objects.filter(pk__in=[one.pk for one in posts])
        post.label_from_instance = lambda one: one.label[language]
        layout: Any = self.fields["layout"]
        layout.choices = [("", gettext("Found by its headings"))]
        layout.choices += [(row.code, row.label[language]) for row in layouts]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 20 MB. Send it as XLSX, or take out a shorter time.")
            )
        return file

    @property
    def where(self) -> tuple[Book, Unit]:
        return self._places[self.cleaned_data["place"]]

    def as_of(self, now: datetime) -> datetime:
        """Just now, or the end of an earlier day."""
        day: date | None = self.cleaned_data["day"]
        if day is None or day == now.astimezone(VIETNAM).date():
            return now
        return datetime.combine(day, time(), VIETNAM) + timedelta(hours=23, minutes=59)


class LetterForm(forms.Form):
    """To whom, from where, and which differences are asked about."""

    to = forms.CharField(label=_("Addressed to"), max_length=200)
    causes = forms.MultipleChoiceField(
        label=_("What it asks about"), widget=forms.CheckboxSelectMultiple
    )
    place = forms.CharField(label=_("Place"), max_length=80)
    number = forms.IntegerField(label=_("Number"), required=False, min_value=1, max_value=99_999)
    dated_on = DayField(label=_("Date of the letter"), required=False)
    signer = forms.CharField(label=_("Name of the signer"), max_length=80, required=False)

    def __init__(self, *args: Any, found: dict[str, int], place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["causes"]
        field.choices = [
            (cause, f"{CAUSES[cause]} ({count})") for cause, count in found.items() if count
        ]
        field.initial = [cause for cause, _label in field.choices if cause != "missing_here"]
        self.fields["place"].initial = place
        self.fields["to"].initial = "Trung tâm Phục vụ hành chính công"

    def letter(self) -> Letter:
        said = self.cleaned_data
        names = ("to", "place", "number", "dated_on", "signer")
        return Letter(causes=tuple(said["causes"]), **{name: said[name] for name in names})
