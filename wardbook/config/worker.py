"""gunicorn's worker, answering kept pages from the first bytes of a request.

Reading a request and preparing it for Django takes ten times what sending a kept page takes. So
the worker looks at what has come before gunicorn reads it: a plain request for a kept page is
answered at once, and everything else is left in the socket, untouched, for gunicorn.
"""

import re
import socket
from typing import Any

from django.conf import settings
from gunicorn.util import http_date  # type: ignore[import-untyped] # it has no types
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped] # it has no types

import wardbook.config.wsgi  # noqa: F401 - it sets Django up, which what follows needs
from wardbook.portal.tracking import found, keeps
from wardbook.web.kept import Kept

LONGEST = 8192  # bytes of a request that is looked at
_REQUEST = re.compile(r"GET (/[!-~]*) HTTP/1\.1")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([ -~]*?)[ \t]*")
# With these a request is more than plain, or gunicorn decides what it means.
_NOT_PLAIN = frozenset(
    [
        *("connection", "content-length", "expect", "http2-settings", "transfer-encoding"),
        *("upgrade", "x-forwarded-protocol", "x-forwarded-ssl"),
    ]
)


class Worker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """A thread of gunicorn that knows kept pages."""

    def handle(self, conn: Any) -> Any:
        return self._kept(conn) or super().handle(conn)

    def _kept(self, conn: Any) -> bool:
        """Answer from a file, if that is all that is asked; the connection stays open then."""
        if self.cfg.is_ssl:
            return False
        try:
            came = conn.sock.recv(LONGEST, socket.MSG_PEEK | socket.MSG_DONTWAIT)
            page = page_for(came) if came.startswith(b"GET /") else None
            if page is None:
                return False
            conn.sock.settimeout(None)
            conn.init()
            conn.sock.recv(len(came))
            conn.sock.sendall(answer(page))
        except OSError:  # nothing has come yet, or nobody is there any more
            return False
        return True


def page_for(came: bytes) -> Kept | None:
    """The kept page that these bytes ask for; nothing unless they are one whole plain request."""
    if not came.endswith(b"\r\n\r\n") or came.count(b"\r\n\r\n") > 1 or not came.isascii():
        return None
    first, *lines = came[:-4].decode("ascii").split("\r\n")
    asked, headers = _REQUEST.fullmatch(first), [_HEADER.fullmatch(line) for line in lines]
    if asked is None or "/d/" not in asked[1] or not all(headers):
        return None
    told = [(header[1].lower(), header[2]) for header in headers if header]
    names = dict(told)
    if len(names) < len(told) or not _NOT_PLAIN.isdisjoint(names.keys() - _usual(names)):
        return None
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": asked[1], "wsgi.url_scheme": "http"}
    environ["HTTP_HOST"] = names.get("host", "")
    if "x-forwarded-proto" in names:
        if not settings.SECURE_PROXY_SSL_HEADER:  # gunicorn decides whether to believe it
            return None
        environ["HTTP_X_FORWARDED_PROTO"] = names["x-forwarded-proto"]
    match = keeps(environ)
    return found(match) if match else None


def _usual(names: dict[str, str]) -> set[str]:
    return {"connection"} if names.get("connection", "").lower() == "keep-alive" else set()


def answer(page: Kept) -> bytes:
    """The bytes that gunicorn would send for the page."""
    ours = [("Server", "gunicorn"), ("Date", http_date()), ("Connection", "keep-alive")]
    lines = "".join(f"{name}: {value}\r\n" for name, value in [*ours, *page.headers])
    return f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode("latin-1") + page.body
