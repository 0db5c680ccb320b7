"""gunicorn's worker, answering kept pages from the first bytes of a request.

Reading a request and preparing it for Django takes ten times what sending a kept page takes, and
giving it to a thread and back as long again. So the worker looks at what has come before gunicorn
reads it: a plain request for a kept page is answered at once, on a connection that is open already
by the very loop that heard of it; everything else is left in the socket, untouched, for gunicorn.
"""

import re
import socket
import time
from functools import lru_cache
from typing import Any

from django.conf import settings
from gunicorn.util import http_date  # type: ignore[import-untyped] # it has no types
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped] # it has no types

import wardbook.config.wsgi  # noqa: F401 - it sets Django up, which what follows needs
from wardbook.portal.tracking import found, keeps
from wardbook.web.kept import Kept

LONGEST = 8192  # bytes of a request that is looked at
_REQUEST = re.compile(rb"GET (/[!-~]*) HTTP/1\.1")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([ -~]*?)[ \t]*")
# With these a request is more than plain, or gunicorn decides what it means.
_NOT_PLAIN = frozenset(
    [
        *("connection", "content-length", "expect", "http2-settings", "transfer-encoding"),
        *("upgrade", "x-forwarded-protocol", "x-forwarded-ssl"),
    ]
)


class Worker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """A worker of gunicorn that knows kept pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._left: dict[Any, bytes] = {}  # of connections whose reader is slower than we

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """In the loop: answer at once, or give the connection to a thread."""
        if not (self.alive and self._answered(conn)):
            super().on_client_socket_readable(conn, client)

    def _answered(self, conn: Any) -> bool:
        """Whether all was said that this connection asks for; the loop waits for nobody."""
        said = self._read(conn)
        if not said:
            return False
        try:
            sent = conn.sock.send(said)
        except OSError:  # no room at all, or nobody is there any more: a thread finds out
            sent = 0
        if sent < len(said):
            self._left[conn] = said[sent:]
            return False
        self.keepalived_conns.remove(conn)  # they stand in the order in which they end
        conn.set_timeout()
        self.keepalived_conns.append(conn)
        return True

    def handle(self, conn: Any) -> Any:
        """In a thread: what the loop left, the first request of a connection, and all others."""
        said = self._left.pop(conn, b"") or self._read(conn)
        if not said:
            return super().handle(conn)
        try:
            conn.sock.settimeout(None)
            conn.init()
            conn.sock.sendall(said)
        except OSError:  # nobody is there any more
            return False
        return True

    def _read(self, conn: Any) -> bytes:
        """The answer to what is asked, which is read then; nothing unless it is a kept page."""
        if self.cfg.is_ssl:
            return b""
        try:
            came = conn.sock.recv(LONGEST, socket.MSG_PEEK | socket.MSG_DONTWAIT)
            page = page_for(came) if came.startswith(b"GET /") else None
            return answer(page) if page and conn.sock.recv(len(came)) else b""
        except OSError:  # nothing has come yet, or nobody is there any more
            return b""


def page_for(came: bytes) -> Kept | None:
    """The kept page that these bytes ask for; nothing unless they are one whole plain request."""
    first, _, rest = came.partition(b"\r\n")
    asked = _REQUEST.fullmatch(first)
    if asked is None or b"/d/" not in asked[1] or (names := _plain(rest)) is None:
        return None
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": asked[1].decode("ascii")}
    environ |= {"wsgi.url_scheme": "http", "HTTP_HOST": names.get("host", "")}
    if "x-forwarded-proto" in names:
        if not settings.SECURE_PROXY_SSL_HEADER:  # gunicorn decides whether to believe it
            return None
        environ["HTTP_X_FORWARDED_PROTO"] = names["x-forwarded-proto"]
    match = keeps(environ)
    return found(match) if match else None


@lru_cache(maxsize=64)  # a browser, and a server in front, say the same each time
def _plain(rest: bytes) -> dict[str, str] | None:
    """The headers of a whole plain request by their names; nothing if it is more than that."""
    if not rest.endswith(b"\r\n\r\n") or rest.count(b"\r\n\r\n") > 1 or not rest.isascii():
        return None
    lines = [_HEADER.fullmatch(line) for line in rest[:-4].decode("ascii").split("\r\n")]
    told = [(header[1].lower(), header[2]) for header in lines if header]
    names = dict(told)
    if len(names) < len(lines) or not _NOT_PLAIN.isdisjoint(names.keys() - _usual(names)):
        return None
    return names


def _usual(names: dict[str, str]) -> set[str]:
    return {"connection"} if names.get("connection", "").lower() == "keep-alive" else set()


def answer(page: Kept) -> bytes:
    """The bytes that gunicorn would send for the page."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in page.headers)
    return f"{_opening(int(time.time()))}{lines}\r\n".encode("latin-1") + page.body


@lru_cache(maxsize=1)
def _opening(second: int) -> str:
    ours = f"Server: gunicorn\r\nDate: {http_date(second)}\r\nConnection: keep-alive\r\n"
    return f"HTTP/1.1 200 OK\r\n{ours}"
