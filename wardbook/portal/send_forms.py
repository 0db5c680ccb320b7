"""The forms of what a visitor may send, and what they have typed so far."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wardbook.web.rating_words import RATING_REASONS

SCORES = {
    "5": _("5 – very satisfied"),
    "4": _("4 – satisfied"),
    "3": _("3 – so so"),
    "2": _("2 – dissatisfied"),
    "1": _("1 – very dissatisfied"),
}
ANSWERS = {
    "mended": _("Yes, it was mended"),
    "partly": _("Partly"),
    "not_mended": _("No, it was not"),
}
SORTS = {
    "feedback": _("Something is wrong (a street, a notice, how I was served)"),
    "suggestion": _("I have a suggestion"),
    "complaint": _("I disagree with a decision that concerns me"),
    "denunciation": _("I want to report that somebody broke the law"),
}
STEPS = {
    "sort": ("sort",),
    "place": ("place",),
    "words": ("words",),
    "where": ("where",),
    "contact": ("name", "phone", "email"),
}
_CARRIED = ("sort", "place", "words", "where", "name", "phone", "email", "website", "form")
_LONGEST = 4000  # characters of anything that travels along


class Rate(forms.Form):
    """How satisfied, and why."""

    score = forms.ChoiceField(
        label=_("How satisfied are you with the service?"),
        choices=list(SCORES.items()),
        widget=forms.RadioSelect,
    )
    reasons = forms.MultipleChoiceField(
        label=_("Why? Choose at most three."),
        choices=list(RATING_REASONS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class Again(forms.Form):
    """Asked again, four weeks after the answer."""

    answer = forms.ChoiceField(
        label=_("Was it mended?"), choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )


class Say(forms.Form):
    """Everything that is asked; a page shows the fields of one step."""

    sort = forms.ChoiceField(
        label=_("What do you want to tell?"), choices=list(SORTS.items()), widget=forms.RadioSelect
    )
    place = forms.ChoiceField(label=_("Which ward or commune?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What is wrong, or what do you suggest?"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Say what, and since when. Leave out names and numbers of other people."),
        max_length=3000,
    )
    where = forms.CharField(
        label=_("Where is it?"),
        required=False,
        max_length=200,
        help_text=_("A street, an alley, a residential group, or which office."),
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=200)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=20)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=200)

    def __init__(self, *args: Any, shown: tuple[str, ...], places: Mapping[str, Any], **more: Any):
        super().__init__(*args, **more)
        language = get_language() or "vi"
        place: Any = self.fields["place"]
        place.choices = [(code, label[language]) for code, label in places.items()]
        self.fields = {name: field for name, field in self.fields.items() if name in shown}
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


def step_form(step: str, data: Mapping[str, Any] | None, places: Mapping[str, Any]) -> Say:
    return Say(data, shown=STEPS.get(step, ()), places=places)


@dataclass(frozen=True, slots=True)
class Typed:
    """What came with the last page: every answer so far, which step it answers, and what next.

    ``change`` names the step that somebody wants to mend; ``checking`` that they have seen all
    answers and come straight back to them.
    """

    given: dict[str, str]
    step: str
    change: str
    checking: bool
    steps: tuple[str, ...]

    @classmethod
    def of(cls, post: Mapping[str, str], places: Mapping[str, Any]) -> Self:
        given = {name: _cut(post.get(name, "")) for name in _CARRIED}
        given["form"] = given["form"][:40] or secrets.token_urlsafe(18)
        steps = tuple(step for step in STEPS if step != "place" or len(places) > 1)
        if len(places) == 1:
            given["place"] = next(iter(places))
        step, change = post.get("step", ""), post.get("change", "")
        return cls(
            given=given,
            step=step if step in (*steps, "check") else steps[0],
            change=change if change in steps else "",
            checking=bool(post.get("checking")) or change in steps,
            steps=steps,
        )

    @property
    def first(self) -> str:
        return self.steps[0]

    @property
    def following(self) -> str:
        after = self.steps[self.steps.index(self.step) + 1 :]
        return "check" if self.checking or not after else after[0]

    def answered(self, step: str) -> bool:
        return any(self.given[name] for name in STEPS[step])

    def carried(self, step: str) -> list[tuple[str, str]]:
        """What a page sends along beside the fields of its own step."""
        own = (*STEPS.get(step, ()), "website")
        return [(name, value) for name, value in self.given.items() if name not in own]

    def told(self, places: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """Step, question and answer of every field, for the page on which they are checked."""
        shown = {"sort": str(SORTS.get(self.given["sort"], ""))}
        place = places.get(self.given["place"])
        shown["place"] = place[get_language() or "vi"] if place else ""
        fields = Say.base_fields
        return [
            (
                step,
                str(fields[name].label),
                shown.get(name, self.given[name]) or gettext("not provided"),
            )
            for step in self.steps
            for name in STEPS[step]
        ]


def _cut(text: str) -> str:
    return text.replace("\0", "").strip()[:_LONGEST]
