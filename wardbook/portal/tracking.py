"""The pages behind printed words, answered from files before Django hears of the request.

A file is the very answer that Django gave: headers and bytes. What it may not be given for (an
unknown host, a plain request where TLS is asked for, a query) goes to Django, and so does every
page that is not kept; its answer is kept once it has left.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from wardbook.ledger import holder
from wardbook.portal.personal import TO_KEEP, Keep
from wardbook.web import kept

Environment = dict[str, Any]
Application = Callable[[Environment, Any], Iterable[bytes]]

_PAGE = re.compile(r"(?:/(en))?/d/((?:[a-z0-9]{4}-){2}[a-z0-9]{4})/")


def tracking(application: Application) -> Application:
    """``application`` behind the kept pages."""

    def answer(environ: Environment, start_response: Any) -> Iterable[bytes]:
        match = keeps(environ)
        if match is None:
            return application(environ, start_response)
        page = found(match)
        if page is None:
            return _Kept(application, environ, start_response)
        start_response("200 OK", list(page.headers))
        return [page.body]

    return answer


def keeps(environ: Environment) -> re.Match[str] | None:
    """Whether this is a plain request for such a page, as Django would answer it here."""
    match = _PAGE.fullmatch(environ.get("PATH_INFO", ""))
    return match if match and environ["REQUEST_METHOD"] == "GET" and _ours(environ) else None


def _ours(environ: Environment) -> bool:
    host = split_domain_port(environ.get("HTTP_HOST", ""))[0]
    return (
        not environ.get("QUERY_STRING")
        and bool(host)
        and validate_host(host, settings.ALLOWED_HOSTS)
        and _secure(environ) == settings.HTTPS
    )


def _secure(environ: Environment) -> bool:
    if not settings.SECURE_PROXY_SSL_HEADER:
        return bool(environ.get("wsgi.url_scheme") == "https")
    name, value = settings.SECURE_PROXY_SSL_HEADER
    said = str(environ.get(name, environ.get("wsgi.url_scheme", "http")))
    return bool(said.partition(",")[0].strip() == value)


def found(match: re.Match[str]) -> kept.Kept | None:
    """The page that is kept for such a request, while it holds."""
    page = kept.load(holder.digest(match[2]), match[1] or settings.LANGUAGE_CODE)
    return None if page and 0 < page.until <= time.time() else page


class _Kept:
    """Django's answer on its way out; when it has left, it is kept if the view said it may be."""

    def __init__(self, application: Application, environ: Environment, start: Any) -> None:
        self._environ, self._start = environ, start
        self._headers: tuple[tuple[str, str], ...] = ()
        self._answer = application(environ, self._heard)
        self._body = b"".join(self._answer)

    def _heard(self, status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        self._headers = tuple(headers) if status.startswith("200 ") else ()
        return self._start(status, headers, *more)

    def __iter__(self) -> Iterator[bytes]:
        yield self._body

    def close(self) -> None:
        if close := getattr(self._answer, "close", None):
            close()
        keep: Keep | None = self._environ.get(TO_KEEP)
        if keep and self._headers:
            page = kept.Kept(self._headers, self._body, keep.stand, keep.until)
            holder.keep(keep.name, keep.form, page, book=keep.book)
