"""What staff type about ratings: points and levels, facts of the body, decisions made elsewhere."""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.documents.models import Document
from wardbook.figures.models import StepName, UnitRating
from wardbook.figures.ratings import law, queries
from wardbook.figures.ratings.evidence import Stated
from wardbook.figures.ratings.scoring import Choice, Scored, Told
from wardbook.lib.numbers_vi import format_number, read_amount
from wardbook.office.access import StaffRequest
from wardbook.office.forms import PeriodField, choices_of
from wardbook.office.org_forms import KIND_WORDS
from wardbook.office.rating_words import level_choices, name_of
from wardbook.org.models import Unit
from wardbook.org.roles import Permission
from wardbook.web.forms import DayField

STATED = tuple(one.name for one in fields(Stated))
_SHORT = {"class": "govuk-input--width-5", "autocomplete": "off", "inputmode": "decimal"}
PAPERS = 100  # offered as the document of a decision
CHANGING = (StepName.ADJUST, StepName.CANCEL)
DISCIPLINE = [("", _("not known")), ("no", _("nobody was")), ("yes", _("somebody was"))]


class PointField(forms.Field):
    """Points as the language of the page writes them; all their decimals are kept."""

    widget = forms.TextInput(attrs=_SHORT)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        decimal = "." if get_language() == "en" else ","
        amount = read_amount(text, decimal=decimal) if len(text) <= 12 else None
        if amount is None or amount.high is not None:
            raise forms.ValidationError(_("Type points like 27.5."))
        return amount.low

    def prepare_value(self, value: Any) -> Any:
        """As the language of the page writes it, so that it is read back as it is."""
        if not isinstance(value, Decimal):
            return value
        return format_number(value, get_language() or "vi")


def count(label: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs=_SHORT | {"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=99_999, widget=widget
    )


class OpenForm(forms.Form):
    """A body and the period over which it is rated."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Body"), empty_label=None)
    period = PeriodField(
        label=_("Period"), help_text=_("A year like 2025, a half or a quarter like 2025-Q3.")
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units)


def offer(form: forms.Form, name: str, units: Sequence[Unit]) -> None:
    choice: Any = form.fields[name]
    choice.queryset = Unit.objects.filter(pk__in=[one.pk for one in units]).order_by(
        "folded", "code"
    )
    choice.label_from_instance = lambda one: one.label[get_language() or "vi"]


class StepForm(forms.Form):
    """A step with its level, points, reason and paper; and the facts that are stated with it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Level"), widget=forms.RadioSelect)
    common = PointField(label=_("Points for common criteria, 0 to 30"), required=False)
    task = PointField(label=_("Points for task results, 0 to 70"), required=False)
    tasks = count(_("Tasks given for the period"))
    on_time = count(_("of them done on time"))
    late = count(_("of them done late"))
    undone = count(_("of them not done"))
    beyond = count(_("of them beyond what was asked"))
    disciplined = forms.ChoiceField(
        label=_("Discipline of the collective, a member or a unit of it"),
        choices=DISCIPLINE,
        required=False,
    )
    document = forms.CharField(label=_("Number of the document"), max_length=200, required=False)
    outstanding = forms.BooleanField(
        label=_("It is recognised as outstanding, so that the larger quota holds"), required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed where the level is below its points, or a decision is changed."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, rating: UnitRating, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rating, self.step = rating, step
        choices_of(self, "level").choices = level_choices(rating.rule)
        if law.rule_of(rating.rule).common is None:
            self._drop("common", "task")
        self._require("common", "task")
        if step == StepName.CANCEL:
            self._drop("level", "common", "task", "outstanding", *STATED)
        elif step in {StepName.DECISION, StepName.ADJUST}:
            self._drop(*STATED)
        else:
            self._drop("outstanding", "document")
        self._require("document", *(["reason"] if step in CHANGING else []))

    def _require(self, *names: str) -> None:
        for name in names:
            if name in self.fields:
                self.fields[name].required = True

    def _drop(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)

    @property
    def seen(self) -> UnitRating:
        """The rating as it was when the page was opened."""
        self.rating.version = self.cleaned_data["version"]
        return self.rating

    @property
    def scored(self) -> Scored:
        data = self.cleaned_data
        return Scored(
            level=data.get("level", ""),
            common=data.get("common"),
            task=data.get("task"),
            reason=data["reason"],
            document=data.get("document", ""),
            outstanding=data.get("outstanding", False),
            stated=self._stated(),
        )

    def _stated(self) -> Stated | None:
        if "tasks" not in self.fields:
            return None
        counts = {name: self.cleaned_data[name] for name in STATED if name != "disciplined"}
        said = {"yes": True, "no": False}.get(self.cleaned_data["disciplined"])
        return Stated(**counts, disciplined=said)


def papers_of(request: StaffRequest) -> QuerySet[Document]:
    """The papers received last of those that the person may read."""
    seen = Q(pk=None)
    for held in request.tenures:
        if held.may(Permission.DOCUMENT_READ):
            place = held.post.place_of(Permission.DOCUMENT_READ)
            seen |= Q(book=held.post.book_id) & queries.below(place)
    last = Document.objects.filter(seen).order_by("-received_at").values_list("pk")[:PAPERS]
    rows = Document.objects.filter(pk__in=[pk for (pk,) in last])
    return rows.defer("text", "checks").order_by("title")


class TellForm(OpenForm):
    """What a body outside this book decided on one of ours, as its document says."""

    level = forms.ChoiceField(label=_("Level"), widget=forms.RadioSelect)
    or_better = forms.BooleanField(
        label=_("The document says “or better” and no more"), required=False
    )
    common = PointField(label=_("Points for common criteria, if told"), required=False)
    task = PointField(label=_("Points for task results, if told"), required=False)
    decided_by = forms.CharField(label=_("Who decided"), max_length=200)
    document = forms.CharField(label=_("Number of the document"), max_length=200)
    decided_on = DayField(label=_("Day of the decision"), required=False)
    paper = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        label=_("The document, where the book has it"),
        required=False,
    )

    def __init__(self, *args: Any, papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "level").choices = level_choices(law.rules()[-1].key)
        choice: Any = self.fields["paper"]
        choice.queryset, choice.label_from_instance = papers, lambda one: one.title

    @property
    def told(self) -> Told:
        data = self.cleaned_data
        return Told(
            level=data["level"],
            bound="at_least" if data["or_better"] else "exact",
            common=data["common"],
            task=data["task"],
            decided_by=data["decided_by"],
            document=data["document"],
            decided_on=data["decided_on"],
            paper=data["paper"],
        )


class GroupForm(forms.Form):
    """Levels for several bodies of a kind, decided together; a blank level leaves one as it is."""

    document = forms.CharField(label=_("Number of the document"), max_length=200)
    outstanding = forms.BooleanField(
        label=_("The unit is recognised as outstanding, so that the larger quota holds"),
        required=False,
    )
    reason = forms.CharField(label=_("Reason"), max_length=1000, required=False)

    def __init__(self, *args: Any, ratings: Sequence[UnitRating], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ratings = ratings
        for rating in ratings:
            self._add(rating)

    def _add(self, rating: UnitRating) -> None:
        """Begin with what was said last; points are asked where the rule counts them."""
        last = queries.last_said(rating)
        name, mark = name_of(rating), f"{rating.pk}"
        choices = [("", _("not now")), *level_choices(rating.rule)]
        self.fields[f"level_{mark}"] = forms.ChoiceField(
            label=_("Level of %(name)s") % {"name": name},
            choices=choices,
            initial=last.level if last else "",
            required=False,
        )
        self.fields[f"version_{mark}"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=rating.version
        )
        if law.rule_of(rating.rule).common is not None:
            parts = (
                ("common", _("Points for common criteria"), last and last.common),
                ("task", _("Points for task results"), last and last.task),
            )
            for part, label, value in parts:
                field = PointField(label=label, initial=value, required=False)
                self.fields[f"{part}_{mark}"] = field

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields of each body, for the page."""
        return [
            {
                "rating": rating,
                "level": self[f"level_{rating.pk}"],
                "version": self[f"version_{rating.pk}"],
                "common": self[name] if (name := f"common_{rating.pk}") in self.fields else None,
                "task": self[name] if (name := f"task_{rating.pk}") in self.fields else None,
            }
            for rating in self.ratings
        ]

    @property
    def chosen(self) -> list[Choice]:
        return [self._choice(one) for one in self.ratings if self._level(one)]

    def _level(self, rating: UnitRating) -> str:
        level: str = self.cleaned_data.get(f"level_{rating.pk}", "")
        return level

    def _choice(self, rating: UnitRating) -> Choice:
        data = self.cleaned_data
        rating.version = data[f"version_{rating.pk}"]
        scored = Scored(
            level=self._level(rating),
            common=data.get(f"common_{rating.pk}"),
            task=data.get(f"task_{rating.pk}"),
            reason=data["reason"],
            document=data["document"],
            outstanding=data["outstanding"],
        )
        return Choice(rating=rating, scored=scored)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(f"level_{one.pk}") for one in self.ratings):
            raise forms.ValidationError(_("Choose a level for at least one body."))
        return cleaned


class RollUpForm(forms.Form):
    """A place, a kind of body and a period."""

    mark_optional = False
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Below"), empty_label=None)
    kind = forms.ChoiceField(label=_("Kind"))
    period = PeriodField(label=_("Period"))

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units)
        choices_of(self, "kind").choices = [(str(kind), KIND_WORDS[kind]) for kind in KIND_WORDS]


class TakeBackForm(forms.Form):
    """Why a rating is public no more."""

    reason = forms.CharField(
        label=_("Why it is taken back"),
        help_text=_("The public reads this sentence; name no person."),
        max_length=400,
    )


class ListForm(forms.Form):
    """Which ratings are shown."""

    mark_optional = False
    period = PeriodField(label=_("Period"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(str(kind), KIND_WORDS[kind]) for kind in KIND_WORDS]
        levels = level_choices(law.rules()[-1].key)
        choices_of(self, "kind").choices = [("", _("all")), *kinds]
        choices_of(self, "level").choices = [("", _("all")), *levels]
