"""What is typed of which post answers for which area and field."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wardbook.office.org_forms import SourceForm, after
from wardbook.org.charges import AREAS, fields
from wardbook.org.kinds import TERRITORIES
from wardbook.org.models import Post, Unit
from wardbook.web.forms import DayField


class ChargeForm(SourceForm):
    """A post answers for an area, or for one field of the work there."""

    post = forms.ModelChoiceField(queryset=Post.objects.none(), label=_("Post"), empty_label="")
    unit = forms.ChoiceField(
        label=_("Its area"),
        help_text=_("The whole place only together with a field."),
    )
    field = forms.ChoiceField(label=_("Field"), required=False)
    start_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day, if it is known"), required=False)
    field_order = ["post", "unit", "field", "start_on", "last_on", "source"]

    def __init__(self, *args: Any, posts: Any, areas: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, post = get_language() or "vi", cast(Any, self.fields["post"])
        post.queryset = posts
        post.label_from_instance = lambda row: f"{row.label[language]} · {row.unit.label[language]}"
        self.areas = {str(unit.pk): unit for unit in areas if unit.kind in AREAS}
        unit = cast(forms.ChoiceField, self.fields["unit"])
        unit.choices = [("", ""), *((pk, _area(one)) for pk, one in self.areas.items())]
        field = cast(forms.ChoiceField, self.fields["field"])
        named = [(code, label[language]) for code, label in fields().items()]
        field.choices = [("", _("all of it")), *named]

    @property
    def told(self) -> dict[str, Any]:
        """What the action asks for."""
        data = self.cleaned_data
        return {
            "post": data["post"],
            "unit": self.areas[data["unit"]],
            "field": data["field"],
            "start_on": data["start_on"],
            "end_on": after(data["last_on"]) if data["last_on"] else None,
            "source": data["source"],
        }


def _area(unit: Unit) -> str:
    name = unit.label[get_language() or "vi"]
    return f"{name} ({_('the whole place')})" if unit.kind in TERRITORIES else name
