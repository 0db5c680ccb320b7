"""What staff type when they receive a paper or put right what is said of it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.ledger.models import Book
from wardbook.org.models import Unit


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
