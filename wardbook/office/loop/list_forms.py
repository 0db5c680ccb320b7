"""What narrows the list of the loop; all of it stands in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.cases.kinds import FOLLOW_UP, KINDS
from wardbook.cases.queries.follow_up import HOW, Listed
from wardbook.org.models import Post

WORDS = {
    "": _("Everything open"),
    "late": _("Late"),
    "reported": _("To be verified"),
    "above": _("Waiting for the tier above"),
    "ended": _("Ended"),
    "all": _("Open and ended"),
}


class FollowForm(forms.Form):
    """Kind, how it stands, whose, and words with or without accents."""

    mark_optional = False

    q = forms.CharField(label=_("Words or code"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    how = forms.ChoiceField(
        label=_("How it stands"), required=False, choices=[(name, WORDS[name]) for name in HOW]
    )
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[
            ("", _("Everybody's")),
            ("mine", _("Mine to do")),
            ("others", _("Owed by others")),
        ],
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        language = get_language() or "vi"
        known = [(k, KINDS[k].label.texts[language]) for k in KINDS if k in FOLLOW_UP]
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Every kind")), *known]

    @property
    def narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("q", "kind", "whose"))

    def asked(self, own: Sequence[Post]) -> Listed:
        data = self.cleaned_data
        return Listed(
            kind=data["kind"], how=data["how"], words=data["q"], whose=data["whose"], posts=own
        )
