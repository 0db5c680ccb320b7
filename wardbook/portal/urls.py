"""Addresses of the public site; each page also as .json, the body it renders, and lists as .csv."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from wardbook.portal import (
    feedback_views,
    holder,
    loop,
    loop_views,
    procedure_views,
    rating_views,
    send,
    statement_views,
    tally_views,
    views,
)
from wardbook.web.access import View

app_name = "portal"


class Code(StringConverter):
    """A part of a ledger key: letters, digits and what stands between them."""

    regex = r"[\w.~-]{1,80}"


class Number(StringConverter):
    """A number of an entry, as far as the database can count."""

    regex = r"[1-9][0-9]{0,14}"

    def to_python(self, value: str) -> int:  # type: ignore[override] # Django allows any type
        return int(value)


class Word(StringConverter):
    """A look-up word as somebody typed it, right or wrong."""

    regex = r"[^/]{1,80}?"


register_converter(Code, "code")
register_converter(Number, "number")
register_converter(Word, "word")


def page(route: str, view: View, name: str, *, rows: bool = False) -> list[URLPattern]:
    """A page at ``route``; its body, and the rows of a list, with ``.json`` and ``.csv`` for the
    last slash."""
    twin = route.rstrip("/") or "index"
    forms = ("json", "csv") if rows else ("json",)
    twins = [path(f"{twin}.{form}", view, {"form": form}, f"{name}-{form}") for form in forms]
    return [*twins, path(route, view, name=name)]


def loop_pages() -> list[URLPattern]:
    """The lists of the loop, each with its rows, and one page for each thing in them."""
    view, found = loop_views.loop_list, []
    for name in loop.PAGES:
        told = {"page": name}
        found += [
            path(f"{name}.{form}", view, told | {"form": form}, f"{name}-{form}")
            for form in ("json", "csv")
        ]
        found.append(path(f"{name}/", view, told, name))
    return [*found, *page("promises/<slug:kind>/<code:code>/", loop_views.loop_item, "loop-item")]


urlpatterns = [
    # What is asked for most stands first: an address is looked for in this order.
    path("d/<word:word>/", holder.own, name="own"),
    *page("", views.home, "home"),
    *page("search/", views.search, "search"),
    *page("units/", views.units, "units", rows=True),
    path("units/<code:code>/feed.atom", views.unit_feed, name="unit-feed"),
    *page("units/<code:code>/", views.unit, "unit", rows=True),
    *page("indicators/", views.indicators, "indicators", rows=True),
    *page("indicators/<slug:code>/", views.indicator, "indicator"),
    *page("figures/", views.figures, "figures", rows=True),
    *page("figures/<code:unit>/<slug:indicator>/", views.series, "series", rows=True),
    *page("figures/<code:unit>/<slug:indicator>/<code:period>/", views.figure, "figure"),
    *page("releases/", views.release_list, "releases", rows=True),
    *page("releases/<slug:book>/<number:seq>/", views.release, "release", rows=True),
    *page("statements/", statement_views.statement_list, "statements"),
    path(
        "statements/<code:unit>/<code:period>.xlsx",
        statement_views.workbook,
        name="statement-xlsx",
    ),
    *page(
        "statements/<code:unit>/<code:period>/", statement_views.statement, "statement", rows=True
    ),
    *page("members/", tally_views.tally_list, "tallies", rows=True),
    *page("members/<code:unit>/<slug:sheet>/<code:period>/", tally_views.tally, "tally"),
    *page("procedures/", procedure_views.procedure_list, "procedures", rows=True),
    *page("procedures/<code:key>/", procedure_views.procedure, "procedure"),
    path("procedures/<code:key>/notice/", procedure_views.notice, name="procedure-notice"),
    *loop_pages(),
    *page("feedback/", feedback_views.feedback_list, "feedback", rows=True),
    *page("feedback/<code:code>/", feedback_views.answer, "feedback-answer"),
    *page("n/<code:code>/", procedure_views.scanned, "notice"),
    *page("unit-ratings/", rating_views.unit_ratings, "unit-ratings", rows=True),
    *page("unit-ratings/<code:unit>/", rating_views.unit_ratings_of, "unit-ratings-of", rows=True),
    *page("unit-ratings/<code:unit>/<code:period>/", rating_views.unit_rating, "unit-rating"),
    *page("posted/", procedure_views.posted, "posted"),
    *page("posted/<code:code>/", procedure_views.posted_in, "posted-in"),
    *page("data/", views.about, "about"),
    path("data/<slug:code>/chain.jsonl", views.chain_lines, name="chain"),
    path("data/<slug:code>/datapackage.json", views.data_package, name="package"),
    path("data/<slug:code>/feed.atom", views.feed, name="feed"),
    *page("data/<slug:code>/", views.book, "book"),
    *page("data/<slug:book>/<number:seq>/", views.entry, "entry"),
    *page("how-to-read/", views.how_to_read, "how-to-read"),
    path("d/<word:word>.json", holder.own, {"form": "json"}, "own-json"),
    path("d/<word:word>/slip/", holder.slip, name="slip"),
    path("d/<word:word>/rate/", send.rate, name="rate"),
    path("d/<word:word>/mended/", send.asked_again, name="asked-again"),
    path("my/", holder.look_up, name="look-up"),
    path("say/", send.say, name="say"),
    path("robots.txt", views.robots, name="robots"),
]
