"""What staff type at the counter of a new dossier; rules judge it, forms turn it into values."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wardbook.cases.kinds.fields import Dossier
from wardbook.cases.models import Channel, Procedure
from wardbook.cases.queries.procedures import by_number
from wardbook.cases.rules.taking import Opening, Told
from wardbook.cases.rules.telling import problems
from wardbook.ledger.models import Book
from wardbook.office.forms import choices_of
from wardbook.office.templatetags.cases import NOTIFY
from wardbook.office.views.page import refusal_text
from wardbook.org.models import Post, Unit
from wardbook.org.queries import posts_held
from wardbook.web.forms import OfferedField

CLOSING = "17:00"
READ_BY_HOLDER = _(
    "The applicant reads these words on their page: write no name and no number of a person."
)
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
TYPED_MOMENTS = ["%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M"]
CHANNELS = {
    Channel.DIRECT: _("at the counter"),
    Channel.ONLINE: pgettext_lazy("channel", "online"),
    Channel.POST: _("by post"),
}
TOLD_BY = [(code, words) for code, words in NOTIFY.items() if code != "counter"]
# The fields of a dossier that are typed or chosen as they are kept.
TYPED = ("applicant", "id_number", "phone", "email", "address", "notice", "collect", "about",
         "representative", "representative_id", "authorisation")  # fmt: skip
COLLECT = {"counter": _("at the counter"), "post": _("by post"), "online": _("electronically")}


class MomentField(forms.DateTimeField):
    """An hour and a day, as ``09:30 05/01/2026``; Vietnam's time."""

    default_error_messages = {
        "invalid": gettext_lazy("Type the hour and the day, like 09:30 05/01/2026.")
    }

    def __init__(self, **more: Any) -> None:
        widget = forms.DateTimeInput(format="%H:%M %d/%m/%Y", attrs={"autocomplete": "off"})
        super().__init__(input_formats=TYPED_MOMENTS, widget=widget, **more)


class UntilField(MomentField):
    """A promised moment; of a day typed alone it is the usual hour of closing."""

    default_error_messages = {
        "invalid": gettext_lazy("Type the day, like 05/01/2026; an hour if it matters.")
    }

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        return super().to_python(f"{CLOSING} {typed}" if _DAY.fullmatch(typed) else value)


class ProcedureField(OfferedField):
    """The procedure that was chosen, of those in force in ``books``; it is read once a form."""

    books: frozenset[int]
    on: date
    read: tuple[str, Procedure | None] = ("", None)

    def row(self, number: str) -> Procedure | None:
        if self.read[0] != number:
            found = by_number(number, self.on)
            self.read = number, found if found and found.book_id in self.books else None
        return self.read[1]

    def to_python(self, value: Any) -> Procedure | None:
        if value in self.empty_values:
            return None
        if found := self.row(str(value)):
            return found
        raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")


class PapersWidget(forms.CheckboxSelectMultiple):
    """The papers that a procedure asks for, each to be ticked."""


def _text(label: Any, *, longest: int = 200, **more: Any) -> forms.CharField:
    """A line that may stay blank; browsers offer nothing of the person who came before."""
    attrs = {"autocomplete": "off"} | more.pop("attrs", {})
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **more)


class CounterForm(forms.Form):
    """A new dossier, in the order in which a clerk asks for it."""

    mark_optional = False

    draft = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    unit = OfferedField(label=_("Unit"))
    procedure = ProcedureField(label=_("Procedure"), empty_label="")
    applicant = _text(_("Name of the person or organisation"))
    id_number = _text(_("ID number"), longest=30, attrs={"inputmode": "numeric"})
    phone = _text(_("Phone"), longest=30, attrs={"inputmode": "tel"})
    address = _text(_("Address"), longest=300)
    papers = forms.MultipleChoiceField(
        label=_("Papers handed in"), required=False, widget=PapersWidget
    )
    other_papers = forms.CharField(
        label=_("Other papers, one a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    about = _text(_("What is asked for, if not the procedure itself"), longest=600)
    notice = forms.ChoiceField(
        label=_("Notify by"), choices=TOLD_BY, required=False, initial="phone"
    )
    email = _text(_("E-mail"), attrs={"inputmode": "email"})
    collect = forms.ChoiceField(
        label=_("The result is collected"), choices=list(COLLECT.items()), required=False
    )
    channel = forms.ChoiceField(label=_("How it was handed in"), choices=list(CHANNELS.items()))
    submitted_at = MomentField(
        label=_("When it was handed in, if not now"),
        required=False,
        help_text=_("Hour and day, like 09:30 05/01/2026."),
    )
    post = OfferedField(label=_("Who answers for it"), required=False)
    competent = _text(_("Agency that decides, if another"))
    sets = forms.IntegerField(label=_("Sets"), required=False, min_value=1, max_value=99)
    representative = _text(_("Handed in by somebody else: their name"))
    representative_id = _text(_("Their ID number"), longest=30)
    authorisation = _text(_("Paper that authorises them"))
    until = UntilField(
        label=_("Promised for"), required=False, help_text=_("Day, like 05/01/2026.")
    )
    items = forms.CharField(
        label=_("What is missing, one a line"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=READ_BY_HOLDER,
    )
    reason = _text(_("Why it is not accepted"), longest=1000, help_text=READ_BY_HOLDER)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        kept: Mapping[str, Any] | None = None,
        books: Sequence[Book],
        units: Sequence[Unit],
        on: date,
    ) -> None:
        super().__init__(data, initial=dict(kept or {}))
        self.on, self.language = on, get_language() or "vi"
        self._offer_places(units)
        self._offer_procedures(books)
        self._offer_posts(books, units)
        self._offer_papers()

    def _offer_places(self, units: Sequence[Unit]) -> None:
        self.only_unit = units[0] if len(units) == 1 else None
        if self.only_unit:
            del self.fields["unit"]
            return
        field: Any = self.fields["unit"]
        field.offer(lambda: Unit.objects.filter(pk__in=[unit.pk for unit in units]))
        field.label_from_instance = lambda unit: unit.label[self.language]

    def _offer_procedures(self, books: Sequence[Book]) -> None:
        field: Any = self.fields["procedure"]
        rows = Procedure.objects
        field.offer(
            lambda: rows.in_force(self.on).filter(book__in=books).order_by("field_vi", "folded")
        )
        field.books, field.on = frozenset(book.pk for book in books), self.on
        field.label_from_instance = lambda row: row.label[self.language]

    def _offer_posts(self, books: Sequence[Book], units: Sequence[Unit]) -> None:
        field: Any = self.fields["post"]
        field.offer(lambda: posts_within(books, units, self.on))
        field.label_from_instance = lambda row: (
            f"{row.label[self.language]} · {row.unit.label[self.language]}"
        )
        field.empty_label = _("My post")

    def _offer_papers(self) -> None:
        parts = self.chosen.parts if self.chosen else []
        choices_of(self, "papers").choices = list(enumerate(parts))

    @property
    def chosen(self) -> Procedure | None:
        """The procedure that was chosen, if it is one that is offered."""
        field: Any = self.fields["procedure"]
        told = self.data if self.is_bound else self.initial
        found: Procedure | None = field.row(str(told.get("procedure", "")))
        return found

    @property
    def options(self) -> list[tuple[str, list[Procedure]]]:
        """The procedures by area of work, as the list of the page shows them."""
        rows: Any = self.fields["procedure"]
        areas: dict[str, list[Procedure]] = {}
        for row in rows.queryset:
            areas.setdefault(row.field_vi if self.language == "vi" else row.field_en, []).append(
                row
            )
        return list(areas.items())

    def clean(self) -> dict[str, Any]:
        """Say of each field what the rules would say of the dossier."""
        data: dict[str, Any] = super().clean() or {}
        for name, refusal in problems(self.told(data)):
            self.add_error(name, refusal_text(refusal))
        return data

    def told(self, data: dict[str, Any] | None = None) -> Dossier:
        data = self.cleaned_data if data is None else data
        parts = self.chosen.parts if self.chosen else []
        ticked = [parts[int(at)] for at in data.get("papers") or ()]
        other = [line.strip() for line in data.get("other_papers", "").splitlines()]
        said = {name: " ".join(str(data.get(name) or "").split()) for name in TYPED}
        sets = str(data.get("sets") or "")
        if said["notice"] == "phone" and not said["phone"] and not self.has_error("phone"):
            said["notice"] = (
                ""  # it stands there beforehand: whoever leaves no number hears nothing
            )
        return Dossier(**said, sets=sets, papers=tuple(filter(None, [*ticked, *other])))

    def opening(self, *, own: Post, at: datetime) -> Opening:
        data = self.cleaned_data
        procedure: Procedure = data["procedure"]
        return Opening(
            book=procedure.book,
            unit=self.only_unit or data["unit"],
            post=data["post"] or own,
            submitted_at=data["submitted_at"] or at,
            procedure=procedure,
            channel=data["channel"],
            competent=data["competent"].strip(),
        )

    def said(self) -> Told:
        """What is told of the step that follows opening at once."""
        data = self.cleaned_data
        until = data["until"] if self.undated else None
        return Told(reason=data["reason"], items=data["items"], until=until)

    @property
    def undated(self) -> bool:
        """Whether no source says how long the chosen procedure takes: then a date may be given."""
        row = self.chosen
        return row is not None and not row.limit and not row.same_day and not row.on_the_spot

    def duplicates_seen(self) -> set[int]:
        return {int(one) for one in str(self.data.get("seen", "")).split(",") if one.isdecimal()}


def posts_within(books: Sequence[Book], units: Sequence[Unit], on: date) -> QuerySet[Post]:
    """The posts of these places that somebody holds."""
    within = {unit.territory.pk for unit in units}
    found = [post.pk for post in posts_held(books, on) if post.unit.territory.pk in within]
    return Post.objects.filter(pk__in=found).select_related("unit").order_by("code")
