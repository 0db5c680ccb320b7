"""Tags that draw what a public body says: charts of a series, and the pages of a list."""

from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import get_language, gettext

from wardbook.portal.places import TIERS
from wardbook.web.chart import Chart, Row, bars
from wardbook.web.templatetags.said import twin
from wardbook.web.templatetags.wardbook import bound, period, quantity, ratio

register = template.Library()

Content = dict[str, Any]
DRAWN = frozenset({"count", "money", "percent", "ratio"})  # what has a length from zero


@register.simple_tag
def series_chart(group: Content, title: str, name: str, number: int, last: int = 0) -> Chart | None:
    """A series as bars, if it has two figures or more that can be drawn to one scale.

    With ``last`` the newest so many, for a small drawing.
    """
    rows = _newest(group["rows"], last)
    figures = [row for row in rows if row["type"] == "figure"]
    if len(figures) < 2 or any(row["kind"] not in DRAWN for row in figures):
        return None
    words = {"count": len(figures), "breaks": len([r for r in rows if r["type"] == "break"])}
    said = gettext("%(count)s figures in order of time, bars from zero.") % words
    if any(row["achievements"] for row in figures):
        said += " " + gettext("An upright line marks the target.")
    if words["breaks"]:
        said += " " + gettext("Breaks in the series: %(breaks)s.") % words
    said += " " + gettext("The table beside it has the same numbers.")
    return bars(f"{slugify(name)}-{number}", title, said, _rows(rows))


def _newest(rows: list[Content], count: int) -> list[Content]:
    """The rows from the ``count``-th last figure on; all of them for none."""
    places = [at for at, row in enumerate(rows) if row["type"] == "figure"]
    return rows[places[-count] :] if 0 < count < len(places) else rows


def _rows(rows: list[Content]) -> list[Row]:
    drawn = []
    for row in rows:
        if row["type"] == "break":
            words = gettext("break %(number)s: do not compare across this line") % row
            drawn.append(Row(words, kind="break"))
        elif row["type"] == "gap":
            words = gettext("%(period)s: nothing was published") % {"period": period(row["period"])}
            drawn.append(Row(words, kind="gap"))
        else:
            drawn.append(_bar(row))
    return drawn


def _bar(row: Content) -> Row:
    targets = (one for one in row["achievements"] if one["period"] in {None, row["period"]})
    target = next(targets, None)  # one of a longer period is no mark on this bar
    return Row(
        period(row["period"]) or gettext("period not stated"),
        value_words(row),
        Decimal(row["value"]),
        row["value_max"] and Decimal(row["value_max"]),
        target and Decimal(target["value"]),
    )


@register.simple_tag
def target_chart(figure: Content, target: Content, name: str) -> Chart | None:
    """What was set and what came, one bar each."""
    if figure["kind"] not in DRAWN:
        return None
    set_at = quantity(target["value"], target["measure"], target["bound"], target["value_max"])
    rows = [
        Row(gettext("Target"), set_at, Decimal(target["value"]), kind="aim"),
        Row(gettext("Result"), value_words(figure), Decimal(figure["value"])),
    ]
    title = gettext("Target and result: %(name)s") % {"name": _named(figure["label"])}
    return bars(slugify(name), title, gettext("Both numbers stand beside it."), rows)


def _named(label: dict[str, str]) -> str:
    return label[get_language() or "vi"]


@register.simple_tag
def value_words(figure: Content) -> str:
    """A value as a line of text: bound, number, measure."""
    if figure.get("denominator"):
        said = str(ratio(figure["numerator"], figure["denominator"])).replace("<wbr>", "")
        return f"{bound(figure['bound'])} {said} {figure['measure']}".strip()
    return quantity(figure["value"], figure["measure"], figure["bound"], figure["value_max"])


@register.simple_tag(takes_context=True)
def download(context: template.Context, form: str, reader: str = "") -> str:
    """The address of this very list, whole, as ``csv`` or ``json``; ``reader`` may be excel."""
    request: HttpRequest = context["request"]
    asked = request.GET.copy()
    asked.pop("page", None)
    if form == "json" and context["body"].get("pages", 1) > 1:
        asked["page"] = "all"
    if reader:
        asked["for"] = reader
    path = twin(request.path).removesuffix("json") + form
    return f"{path}?{asked.urlencode()}" if asked else path


@register.filter
def tier(kind: str | None) -> str:
    """What a unit is: province, ward, Party committee."""
    return _named(TIERS[kind]) if kind in TIERS else ""


@register.simple_tag
def page_of(body: Content, per_page: int = 25) -> Page[int]:
    """The page of a list that ``body`` holds, for the links to the others."""
    pages = Paginator(range(body["pages"] * per_page), per_page)
    return pages.page(body["page"])
