"""What staff type to open work of the loop; rules judge it, forms turn it into values."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds import inspection as inspections
from wardbook.cases.kinds import session as sessions
from wardbook.cases.kinds.follow_fields import FOLLOW_FIELDS, VERSION
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Opening
from wardbook.figures.snapshots import choices as indicators
from wardbook.office.case_forms import MomentField, UntilField
from wardbook.org.models import Post, Unit

_FORMS: dict[str, dict[str, Any]] = {
    "session": {name: label for name, (label, _counts) in sessions.FORMS.items()},
    "inspection": dict(inspections.FORMS),
}
MOVES_SOMETHING = frozenset(("shortcoming", "remedy", "conclusion"))
ABOUT = {
    "request_up": _("Place or body above, if it is in the list"),
    "visit": _("Area, if it is in the list"),
    "inspection": _("Body inspected"),
    "session": _("Body of the tier above, for its working session"),
    "conclusion": _("Who set it, if another body"),
}
# The day by which it is owed is the day itself of what is held on one.
UNTIL = {"session": _("Day of the session")}
LONG = 300  # what may be longer than this is typed into several lines


class OpenForm(forms.Form):
    """What a kind asks for, with who keeps it, who answers, and by when."""

    mark_optional = True

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Body that keeps it"))
    title = forms.CharField(label=_("What it is, in a sentence"), max_length=400)
    post = forms.ModelChoiceField(Post.objects.none(), label=_("Post that answers for it"))
    until = UntilField(label=_("By when"), help_text=_("Day, like 05/01/2026."))
    about = forms.ModelChoiceField(Unit.objects.none(), required=False)
    series = forms.CharField(
        label=_("Series"),
        required=False,
        max_length=60,
        help_text=_("Sessions of one name open with what the earlier ones left unfinished."),
    )
    indicator = forms.ChoiceField(label=_("Indicator that should move"), required=False)
    none_moves = forms.CharField(label=_("Or why none moves"), required=False, max_length=400)
    again = forms.ChoiceField(label=_("Named before"), required=False)
    new_because = forms.CharField(
        label=_("Or why it is another one"), required=False, max_length=400
    )
    since = MomentField(
        label=_("When it was set, named or called, if before now"),
        required=False,
        help_text=_("Hour and day, like 09:30 05/01/2026."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        kind: str,
        units: Sequence[Unit],
        posts: Sequence[Post],
        parent: Case | None = None,
        near: Sequence[Unit] = (),
        alike: Case | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.kind, self.parent = kind, parent
        self._of_kind()
        self._choices(units, posts, near)
        self._without(alike)

    def _of_kind(self) -> None:
        """The fields of the kind stand after its title, in its order."""
        language = get_language() or "vi"
        needs = KINDS[self.kind].needs
        own: dict[str, forms.Field] = {}
        for name, field in FOLLOW_FIELDS[self.kind].items():
            required = name in needs and name not in ("cause", "addressee", "area")
            if choice := _FORMS.get(self.kind) if name == "form" else None:
                options = [
                    ("", "—"),
                    *((code, row.texts[language]) for code, row in choice.items()),
                ]
                own[name] = forms.ChoiceField(
                    label=field.label.texts[language], choices=options, required=required
                )
                continue
            rows = {"rows": 3} if field.longest > LONG else {}
            widget = forms.Textarea(attrs=rows) if rows else forms.TextInput()
            own[name] = forms.CharField(
                label=field.label.texts[language],
                max_length=field.longest,
                required=required,
                widget=widget,
            )
        first = ("unit", "title")
        rest = {name: field for name, field in self.fields.items() if name not in first}
        self.fields = {name: self.fields[name] for name in first} | own | rest

    def _choices(self, units: Sequence[Unit], posts: Sequence[Post], near: Sequence[Unit]) -> None:
        language = get_language() or "vi"
        for name, rows in (("unit", units), ("about", near)):
            choice: Any = self.fields[name]
            choice.queryset = Unit.objects.filter(pk__in=[row.pk for row in rows])
            choice.label_from_instance = lambda row: row.label[language]
        who: Any = self.fields["post"]
        who.queryset = Post.objects.filter(pk__in=[row.pk for row in posts]).select_related("unit")
        who.label_from_instance = lambda row: f"{row.label[language]} · {row.unit.label[language]}"
        codes: Any = self.fields["indicator"]
        codes.choices = [("", pgettext_lazy("indicator", "none")), *indicators(language)]
        if self.kind in ABOUT:
            self.fields["about"].label = ABOUT[self.kind]
        if self.kind in UNTIL:
            self.fields["until"].label = UNTIL[self.kind]
        if len(units) == 1:
            self.fields["unit"].initial = units[0]

    def _without(self, alike: Case | None) -> None:
        """Take away what this kind does not ask, or what its parent says already."""
        gone = set() if self.kind in ABOUT else {"about"}
        if self.kind not in MOVES_SOMETHING:
            gone |= {"indicator", "none_moves"}
        if self.kind != "session":
            gone.add("series")
        if alike is None:
            gone |= {"again", "new_because"}
        else:
            again: Any = self.fields["again"]
            again.choices = [("", "—"), (alike.code, f"{alike.code} · {alike.title}")]
        if self.parent:
            gone.add("unit")
        for name in gone:
            del self.fields[name]

    def opening(self, at: datetime, facts: dict[str, Any], repeats: Case | None) -> Opening:
        data = self.cleaned_data
        unit = self.parent.unit if self.parent else data["unit"]
        told = {name: data[name] for name in FOLLOW_FIELDS[self.kind] if data.get(name)}
        kept = {name: str(value).strip() for name, value in told.items()}
        said = {
            name: data[name].strip() for name in ("none_moves", "new_because") if data.get(name)
        }
        return Opening(
            book=data["post"].book,
            unit=unit,
            post=data["post"],
            submitted_at=data["since"] or at,
            title=data["title"].strip(),
            until=data["until"],
            about=data.get("about"),
            series=self.parent.series if self.parent else data.get("series", "").strip(),
            indicator=data.get("indicator", ""),
            repeats=repeats,
            parent=self.parent,
            fields={"version": VERSION, **kept},
            facts=facts | said,
        )
