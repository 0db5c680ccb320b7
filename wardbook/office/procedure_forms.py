"""What staff type about procedures and the places where their notices hang."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.cases.models import Place
from wardbook.ledger.models import Book
from wardbook.office.org_forms import after
from wardbook.org.models import Unit
from wardbook.web.forms import DayField

LIMIT_UNITS = [("wd", _("working days")), ("wh", _("working hours")), ("d", _("days"))]
STATES = [
    ("hangs", _("It hangs and can be read")),
    ("missing", _("It is missing")),
    ("unreadable", _("It cannot be read")),
]


def book_field(form: forms.Form, books: list[Book]) -> Book | None:
    """Offer ``books``; the only one is not asked for."""
    choice: Any = form.fields["book"]
    choice.queryset = Book.objects.filter(pk__in=[book.pk for book in books])
    choice.label_from_instance = lambda book: book.code
    if len(books) != 1:
        return None
    del form.fields["book"]
    return books[0]


class LoadForm(forms.Form):
    """A list of procedures, what it is, and from which day its changes hold."""

    file = forms.FileField(
        label=_("The list"),
        help_text=_("XLSX or CSV with the columns “Mã TTHC”, “Tên TTHC”, “Lĩnh vực” and others."),
    )
    source = forms.CharField(
        label=_("What the list is"),
        max_length=300,
        help_text=_("The decision that announces it, like “Quyết định 3626/QĐ-UBND”."),
    )
    on = DayField(
        label=_("Changes hold from"),
        help_text=_("The first day of the new versions, unless the list gives it row by row."),
    )
    book = forms.ModelChoiceField(
        queryset=Book.objects.none(), label=_("Book"), empty_label=None, to_field_name="code"
    )

    def __init__(self, *args: Any, books: list[Book], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._only = book_field(self, books)

    @property
    def into(self) -> Book:
        """The book that the list is for."""
        chosen: Book = self._only or self.cleaned_data["book"]
        return chosen


class ConfirmForm(forms.Form):
    """What was shown, and shall now be written."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=64)
    source = forms.CharField(widget=forms.HiddenInput, max_length=300)
    on = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    book = forms.ModelChoiceField(
        queryset=Book.objects.none(), widget=forms.HiddenInput, to_field_name="code"
    )

    def __init__(self, *args: Any, books: list[Book], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["book"]
        choice.queryset = Book.objects.filter(pk__in=[book.pk for book in books])


class EndProcedureForm(forms.Form):
    """The last day of a procedure and the decision that ends it."""

    last_on = DayField(label=_("Last day in force"))
    reason = forms.CharField(label=_("The decision that ends it"), max_length=300)

    @property
    def on(self) -> date:
        return after(self.cleaned_data["last_on"])


class VersionForm(forms.Form):
    """What a new version of a procedure says of time and cost; the rest stays as it was."""

    amount = forms.IntegerField(
        label=_("How long it takes"), min_value=1, max_value=9999, required=False
    )
    per = forms.ChoiceField(label=_("Counted in"), choices=LIMIT_UNITS)
    at_once = forms.ChoiceField(
        label=_("Or without a limit"),
        choices=[
            ("", _("no")),
            ("on_the_spot", _("while you wait")),
            ("same_day", _("the same day")),
        ],
        required=False,
    )
    fee = forms.CharField(label=_("What it costs"), max_length=400, required=False)
    on = DayField(label=_("The new version holds from"))
    source = forms.CharField(
        label=_("The decision that says so"),
        max_length=300,
        help_text=_("Number, date and who issued it."),
    )

    def clean(self) -> None:
        data = self.cleaned_data
        if data.get("amount") and data.get("at_once"):
            self.add_error("at_once", _("It takes so long, or comes at once: choose one."))

    @property
    def said(self) -> dict[str, Any]:
        """What the version says, by field of a procedure; blank says nothing."""
        data = self.cleaned_data
        limit = f"{data['amount']}{data['per']}" if data["amount"] else ""
        at_once = {data["at_once"]: True} if data["at_once"] else {}
        said = {"limit": limit, "fee": data["fee"].strip(), "source": data["source"].strip()}
        return said | at_once


class PlaceForm(forms.Form):
    """A place where notices hang, and who looks after it."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Kept by"))
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    start_on = DayField(label=_("First day"))

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["unit"]
        choice.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("folded")
        choice.label_from_instance = lambda unit: unit.label[get_language() or "vi"]
        if len(units) == 1:
            choice.initial, choice.empty_label = units[0], None

    @property
    def name(self) -> dict[str, str]:
        return {"vi": self.cleaned_data["name_vi"], "en": self.cleaned_data["name_en"]}


class ClosePlaceForm(forms.Form):
    """The last day on which something hangs there."""

    last_on = DayField(label=_("Last day"))

    @property
    def on(self) -> date:
        return after(self.cleaned_data["last_on"])


class LookForm(forms.Form):
    """What somebody saw of one notice."""

    place = forms.ModelChoiceField(queryset=Place.objects.none(), label=_("Where it hangs"))
    state = forms.ChoiceField(
        label=_("How it hangs"), choices=STATES, widget=forms.RadioSelect, initial="hangs"
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["place"]
        choice.queryset = Place.objects.filter(pk__in=[one.pk for one in places])
        choice.label_from_instance = lambda one: one.label[get_language() or "vi"]
        if len(places) == 1:
            choice.initial, choice.empty_label = places[0], None


class RoundForm(forms.Form):
    """What somebody saw of many notices at one place."""

    everything = forms.BooleanField(label=_("All notices in this list"), required=False)
    state = forms.ChoiceField(label=_("How they hang"), choices=STATES, initial="hangs")
    chosen = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, keys: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = list(keys)
        choice: Any = self.fields["chosen"]
        choice.choices = [(key, key) for key in keys]

    def clean(self) -> None:
        data = self.cleaned_data
        if data.get("everything"):
            data["chosen"] = self._keys
        elif not data.get("chosen") and "chosen" not in self.errors:
            self.add_error("everything", _("Tick the notices that this is about."))
