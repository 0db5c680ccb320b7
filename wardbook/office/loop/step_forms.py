"""What staff type to take a step on work of the loop: its words, its numbers, its lists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.cases import loop
from wardbook.cases.kinds import inspection, pledge, session
from wardbook.cases.kinds.table import Step
from wardbook.cases.models import Case, Move
from wardbook.cases.rules.taking import Told
from wardbook.office.case_forms import MomentField, UntilField
from wardbook.office.step_forms import PUBLISHED
from wardbook.office.tally_forms import CountField
from wardbook.web.forms import DayField

COUNTS = session.COUNTS | inspection.COUNTS | pledge.COUNTS
# What the words of a step are, where "note" would say too little.
ITEMS = {
    "progress": _("How far it is"),
    "report": _("What was done and what came of it"),
    "verify": _("What you looked at, and what you saw"),
    "answer": _("The answer"),
    "agree": _("What was agreed"),
    "suggest": _("The point, as the superior put it"),
    "conclude": _("What was concluded, in a few sentences"),
    "review": _("What became of the pledges"),
    "remind": _("How it was asked again"),
}
LINES = forms.Textarea(attrs={"rows": 4})


class FollowStepForm(forms.Form):
    """``version`` is that of the case as it was seen; facts are frozen with the step."""

    mark_optional = True

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        case: Case,
        name: str,
        step: Step,
        moves: Sequence[Move],
        needs_word: bool = False,
    ) -> None:
        super().__init__(data, initial={"version": case.version})
        self.case, self.name, self.step, self.moves = case, name, step, moves
        self._words()
        self._numbers()
        if name in ("report", "verify") and needs_word:
            self.fields["none_moves"] = forms.CharField(
                label=_("Why no indicator moves"), max_length=400
            )
        if name == "conclude" and case.kind == "session":
            self._carried()
        if name == "draft":
            self._draft()
        if case.released_at:
            self._say_who_reads()
        self.fields["at"] = MomentField(
            label=_("When it happened, if not now"),
            required=False,
            help_text=_("Hour and day, like 09:30 05/01/2026."),
        )

    def _say_who_reads(self) -> None:
        """What is public already stays so: beside each field that everybody will read."""
        for field in ("items", "reason", "overruled"):
            if field in self.fields:
                self.fields[field].help_text = PUBLISHED

    def _words(self) -> None:
        needs = self.step.needs
        if "items" in needs:
            self.fields["items"] = forms.CharField(
                label=ITEMS.get(self.name, _("Words")), max_length=2000, widget=LINES
            )
        if "reason" in needs:
            self.fields["reason"] = forms.CharField(label=_("Why"), max_length=800, widget=LINES)
        if "overruled" in needs:
            self.fields["overruled"] = forms.CharField(
                label=_("Why it ends without verification"),
                max_length=400,
                widget=LINES,
                help_text=_("It stays for ever, and is public where the work is."),
            )
        if "until" in needs:
            label = _("Conclusions go out by") if self.name == "hold" else _("New date")
            self.fields["until"] = UntilField(label=label, help_text=_("Day, like 05/01/2026."))
        if "into" in needs:
            beside = [
                (one.code, f"{one.code} · {one.title}") for one in loop.may_take_in(self.case)
            ]
            self.fields["into"] = forms.ChoiceField(
                label=_("The one it is merged into"), choices=[("", "—"), *beside]
            )
        if "outcome" in needs:
            options = [(code, row.texts[_language()]) for code, row in inspection.OUTCOMES.items()]
            self.fields["outcome"] = forms.ChoiceField(
                label=_("Outcome"), choices=[("", "—"), *options]
            )

    def _numbers(self) -> None:
        names = self.step.counts
        if self.case.kind == "session" and names:
            names = session.FORMS[self.case.fields["form"]][1]
        known = loop.counts_of(self.case) if names else {}
        for name in names:
            self.fields[name] = CountField(
                label=COUNTS[name].texts[_language()], required=True, initial=known.get(name)
            )
        if "as_of" in self.step.needs:
            self.fields["as_of"] = DayField(label=_("Counted on"))

    def _carried(self) -> None:
        """One answer for each conclusion that the session opened with."""
        for row in loop.last_told(self.moves, "carried") or ():
            self.fields[f"heard-{row['code']}"] = forms.CharField(
                label=f"{row['code']} · {row['title']}", max_length=400,
                help_text=_("What was said of it in this session."),
            )  # fmt: skip

    def _draft(self) -> None:
        kept = loop.draft_of(self.moves)
        self.fields["strengths"] = forms.CharField(
            label=_("Strengths"), max_length=8000, widget=LINES, initial=kept.get("strengths", "")
        )
        self.fields["breakthroughs"] = forms.CharField(
            label=_("Breakthrough tasks, one a line"),
            max_length=4000,
            widget=LINES,
            initial="\n".join(kept.get("breakthroughs", ())),
        )
        answers = kept.get("answers", {})
        for move in self.moves:
            if move.step == "suggest":
                self.fields[f"answer-{move.number}"] = forms.CharField(
                    label=move.items, max_length=2000, widget=LINES, required=False,
                    initial=answers.get(str(move.number), ""),
                    help_text=_("The answer to this suggested point."),
                )  # fmt: skip

    def told(self, facts: dict[str, Any]) -> Told:
        data = self.cleaned_data
        return Told(
            at=data["at"],
            reason=data.get("reason", ""),
            items=data.get("items", ""),
            until=data.get("until"),
            overruled=data.get("overruled", ""),
            facts=facts | self._facts(),
        )

    def _facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        plain = ("none_moves", "into", "outcome", *COUNTS)
        facts = {name: data[name] for name in plain if data.get(name) not in (None, "")}
        if data.get("as_of"):
            facts["as_of"] = data["as_of"].isoformat()
        heard = _after("heard-", data)
        if heard:
            facts["heard"] = heard
        if self.name == "draft":
            lines = [line.strip() for line in data["breakthroughs"].splitlines()]
            facts |= {
                "strengths": data["strengths"].strip(),
                "breakthroughs": [line for line in lines if line],
                "answers": _after("answer-", data),
            }
        return facts

    def shown_again(self, version: int) -> None:
        """The next time it is sent it means the case as it stands now."""
        typed = {name: self.data.get(name, "") for name in self.data}
        self.data = typed | {"version": str(version)}


def _after(prefix: str, data: dict[str, Any]) -> dict[str, str]:
    return {
        name.removeprefix(prefix): value.strip()
        for name, value in data.items()
        if name.startswith(prefix) and value
    }


def _language() -> str:
    return get_language() or "vi"
