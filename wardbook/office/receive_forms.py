"""What staff type when they receive papers or put right what is said of one."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wardbook.documents.models import Document
from wardbook.ledger.models import Book
from wardbook.org.models import Unit
from wardbook.reader.heading import Heading
from wardbook.web.templatetags.wardbook import day

AT_ONCE = 20  # papers that may be sent together
TYPED_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]


class ManyFiles(forms.FileInput):
    """A picker of files that takes several."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """The files that were sent, in their order; each is judged when it is read."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(data) > AT_ONCE:
            many = _("%(count)s papers were chosen. Send at most %(most)s at a time.")
            raise forms.ValidationError(many, params={"count": len(data), "most": AT_ONCE})
        return list(data)


class SaidForm(forms.Form):
    """Title, number and day of a paper."""

    title = forms.CharField(label=_("Title"), max_length=400)
    number = forms.CharField(label=_("Number and symbol"), max_length=80, required=False)
    published_on = forms.DateField(
        label=_("Date on the paper"),
        required=False,
        input_formats=TYPED_DAYS,
        widget=forms.DateInput(format="%d/%m/%Y"),
        help_text=_("Day/month/year, for example 05/01/2026."),
    )


class ReceiveForm(SaidForm):
    """Papers, whom they are about, and what the person says of one that comes alone."""

    paper = PapersField(
        label=_("The papers"),
        help_text=_("DOCX, XLSX, PDF, HTML or TXT; at most 20 papers at a time, 20 MB each."),
    )
    book = forms.ModelChoiceField(
        queryset=Book.objects.none(), label=_("Book"), empty_label=None, to_field_name="code"
    )
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("The unit it is about"))

    field_order = ("paper", "book", "unit", "title", "number", "published_on")

    def __init__(self, *args: Any, books: list[Book], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        field.label_from_instance = lambda unit: unit.label[get_language() or "vi"]
        if len(units) == 1:
            field.initial, field.empty_label = units[0], None
        choice: Any = self.fields["book"]
        choice.queryset = Book.objects.filter(pk__in=[book.pk for book in books])
        choice.label_from_instance = lambda book: book.code
        self.only_book = books[0] if len(books) == 1 else None
        if self.only_book:
            del self.fields["book"]

    @property
    def said_of_it(self) -> bool:
        """Whether anything is typed, or wrong, about the paper itself."""
        return any(self[name].value() or self[name].errors for name in SaidForm.base_fields)

    def about(self) -> dict[str, Any]:
        """Book and unit of the papers; title, number and day are for a paper that comes alone."""
        data = self.cleaned_data
        names = ["unit", *(SaidForm.base_fields if len(data["paper"]) == 1 else ())]
        return {"book": self.only_book or data["book"], **{name: data[name] for name in names}}

    def too_much(self) -> None:
        """Say that nothing was read, since all of it together was too long."""
        limit = settings.UPLOAD_MAX_SIZE // 2**20
        said = gettext("The papers are larger than %(limit)s MB together. Send fewer at a time.")
        self.fields["paper"].error_messages["required"] = said % {"limit": limit}


class ParticularsForm(SaidForm):
    """What is said of a paper that stands in the book, beside what its own head says."""

    def __init__(self, data: Mapping[str, Any] | None, *, paper: Document, head: Heading) -> None:
        said = {name: getattr(paper, name) for name in SaidForm.base_fields}
        super().__init__(data, initial=said)
        self.paper, self.head = paper, head
        for field in self.fields.values():
            field.show_hidden_initial = True  # what was said when the page was opened
        own = {"title": head.title, "number": head.number, "published_on": head.day}
        for name, value in own.items():
            if value and value != said[name]:
                shown = day(value) if name == "published_on" else value
                words = gettext("The paper itself says: %(words)s") % {"words": shown}
                self.fields[name].help_text = words

    def seen(self) -> Document:
        """The paper as it was when the page was opened."""
        for name in SaidForm.base_fields:
            sent = self.data.get(self.add_initial_prefix(name))
            if sent is not None:
                with suppress(forms.ValidationError):  # a day that nobody was shown
                    setattr(self.paper, name, sent if name != "published_on" else self._day(sent))
        return self.paper

    def _day(self, sent: str) -> Any:
        return self.fields["published_on"].clean(sent)

    def again(self) -> "ParticularsForm":
        """What was typed, beside what is said of the paper now."""
        self.paper.refresh_from_db()
        data: dict[str, Any] = dict(self.data.items())
        for name in SaidForm.base_fields:
            data[self.add_initial_prefix(name)] = str(getattr(self.paper, name) or "")
        return ParticularsForm(data, paper=self.paper, head=self.head)
