"""What the records show before a review, and whether its draft names it; private to the body."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_safe

from wardbook.cases import loop
from wardbook.cases.models import Case
from wardbook.cases.queries.signs import Sign, named, signs
from wardbook.cases.rules.standing import why_not_keep
from wardbook.figures.missed import missed
from wardbook.figures.snapshots import label_of
from wardbook.office.access import StaffRequest, allow
from wardbook.office.loop.access import item_of, keeping
from wardbook.office.views.page import page
from wardbook.org.models import Unit
from wardbook.org.roles import Permission
from wardbook.web.templatetags.wardbook import number, period

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Shown:
    """A sign in a sentence, the records it was counted from, and what names it, if anything."""

    sign: Sign
    words: str
    rows: list[Case]
    named: Case | None
    opens: str  # the form of a shortcoming, filled as far as the sign says


@allow(Permission.FOLLOW_KEEP)
@require_safe
def candour(request: StaffRequest, number: int) -> HttpResponse:
    """For who keeps the review: named, and not named; each opens its records."""
    review = item_of(request, number)
    keeps = any(
        why_not_keep(review, Permission.FOLLOW_KEEP, one, request.today) is None
        for one in request.tenures
    )
    if review.kind != "review" or not keeps:
        raise Http404
    end = timezone.localdate(review.ended_at or timezone.now())
    return _records(request, review.unit, review, _since(review, end), end)


@allow(Permission.FOLLOW_KEEP)
@require_safe
def records(request: StaffRequest, number: int) -> HttpResponse:
    """For who keeps what a body follows up: the year, outside any review."""
    unit = next((one for one in keeping(request) if one.pk == number), None)
    if unit is None:
        raise Http404
    return _records(request, unit, None, request.today - YEAR, request.today)


def _records(
    request: StaffRequest, unit: Unit, review: Case | None, start: date, end: date
) -> HttpResponse:
    found = [*signs(unit, start, end, timezone.now()), *_targets(unit, start, end)]
    shown = [_shown(unit, review, one) for one in found]
    context = {
        "case": review,
        "unit": unit,
        "silent": [one for one in shown if one.named is None],
        "named": [one for one in shown if one.named is not None],
        "start": start,
        "end": end,
    }
    return page(request, "office/loop/candour.html", context)


def _since(review: Case, end: date) -> date:
    """The day of the review before that was held, or a year ago."""
    earlier = loop.reviews(review.unit).filter(submitted_at__lt=review.submitted_at)
    last = earlier.exclude(pk=review.pk).first()
    return timezone.localdate(last.submitted_at) if last else end - YEAR


def _targets(unit: Unit, start: date, end: date) -> list[Sign]:
    language = get_language() or "vi"
    return [
        Sign(
            "target",
            f"target/{row.indicator}/{row.period}",
            1,
            {
                "name": label_of(row.indicator)[language],
                "value": number(row.value),
                "target": number(target.value),
                "period": period(row.period),
            },
            indicator=row.indicator,
        )
        for row, target in missed(unit, start, end + timedelta(days=1))
    ]


def sentence(sign: Sign) -> str:
    n, values = sign.count, {**sign.values, "n": sign.count}
    said = {
        "late": ngettext("%(n)s dossier of “%(name)s” was late against its first date.",
                         "%(n)s dossiers of “%(name)s” were late against their first date.", n),
        "repeated": ngettext("%(n)s feedback speaks of the same: %(words)s.",
                             "%(n)s feedbacks speak of the same: %(words)s.", n),
        "not_mended": ngettext(
            "%(n)s person said, asked again, that it is not or partly mended.",
            "%(n)s people said, asked again, that it is not or partly mended.", n),
        "stale": ngettext("%(n)s notice is old, gone or not readable at %(name)s.",
                          "%(n)s notices are old, gone or not readable at %(name)s.", n),
        "without_effect": gettext("“%(name)s” was remedied and its figure did not move, or it came"
                                  " again."),
        "owed": ngettext("%(n)s thing that this body owes has been late for a month or more.",
                         "%(n)s things that this body owes have been late for a month or more.", n),
        "target": gettext("%(name)s: %(value)s against a target of %(target)s, %(period)s."),
    }  # fmt: skip
    return said[sign.kind] % values


def _shown(unit: Unit, review: Case | None, sign: Sign) -> Shown:
    words = sentence(sign)
    rows = list(Case.objects.filter(pk__in=sign.cases[:20]).order_by("pk"))
    asked: dict[str, object] = {"under": review.pk} if review else {"unit": unit.pk}
    asked |= {
        "title": words.rstrip("."),
        "source": f"[{sign.key}] {words}",
        "indicator": sign.indicator,
    }
    address = f"{reverse('office:follow-new', args=['shortcoming'])}?{urlencode(asked)}"
    return Shown(sign, words, rows, named(sign, unit, review), address)
