"""What staff type to take a step on a case, or to hand it over."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.cases import faces
from wardbook.cases.kinds.reasons import REASONS
from wardbook.cases.kinds.table import Step
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Told
from wardbook.lib.clock import Effect
from wardbook.office.case_forms import READ_BY_HOLDER, MomentField, UntilField
from wardbook.org.heirs import heirs
from wardbook.org.models import Post, Tenure
from wardbook.org.roles import ANSWERING

# What some steps ask for in words; every other asks why, or for a note.
IN_WORDS = {
    "answer": _("The answer"),
    "transfer": _("To which body, and why"),
}
PUBLISHED = _("Everybody reads these words: write no name and no number of a person.")


class StepForm(forms.Form):
    """When it happened, and what the step needs; ``version`` is that of the case as it was seen."""

    mark_optional = False
    field_order: Sequence[str] = ("version", "items", "until", "often", "reason")

    version = forms.IntegerField(widget=forms.HiddenInput)
    often = forms.ChoiceField(label=_("Reason"), required=False)
    reason = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    items = forms.CharField(
        label=_("What is asked for, one a line"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everything in one go: the law allows it once."),
    )
    until = UntilField(
        label=_("Until"),
        required=False,
        help_text=_("Day, like 05/01/2026; an hour if it matters."),
    )
    at = MomentField(
        label=_("When it happened, if not now"),
        required=False,
        help_text=_("Hour and day, like 09:30 05/01/2026."),
    )
    overruled = forms.CharField(
        label=_("Why in spite of the rule"),
        required=False,
        max_length=400,
        help_text=_("It stays on record with your name, as a breach."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        case: Case,
        name: str,
        step: Step,
        may_overrule: bool,
    ) -> None:
        often = REASONS.get(name, ())
        asked = {
            "often": bool(often),
            "items": "items" in step.needs,
            "until": "until" in step.needs or _undated(case, step),
            "overruled": bool(step.law) and may_overrule,
        }
        # Each form has its own copy of every field: none is made of what the step does not ask.
        fields = {one: field for one, field in self.base_fields.items() if asked.get(one, True)}
        self.base_fields = fields  # type: ignore[misc] # Django copies those of the instance
        super().__init__(data, initial={"version": case.version})
        if often:
            chosen: Any = self.fields["often"]
            language = get_language() or "vi"
            chosen.choices = [("", "—"), *((one.vi, one.texts[language]) for one in often)]
        else:
            self.fields["reason"].label = IN_WORDS.get(name, _("Why, or a note"))
        if case.kind != "dossier" and asked["items"]:
            self.fields["items"].help_text = ""  # the law that allows it once is of dossiers
        self._say_who_reads(name, step)

    def _say_who_reads(self, name: str, step: Step) -> None:
        """Beside each field whose words leave the office: where to, and what not to write there."""
        for field in faces.read_by_holder(name, step) & self.fields.keys():
            told = [self.fields[field].help_text, PUBLISHED if step.publishes else READ_BY_HOLDER]
            if step.publishes and field == "items":
                self.fields[field].label, told = _("What everybody reads"), told[1:]
            self.fields[field].help_text = " ".join(str(one) for one in told if one)

    def told(self) -> Told:
        data = self.cleaned_data
        parts = (data.get("often", ""), data["reason"].strip())
        return Told(
            at=data["at"],
            reason=". ".join(part.rstrip(".") for part in parts if part),
            items=data.get("items", ""),
            until=data.get("until"),
            overruled=data.get("overruled", ""),
        )

    def shown_again(self, version: int) -> None:
        """The next time it is sent it means the case as it stands now."""
        # Unpacked as a dict, a QueryDict gives lists: ['the words'] would stand in the field.
        typed = {name: self.data.get(name, "") for name in self.data}
        self.data = typed | {"version": str(version)}


def _undated(case: Case, step: Step) -> bool:
    """Whether a step starts the clock of work of which nothing says how long it takes."""
    return step.effect is Effect.START and not case.limit


class HandOverForm(StepForm):
    """Who answers for the case from now on, and why."""

    post = forms.ModelChoiceField(queryset=Post.objects.none(), label=_("Who answers from now on"))

    field_order = ("version", "post", "often", "reason")

    def __init__(self, data: QueryDict | None, *, case: Case, on: date) -> None:
        super().__init__(data, case=case, name="hand_over", step=_PLAIN, may_overrule=False)
        del self.fields["at"]
        language, field = get_language() or "vi", self.fields["post"]
        choice: Any = field
        choice.queryset = posts_of(case, on)
        choice.label_from_instance = lambda row: (
            f"{row.label[language]} · {row.unit.label[language]}"
        )

    def told(self) -> Told:
        data = self.cleaned_data
        parts = (data.get("often", ""), data["reason"].strip())
        return Told(reason=". ".join(part.rstrip(".") for part in parts if part))


_PLAIN = Step(label=REASONS["hand_over"][0], before=(), permission="")


def posts_of(case: Case, on: date) -> Any:
    """The posts of its place, or of those that took it over, that may answer; not its own."""
    held = Tenure.objects.in_force(on)
    rows = Post.objects.filter(book=case.book_id, role__in=ANSWERING, tenures__in=held)
    near = rows.select_related("unit__parent__parent__parent").distinct()
    places = {case.unit.territory.pk, *(one.pk for one in heirs(case.unit, on))}
    found = [row.pk for row in near if row.unit.territory.pk in places and row.pk != case.post_id]
    return Post.objects.filter(pk__in=found).select_related("unit").order_by("code")


def trial(case: Case, at: datetime, later: datetime) -> Told:
    """Everything a step may need, to ask whether it would be refused for another reason."""
    return Told(at=at, reason="-", items="-", until=later, post=case.post)
