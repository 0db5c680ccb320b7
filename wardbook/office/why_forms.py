"""What is typed of why somebody comes to a post or leaves it, and of the period asked for."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.org.causes import Cause, Why, causes
from wardbook.org.models import Post
from wardbook.web.forms import DayField


class WhyForm(forms.Form):
    """By which cause and paper; ``choices_of`` says which causes are offered."""

    cause = forms.ChoiceField(label=_("By what"), required=False)
    paper = forms.CharField(
        label=_("Number of the decision"),
        max_length=200,
        required=False,
        help_text=_("As it stands on the paper, such as 15-QĐ/ĐU."),
    )
    reason = forms.CharField(
        label=_("In your own words, if need be"),
        max_length=400,
        required=False,
        help_text=_("It stays in the office. Nothing about health or family belongs here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["cause"])
        offered = {row.code: row for row in causes() if self.offers(row)}
        language = get_language() or "vi"
        blank = [] if field.required else [("", _("not told"))]
        field.choices = [*blank, *((row.code, row.label[language]) for row in offered.values())]

    def offers(self, cause: Cause) -> bool:
        raise NotImplementedError

    @property
    def why(self) -> Why:
        data = self.cleaned_data
        return Why(cause=data["cause"], paper=data["paper"], reason=data["reason"])


class MoveOnForm(WhyForm):
    """To which post somebody moves on, from which day, and by what."""

    cause = forms.ChoiceField(label=_("By what"), widget=forms.RadioSelect)
    post = forms.ModelChoiceField(
        queryset=Post.objects.none(), label=_("The next post"), empty_label=""
    )
    start_on = DayField(label=_("First day in the next post"))
    field_order = ["post", "start_on", "cause", "paper", "reason"]

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, language = cast(Any, self.fields["post"]), get_language() or "vi"
        field.queryset = posts
        field.label_from_instance = lambda row: (
            f"{row.label[language]} · {row.unit.label[language]}"
        )

    def offers(self, cause: Cause) -> bool:
        return cause.moves


class ChangesForm(forms.Form):
    """From which day to which changes of posts are counted, and which of them are listed."""

    mark_optional = False
    start = DayField(label=_("From"), required=False)
    end = DayField(label=_("To"), required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data or None)
        self.usual = (date(today.year, 1, 1), today)
        self.fields["start"].initial, self.fields["end"].initial = self.usual

    @property
    def span(self) -> tuple[date, date]:
        """Both days in it; without any, the year until today."""
        told = self.cleaned_data if self.is_valid() else {}
        start = told.get("start") or self.usual[0]
        return start, max(start, told.get("end") or self.usual[1])
