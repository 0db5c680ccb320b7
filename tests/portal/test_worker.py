"""The worker answers one whole plain request for a kept page, and leaves all else to gunicorn."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped] # it has no types
from gunicorn.workers.gthread import TConn  # type: ignore[import-untyped] # it has no types

from wardbook.config.worker import Worker, answer, page_for
from wardbook.ledger.holder import digest
from wardbook.web import kept

WORD = "k7mq-2xwa-tp9d"
PAGE = kept.Kept((("Content-Type", "text/html"), ("Cache-Control", "no-store")), b"Xin", 7, 0)
HEAD = f"GET /d/{WORD}/ HTTP/1.1\r\nHost: testserver\r\n"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.KEPT = tmp_path / "kept"
    for form in ("vi", "en"):
        kept.save(digest(WORD), form, PAGE)


def asked(request: str) -> kept.Kept | None:
    return page_for(request.encode("latin-1"))


@pytest.mark.parametrize(
    "more",
    ["", "User-Agent: x\r\nAccept: */*\r\n", "Connection: keep-alive\r\n", "Cookie: a=b; c=d\r\n"],
)
def test_a_plain_request_is_answered(more: str) -> None:
    assert asked(f"{HEAD}{more}\r\n") == PAGE


def test_the_english_page_is_another() -> None:
    kept.forget([digest(WORD)])
    kept.save(digest(WORD), "en", PAGE)

    assert asked(f"{HEAD.replace('/d/', '/en/d/')}\r\n") == PAGE
    assert asked(f"{HEAD}\r\n") is None


@pytest.mark.parametrize(
    "request_",
    [
        HEAD,  # not whole yet
        f"{HEAD}\r\n{HEAD}\r\n",  # two of them
        HEAD.replace("GET", "HEAD") + "\r\n",
        HEAD.replace("GET", "POST") + "Content-Length: 3\r\n\r\n",
        HEAD.replace("1.1", "1.0") + "\r\n",
        HEAD.replace("/ HTTP", "/?x=1 HTTP") + "\r\n",
        HEAD.replace(f"/d/{WORD}/", f"/d/{WORD.upper()}/") + "\r\n",
        HEAD.replace(f"/d/{WORD}/", "/d/%6b7mq-2xwa-tp9d/") + "\r\n",
        HEAD.replace("testserver", "elsewhere.example.org") + "\r\n",
        HEAD.replace("Host: testserver\r\n", "") + "\r\n",
        f"{HEAD}Host: testserver\r\n\r\n",
        f"{HEAD}Connection: close\r\n\r\n",
        f"{HEAD}Expect: 100-continue\r\n\r\n",
        f"{HEAD}Transfer-Encoding: chunked\r\n\r\n",
        f"{HEAD}X-Forwarded-Proto: https\r\n\r\n",
        f"{HEAD} folded: x\r\n\r\n",
        f"{HEAD}Bad Name: x\r\n\r\n",
        f"{HEAD}Name: \xff\r\n\r\n",
        f"{HEAD}Name: a\nb\r\n\r\n",
        "GET /d/\r\n\r\n",
        "\r\n\r\n",
    ],
)
def test_what_is_more_than_plain_is_left_to_gunicorn(request_: str) -> None:
    assert asked(request_) is None


def test_behind_a_proxy_with_tls_a_plain_request_is_sent_on(settings: Any) -> None:
    settings.HTTPS, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")

    assert asked(f"{HEAD}X-Forwarded-Proto: https\r\n\r\n") == PAGE
    assert asked(f"{HEAD}X-Forwarded-Proto: http\r\n\r\n") is None
    assert asked(f"{HEAD}\r\n") is None


def test_the_answer_has_the_headers_of_the_page_and_those_of_the_server() -> None:
    head, _, body = answer(PAGE).partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")

    assert lines[0] == "HTTP/1.1 200 OK"
    assert {"Content-Type: text/html", "Cache-Control: no-store", "Connection: keep-alive"} <= set(
        lines
    )
    assert body == b"Xin"


# --- In the worker's loop ---------------------------------------------------------------------


@contextmanager
def between(asked: str) -> Iterator[tuple[Worker, Any, socket.socket]]:
    """A worker with one open connection, on which a reader asks something."""
    ours, reader = socket.socketpair()
    worker = Worker(1, 1, [], None, 1, Config(), None)
    conn = TConn(worker.cfg, ours, ("127.0.0.1", 1), ("127.0.0.1", 2))
    worker.keepalived_conns.append(conn)
    given: list[Any] = []
    worker.poller = type("Poller", (), {"unregister": given.append})
    worker.enqueue_req = given.append
    reader.sendall(asked.encode())
    with ours, reader:
        worker.on_client_socket_readable(conn, ours)
        yield worker, given, reader
    worker.tmp.close()


def test_an_open_connection_is_answered_without_a_thread() -> None:
    with between(f"{HEAD}\r\n") as (worker, given, reader):
        assert reader.recv(9999).endswith(b"\r\n\r\nXin")
        assert not given
        assert len(worker.keepalived_conns) == 1


def test_what_the_loop_does_not_answer_stays_unread_for_a_thread() -> None:
    with between(f"{HEAD.replace('GET', 'HEAD')}\r\n") as (worker, given, _):
        assert given[-1].sock.recv(4) == b"HEAD"
        assert not worker.keepalived_conns


def test_a_thread_says_what_a_slow_reader_had_no_room_for() -> None:
    long = kept.Kept(PAGE.headers, b"x" * 400_000, 7, 0)
    kept.save(digest(WORD), "vi", long)

    with between(f"{HEAD}\r\n") as (worker, given, reader):
        thread = Thread(target=worker.handle, args=given[-1:])
        thread.start()
        said = b""
        while len(said) < len(answer(long)):
            said += reader.recv(1_000_000)
        thread.join()

    assert said.partition(b"\r\n\r\n")[2] == long.body
