"""How a public page leaves: kept while no book has a new entry, packed, without cookies."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wardbook import __version__
from wardbook.ledger import queries
from wardbook.reports.csv import MEDIA, csv_of
from wardbook.reports.table import Table
from wardbook.web.access import View, open_to_all

Content = dict[str, Any]
T = TypeVar("T")

KEEP = 60 * 60  # seconds; what is kept under a former head is never asked for again
SMALL, LARGEST = 50_000, 2_000_000  # bytes packed; larger answers are made anew


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, packed."""

    packed: bytes
    headers: dict[str, str]
    etag: str


def public(view: View) -> View:
    """A view that a stranger may read, answered from memory while no book has a new entry."""

    @open_to_all
    @require_safe
    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stand = heads()
        request.stand = stand  # type: ignore[attr-defined] # for what a view remembers
        request.cut_off = stand.partition(" ")[0]  # type: ignore[attr-defined] # for the page
        key = _key(request, stand)
        kept: Kept | None = caches["pages"].get(key) or caches["files"].get(key)
        if kept is None:
            response = view(request, *args, **kwargs)
            if not isinstance(response, HttpResponse) or response.status_code != 200:
                return response
            kept = _kept(response)
            _keep(key, kept)
        return _answered(request, kept)

    return run


def heads() -> str:
    """When a book last grew, then where every book stands; asked once a ``PORTAL_LAG``."""
    pages = caches["pages"]
    known: str | None = pages.get("heads") if settings.PORTAL_LAG else None
    if known is None:
        books = list(queries.heads())
        last = max((book.last_at for book in books), default="")
        known = " ".join([last, *(f"{book.code}:{book.chain_hash}" for book in books)])
        if settings.PORTAL_LAG:
            pages.set("heads", known, settings.PORTAL_LAG)
    return known


def remembered(request: HttpRequest, name: str, make: Callable[[], T]) -> T:
    """What ``make`` says, asked once while no book has a new entry."""
    key = sha256(f"{name} {cast(Any, request).stand}".encode()).hexdigest()
    found: T | None = caches["pages"].get(key)
    if found is None:
        found = make()
        caches["pages"].set(key, found, KEEP)
    return found


def etag_of(*parts: str) -> str:
    """A weak tag: packed and plain bytes say the same."""
    return f'W/"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _key(request: HttpRequest, stand: str) -> str:
    today = timezone.localdate()  # a page may say what holds today
    said = f"{__version__} {stand} {today} {request.build_absolute_uri()}"
    return sha256(said.encode(errors="replace")).hexdigest()


def _kept(response: HttpResponse) -> Kept:
    plain, headers = response.content, dict(response.items())
    tag = f'W/"{sha256(plain).hexdigest()[:32]}"'
    return Kept(gzip.compress(plain, 6, mtime=0), headers, tag)


def _keep(key: str, kept: Kept) -> None:
    """Many pages and a few whole lists: whoever makes up addresses fills no memory."""
    size = len(kept.packed)
    if size <= LARGEST:
        caches["pages" if size <= SMALL else "files"].set(key, kept, KEEP)


def _answered(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    content = kept.packed if packs else gzip.decompress(kept.packed)
    response = HttpResponse(content, headers=kept.headers)
    if packs:
        response["Content-Encoding"] = "gzip"
    return fresh(request, response, kept.etag)


def fresh(request: HttpRequest, response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """``response``, or that the reader has it already; caches ask each time, so that what is
    erased goes at once."""
    answer: Any = get_conditional_response(request, etag=etag, response=cast(Any, response))
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, no-cache"
    patch_vary_headers(answer, ("Accept-Encoding",))
    return cast(HttpResponseBase, answer)


def shown(
    request: HttpRequest,
    form: str,
    template: str,
    body: Content | None,
    table: Callable[[], Table] | None = None,
) -> HttpResponse:
    """The page that ``body`` renders to, the body itself, or its rows; not found without a body."""
    if body is None:
        raise Http404
    if form == "json":
        return data(JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1}))
    if form == "csv" and table is not None:
        return _rows(request, table())
    return render(request, template, {"body": body, "tabular": table is not None})


def _rows(request: HttpRequest, table: Table) -> HttpResponse:
    language = get_language() if request.GET.get("for") == "excel" else None
    name = f"{table.name}-excel.csv" if language else f"{table.name}.csv"
    response = HttpResponse(csv_of(table, language), content_type=MEDIA)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return data(response)


def data(response: HttpResponse) -> HttpResponse:
    """Data that any page may load and no search engine lists."""
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response
