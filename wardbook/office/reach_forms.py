"""What staff type of how somebody is reached."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wardbook.cases.rules.reaching import Reach, faults
from wardbook.office.case_forms import TOLD_BY
from wardbook.office.forms import choices_of
from wardbook.office.views.page import refusal_text


def _line(label: Any, longest: int, mode: str) -> forms.CharField:
    attrs = {"autocomplete": "off", "inputmode": mode}
    return forms.CharField(
        label=label, max_length=longest, required=False, widget=forms.TextInput(attrs=attrs)
    )


class ReachForm(forms.Form):
    """The ways that the kind of a case has, and a digest of what stood when the page was opened."""

    mark_optional = False

    notice = forms.ChoiceField(label=_("Notify by"), choices=TOLD_BY, required=False)
    phone = _line(_("Phone"), 20, "tel")
    email = _line(_("E-mail"), 200, "email")
    address = _line(_("Address"), 300, "text")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, data: Any, *, names: Sequence[str], stands: Reach) -> None:
        super().__init__(data, initial=stands.values | {"seen": stands.digest})
        self.fields = {key: one for key, one in self.fields.items() if key in (*names, "seen")}
        ways = [("", _("at the counter: nobody calls")), *TOLD_BY]
        choices_of(self, "notice").choices = [
            way for way in ways if way[0] != "post" or "address" in names
        ]

    def clean(self) -> dict[str, Any]:
        """Say of each field what the rules of the counter would say of it."""
        data: dict[str, Any] = super().clean() or {}
        told = {name: data.get(name, "") for name in Reach.__dataclass_fields__}
        for name, refusal in faults(Reach(**told)):
            if name in self.fields and not self.has_error(name):
                self.add_error(name, refusal_text(refusal))
        return data
