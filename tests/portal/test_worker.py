"""The worker answers one whole plain request for a kept page, and leaves all else to gunicorn."""

from pathlib import Path
from typing import Any

import pytest

from wardbook.config.worker import answer, page_for
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
