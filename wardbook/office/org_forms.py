"""What administrators and people signing in type; the actions judge it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.ledger.models import Book
from wardbook.lib.text import plain
from wardbook.office.why_forms import WhyForm
from wardbook.org.catalogue import usual_bodies
from wardbook.org.causes import Cause
from wardbook.org.charges import fields, lasting
from wardbook.org.kinds import BELONGS_TO, Kind
from wardbook.org.models import Person, Post, Tenure, Unit
from wardbook.org.roles import Role
from wardbook.web.forms import DayField

ROLE_WORDS: dict[str, Any] = {
    Role.CLERK: _("Clerk: receives papers and files figures"),
    Role.LEADER: _("Leader: releases and withdraws figures"),
    Role.INSPECTOR: _("Inspector: reads papers and the ledger"),
    Role.ADMINISTRATOR: _("Administrator: accounts, posts and bodies"),
}
KIND_WORDS: dict[str, Any] = {
    Kind.PARTY_COMMITTEE: _("Party committee"),
    Kind.INSPECTION_COMMITTEE: _("Inspection committee"),
    Kind.PARTY_CELL: _("Party cell"),
    Kind.PEOPLES_COUNCIL: _("People's Council"),
    Kind.PEOPLES_COMMITTEE: _("People's Committee"),
    Kind.DIVISION: _("Office or division of a committee"),
    Kind.ONE_STOP_DESK: _("One-stop centre"),
    Kind.FATHERLAND_FRONT: _("Fatherland Front"),
    Kind.MASS_ORGANISATION: _("Mass organisation"),
    Kind.RESIDENTIAL_GROUP: _("Residential area"),
    Kind.PEOPLES_INSPECTION_BOARD: _("People's inspection board"),
}
PASSWORD_RULES = _(
    "At least 12 characters. Four or five words that only you would put together are easy to"
    " remember. Not your name, and not a password that many people use."
)
ENGLISH = _("For readers in English; without it the name stands without accents.")


def last_day(end_on: date) -> date:
    """People speak of the last day; rows keep the first day after it."""
    return end_on - timedelta(days=1)


def after(day: date) -> date:
    return day + timedelta(days=1)


def charge_rows(on: date, **which: Any) -> list[dict[str, Any]]:
    """What holds of ``which`` (a post, a unit) from a day on, in words."""
    return [
        {
            "charge": row,
            "field": fields()[row.field][_language()] if row.field else "",
            "last_on": row.end_on and last_day(row.end_on),
        }
        for row in lasting(on, **which)
    ]


class PasswordField(forms.CharField):
    """A password as typed: nothing is trimmed, nothing is sent back."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
        super().__init__(strip=False, max_length=1000, widget=widget, **kwargs)


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = PasswordField(
        label=_("New password"), help_text=PASSWORD_RULES, autocomplete="new-password"
    )
    again = PasswordField(label=_("The new password once more"), autocomplete="new-password")

    def clean(self) -> None:
        data = self.cleaned_data
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", _("Type the same password twice: these two differ."))


class PasswordForm(NewPasswordForm):
    """One's own password: the old one first."""

    old = PasswordField(label=_("Present password"), autocomplete="current-password")
    field_order = ["old", "password", "again"]


class PersonForm(forms.Form):
    """What somebody is called."""

    name = forms.CharField(label=_("Full name"), max_length=200)


class AccountForm(PersonForm):
    """Somebody new, in one of the books that the administrator looks after."""

    book = forms.ModelChoiceField(
        queryset=Book.objects.none(), label=_("Book"), to_field_name="code", empty_label=""
    )
    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        help_text=_("Small letters without accents, digits, dots or hyphens, such as lan.pham."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ["book", "name", "username"]

    def __init__(self, *args: Any, books: list[Book], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = books[0] if len(books) == 1 else None
        if self.only:
            del self.fields["book"]
        else:
            field: Any = self.fields["book"]
            field.queryset = Book.objects.filter(pk__in=[book.pk for book in books])
            field.label_from_instance = lambda book: book.code

    @property
    def chosen(self) -> Book:
        book: Book = self.only or self.cleaned_data["book"]
        return book


class TitleForm(forms.Form):
    """What a post is called in both languages."""

    title_vi = forms.CharField(label=_("Title of the post"), max_length=200)
    title_en = forms.CharField(
        label=_("Title in English"), max_length=200, required=False, help_text=ENGLISH
    )

    @property
    def title(self) -> dict[str, str]:
        return _both(self.cleaned_data["title_vi"], self.cleaned_data["title_en"])


class PostForm(TitleForm):
    """A new post."""

    unit = forms.ChoiceField(label=_("Where the post is"))
    role = forms.ChoiceField(
        label=_("What its holder may do"),
        choices=list(ROLE_WORDS.items()),
        widget=forms.RadioSelect,
    )
    start_on = DayField(label=_("First day"))
    field_order = ["unit", "title_vi", "title_en", "role", "start_on"]

    def __init__(self, *args: Any, bodies: Iterable[tuple[int, Unit]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for _depth, unit in bodies}
        field = cast(forms.ChoiceField, self.fields["unit"])
        field.choices = [(key, unit.label[_language()]) for key, unit in self.units.items()]

    @property
    def place(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class TenureForm(WhyForm):
    """Who holds a post, from when, how, and by what they came."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=_("Person"),
        empty_label="",
        help_text=_("Whoever is not in the list is invited first, under “Accounts”."),
    )
    how = forms.ChoiceField(
        label=_("How"),
        choices=[
            ("own", _("in their own right")),
            ("acting", _("acting for the holder or until there is one")),
        ],
        widget=forms.RadioSelect,
        initial="own",
    )
    start_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day, if it is known"), required=False)
    field_order = ["person", "how", "start_on", "last_on", "cause", "paper", "reason"]

    def __init__(
        self, *args: Any, people: Iterable[Person], holder: Tenure | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people
        field.label_from_instance = lambda person: f"{person.name} ({person.username})"
        if holder:
            words = _("in their own right, following %(name)s, who leaves the day before")
            choices = cast(forms.ChoiceField, self.fields["how"])
            follow = ("follow", words % {"name": holder.person.name})
            choices.choices = [follow, ("acting", _("acting, beside the holder"))]
            choices.initial = "follow"

    def offers(self, cause: Cause) -> bool:
        return cause.begins


class LastDayForm(forms.Form):
    """When something ends."""

    last_on = DayField(label=_("Last day"))

    @property
    def end_on(self) -> date:
        return after(self.cleaned_data["last_on"])


class LeaveForm(LastDayForm, WhyForm):
    """When somebody leaves a post, and by what."""

    field_order = ["last_on", "cause", "paper", "reason"]

    def offers(self, cause: Cause) -> bool:
        return cause.ends


class SourceForm(forms.Form):
    """By which paper a body is added, changed or closed."""

    source = forms.CharField(
        label=_("Decision or paper that says so"),
        max_length=400,
        help_text=_("Number, date and who issued it."),
    )


class NameForm(SourceForm):
    """A body's new name and the day it holds from."""

    name_vi = forms.CharField(label=_("Name"), max_length=200)
    name_en = forms.CharField(
        label=_("Name in English"), max_length=200, required=False, help_text=ENGLISH
    )
    start_on = DayField(label=_("From the day"))
    field_order = ["name_vi", "name_en", "start_on", "source"]

    @property
    def name(self) -> dict[str, str]:
        return _both(self.cleaned_data["name_vi"], self.cleaned_data["name_en"])


class BodyForm(NameForm):
    """A new body below a unit."""

    kind = forms.ChoiceField(label=_("Kind of body"), widget=forms.RadioSelect)
    field_order = ["kind", "name_vi", "name_en", "start_on", "source"]

    def __init__(self, *args: Any, parent: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["kind"])
        kinds = [kind for kind in KIND_WORDS if parent.kind in BELONGS_TO[kind]]
        field.choices = [(str(kind), KIND_WORDS[kind]) for kind in kinds]


class UsualForm(SourceForm):
    """Those of the usual bodies that a place has."""

    kinds = forms.MultipleChoiceField(
        label=_("Bodies"), widget=forms.CheckboxSelectMultiple, error_messages={}
    )
    start_on = DayField(label=_("From the day"))
    field_order = ["kinds", "start_on", "source"]

    def __init__(self, *args: Any, place: Unit, standing: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = usual_bodies(place.name_vi, place.name_en)
        left = [body for body in usual if body.kind not in standing]
        field = cast(forms.MultipleChoiceField, self.fields["kinds"])
        english = _language() == "en"
        field.choices = [(one.kind, one.name_en if english else one.name_vi) for one in left]
        field.initial = [one.kind for one in left]


class EndForm(LastDayForm, SourceForm):
    """When a body ends and by which paper."""

    field_order = ["last_on", "source"]


class TelephoneForm(forms.Form):
    """The number at which anybody reaches a body."""

    phone = forms.CharField(
        label=_("Telephone of the office"),
        max_length=30,
        required=False,
        help_text=_("As it is dialled, such as 0292 3855 555. Blank takes it back."),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )


SESSIONS = _("From and to, with a comma before the afternoon: 07:00–11:30, 13:30–17:00.")


class HoursForm(SourceForm):
    """When a unit is open, from a day to a day."""

    weekdays = forms.CharField(label=_("Monday to Friday"), max_length=80, help_text=SESSIONS)
    friday = forms.CharField(label=_("Friday, if it differs"), max_length=80, required=False)
    saturday = forms.CharField(
        label=_("Saturday, for visitors"),
        max_length=80,
        required=False,
        help_text=_("It makes Saturday no working day: deadlines do not count it."),
    )
    valid_from = DayField(label=_("From the day"))
    last_on = DayField(label=_("Last day, for hours of a season"), required=False)
    field_order = ["weekdays", "friday", "saturday", "valid_from", "last_on", "source"]

    @property
    def sessions(self) -> str:
        """The writing of ``wardbook.lib.hours``."""
        days = (("fri", "friday"), ("sat", "saturday"))
        more = [f"{day} {told}" for day, name in days if (told := self.cleaned_data[name])]
        return "; ".join([self.cleaned_data["weekdays"], *more])

    @property
    def valid_to(self) -> date | None:
        last_on = self.cleaned_data["last_on"]
        return after(last_on) if last_on else None


def title_of(post: Post) -> dict[str, str]:
    return {"title_vi": post.title_vi, "title_en": post.title_en}


def _both(vi: str, en: str) -> dict[str, str]:
    vi = vi.strip()
    return {"vi": vi, "en": en.strip() or plain(vi)}


def _language() -> str:
    return get_language() or "vi"
