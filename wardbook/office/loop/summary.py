"""What an item says of itself in rows: what was told and counted, whose late days are, figures."""

from datetime import datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wardbook.cases import loop, public
from wardbook.cases.kinds.follow_fields import FOLLOW_FIELDS
from wardbook.cases.models import Case, Move
from wardbook.cases.queries import follow_up as queries
from wardbook.cases.rules.taking import Clock
from wardbook.figures.snapshots import label_of, last_figures
from wardbook.office.loop.list_forms import WORDS
from wardbook.org.working_time import working_time
from wardbook.web.templatetags.wardbook import number, quantity

CHARGED = {
    "owner": _("whoever answers for it"),
    "citizen": _("the citizen"),
    "other": _("another body"),
    "above": _("the tier above"),
}


def told(found: Case) -> list[tuple[str, str]]:
    language = get_language() or "vi"
    rows = []
    for name, field in FOLLOW_FIELDS[found.kind].items():
        if text := found.fields.get(name):
            rows.append(
                (field.label.texts[language], queries.in_words(found.kind, name, text, language))
            )
    if found.about:
        rows.append((gettext("Concerns"), found.about.label[language]))
    if status := found.told.get("status"):
        rows.append((gettext("As the list says"), str(status)))
    if found.series:
        rows.append((gettext("Series"), found.series))
    return rows


def charged(found: Case, moves: list[Move], now: datetime) -> list[tuple[str, str]]:
    """Late working days against the first date, by who held it up; they sum to the whole."""
    clock = Clock(*working_time(found.unit, timezone.localdate(now)))
    parts = public.charged(found, moves, clock, found.ended_at or now) or {}
    return [(capfirst(str(CHARGED[name])), number(days)) for name, days in parts.items()]


def counts(found: Case) -> list[tuple[str, str]]:
    language = get_language() or "vi"
    return [
        (queries.COUNTS[name].texts[language], number(n))
        for name, n in loop.counts_of(found).items()
    ]


def standing(found: Case, now: datetime) -> list[tuple[str, str]]:
    """How the body's follow-up stands, and the figures of the place that were filed last."""
    kept = queries.kept_by(found.unit, now)
    rows = [(str(WORDS[name]), number(n)) for name, n in kept.items()]
    return rows + [
        (label_of(row.indicator)[get_language() or "vi"],
         quantity(row.value, row.measure, row.bound, row.value_max))
        for row in last_figures(found.unit)
    ]  # fmt: skip
