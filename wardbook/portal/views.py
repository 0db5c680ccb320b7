"""The public pages. They read the ledger and set no cookies."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from wardbook.ledger import queries
from wardbook.ledger.models import Body, Book
from wardbook.portal import (
    bodies,
    chain,
    charges,
    feedback,
    feeds,
    lists,
    package,
    places,
    procedures,
    ratings,
    releases,
)
from wardbook.portal.answer import Content, etag_of, fresh, public, remembered, shown
from wardbook.portal.answer import data as as_data
from wardbook.portal.asked import language, number_in, page_in, said_in, words_in
from wardbook.portal.atom import MEDIA, written
from wardbook.web.access import open_to_all


@public
def home(request: HttpRequest, form: str = "html") -> HttpResponse:
    return shown(request, form, "portal/home.html", places.home(_counts(request)))


@public
def units(request: HttpRequest, form: str = "html") -> HttpResponse:
    body = places.units(words_in(request), _counts(request))
    return shown(
        request,
        form,
        "portal/units.html",
        body,
        lambda: lists.units(body["units"], language()),
    )


@public
def unit(request: HttpRequest, code: str, form: str = "html") -> HttpResponse:
    body = bodies.unit(code)
    if body:
        body |= {"within": places.within(code, _counts(request))}
        body |= {"charges": charges.of(code, localdate()), "ratings": ratings.within(code)}
        body["samples"] = body["samples"] or charges.samples(body["charges"])
    return shown(
        request,
        form,
        "portal/unit.html",
        body,
        lambda: lists.figures(_of_areas(body), language(), f"figures-{code}"),
    )


@public
def figures(request: HttpRequest, form: str = "html") -> HttpResponse:
    """All figures, or those that the words and filters in the address name."""
    names = ("unit", "indicator", "book")
    chosen = {name: said_in(request, name) for name in names}
    words = words_in(request)
    rows = places.figures(words, chosen["unit"], chosen["indicator"], chosen["book"])
    body = places.listed(rows, page_in(request, form))
    body |= {"words": words, "chosen": chosen, "filtered": bool(words or any(chosen.values()))}
    return shown(
        request,
        form,
        "portal/figures.html",
        body,
        lambda: lists.figures(body["figures"], language()),
    )


@public
def search(request: HttpRequest, form: str = "html") -> HttpResponse:
    words = words_in(request)
    body = places.search(words, page_in(request, form), _counts(request))
    body |= procedures.named(words) | feedback.named(words)
    return shown(request, form, "portal/search.html", body)


@public
def series(request: HttpRequest, unit: str, indicator: str, form: str = "html") -> HttpResponseBase:
    body = bodies.over_time(unit, indicator)
    name = f"{unit}-{indicator}"
    return shown(
        request,
        form,
        "portal/series.html",
        body,
        lambda: lists.figures(body["figures"] if body else [], language(), name),
    )


@public
def figure(
    request: HttpRequest, unit: str, indicator: str, period: str, form: str = "html"
) -> HttpResponse:
    body = bodies.figure(f"figure/{unit}/{indicator}/{period}")
    return shown(request, form, "portal/figure.html", body)


@public
def indicators(request: HttpRequest, form: str = "html") -> HttpResponse:
    found = places.indicators(words_in(request), _counts(request))
    body = {"words": words_in(request), "indicators": found, "count": len(found), "samples": []}
    return shown(
        request,
        form,
        "portal/indicators.html",
        body,
        lambda: lists.indicators(found, language()),
    )


@public
def indicator(request: HttpRequest, code: str, form: str = "html") -> HttpResponse:
    return shown(request, form, "portal/indicator.html", places.indicator(code))


@public
def release_list(request: HttpRequest, form: str = "html") -> HttpResponse:
    body = releases.page(page_in(request, form), said_in(request, "book"))
    body |= {"books": [book.code for book in queries.heads()]}
    return shown(
        request,
        form,
        "portal/releases.html",
        body,
        lambda: lists.releases(body["releases"], language()),
    )


@public
def release(request: HttpRequest, book: str, seq: int, form: str = "html") -> HttpResponse:
    body = releases.release(_book(book), seq)
    return shown(
        request,
        form,
        "portal/release.html",
        body,
        lambda: lists.release(body or {}, language()),
    )


@public
def about(request: HttpRequest, form: str = "html") -> HttpResponse:
    """What these data are, which books there are, and where each stands."""
    heads = [chain.head(book) for book in queries.heads()]
    return shown(request, form, "portal/about.html", {"books": heads, "samples": []})


@public
def book(request: HttpRequest, code: str, form: str = "html") -> HttpResponse:
    wanted = said_in(request, "hash").lower()
    body = chain.about(_book(code), number_in(request, "after") or 0, wanted)
    return shown(request, form, "portal/book.html", body)


@public
def entry(request: HttpRequest, book: str, seq: int, form: str = "html") -> HttpResponse:
    return shown(request, form, "portal/entry.html", chain.entry(_book(book), seq))


@public
def how_to_read(request: HttpRequest, form: str = "html") -> HttpResponse:
    return shown(request, form, "portal/how_to_read.html", {"samples": []})


@open_to_all
@require_safe
@gzip_page
def chain_lines(request: HttpRequest, code: str) -> HttpResponseBase:
    """Every link of a book as JSON lines; ``?after=n`` for what came behind entry ``n``."""
    known, after = _book(code), number_in(request, "after") or 0
    answer = StreamingHttpResponse(
        chain.lines(known, after), content_type="application/jsonl; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{known.code}-{known.seq}.jsonl"'
    answer["Access-Control-Allow-Origin"] = "*"
    return fresh(request, answer, etag_of(known.code, known.chain_hash, str(after)))


@public
def data_package(request: HttpRequest, code: str) -> HttpResponse:
    known = _book(code)
    addresses = {
        "home": reverse("portal:book", args=[code]),
        "figures": f"{reverse('portal:figures-csv')}?book={code}",
        "units": reverse("portal:units-csv"),
        "indicators": reverse("portal:indicators-csv"),
        "releases": f"{reverse('portal:releases-csv')}?book={code}",
        "chain": reverse("portal:chain", args=[code]),
    }
    said = package.described(
        known,
        places.papers(code),
        lambda name: request.build_absolute_uri(addresses[name]),
    )
    return shown(request, "json", "", said)


@public
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """What a book released, corrected and took back."""
    known, before = _book(code), number_in(request, "before")
    rows = list(releases.news(known, before)[: feeds.A_PAGE + 1])
    title = gettext("Releases of the book %(book)s") % {"book": code}
    here, page = reverse("portal:feed", args=[code]), reverse("portal:releases")
    return _feed(request, known, rows, (code, title, here, page))


@public
def unit_feed(request: HttpRequest, code: str) -> HttpResponse:
    """Everything said of the figures of one unit."""
    row = queries.current_of(f"unit/{code}")
    if row is None:
        raise Http404
    before = number_in(request, "before")
    rows = list(releases.news_of(row.book, code, before)[: feeds.A_PAGE + 1])
    title = bodies.unit_data(row)["label"][language()]
    here, page = reverse("portal:unit-feed", args=[code]), reverse("portal:unit", args=[code])
    return _feed(request, row.book, rows, (f"{row.book.code}/{code}", title, here, page))


def _feed(
    request: HttpRequest, book: Book, rows: list[Body], about: tuple[str, str, str, str]
) -> HttpResponse:
    name, title, here, page = about
    made = feeds.feed(
        f"{name}:{language()}", title, rows, language=language(), here=here, page=page,
        opened_at=book.last_at,
    )  # fmt: skip
    return as_data(HttpResponse(written(made, request.build_absolute_uri), content_type=MEDIA))


@public
def robots(_request: HttpRequest) -> HttpResponse:
    """Search engines may list the pages; searches and the office are no pages."""
    lines = ["User-agent: *", "Disallow: /office/", "Disallow: /en/office/"]
    lines += ["Disallow: /search/", "Disallow: /en/search/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _of_areas(body: Content | None) -> list[Content]:
    return [row for area in (body or {"areas": []})["areas"] for row in area["figures"]]


def _counts(request: HttpRequest) -> places.Counts:
    return remembered(request, "counts", places.counted)


def _book(code: str) -> Book:
    known = queries.book_of(code)
    if known is None:
        raise Http404
    return known
