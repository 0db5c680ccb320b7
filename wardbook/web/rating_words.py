"""What a person may say of the service beside the score, as both sites put it."""

from django.utils.translation import gettext_lazy as _

RATING_REASONS = {
    "in-time": _("In time"),
    "late": _("Late"),
    "one-visit": _("One visit was enough"),
    "many-visits": _("Too many visits"),
    "kind": _("Kind, helpful staff"),
    "unkind": _("Unkind staff"),
    "clear": _("Clear explanations"),
    "unclear": _("Unclear explanations or notices"),
    "extra-cost": _("Costs beyond the fee"),
}
