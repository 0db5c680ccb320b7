"""Requests that nobody well-meaning sends, the same ones every time."""

import json
import random
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from lxml import html

from tests.security.addresses import Address

WORDS = (
    *("", " ", "0", "-1", "7", "1e9", "9" * 30, "2" * 5000, "NaN", "٣", "½", "1,5", "12-15", "٪"),
    *("\0", "a\0b", "\r\nSet-Cookie: x=1", "\ud7ff", "\u202e", "\ufeff", "é" * 300, "𐍈", "%00"),
    *("' OR 1=1 --", '"; DROP TABLE org_person; --', "<script>alert(1)</script>", "{{ 7*7 }}"),
    *("../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd\0.pdf", "file:///etc/passwd", "//x.y"),
    *("2025", "2025-13", "2025-Q9", "2015..2020", "9999-99", "31/02/2026", "0000-00-00", "2025/"),
    *("exact", "result", "rejected", "hồ sơ", "ben-sen", "99901", "dossiers-received", "all"),
    *("=cmd|' /C calc'!A0", "%s%n%d", "%(x)s", "${jndi:ldap://x}", "[]", "{}", "null", "true"),
    *("1:0", "1:1", "7:99", "1:x", "::", "x" * 20_000, "on", "vi", "en", "csv", "json", "XLSX"),
)
NAMES = (
    *("q", "page", "kind", "sort", "next", "unit", "indicator", "period", "as_of", "from", "to"),
    *("result", "version", "outcome", "measure", "bound", "giver", "reason", "words", "value"),
    *("username", "password", "title", "number", "published_on", "book", "name", "start_on"),
    *("csrfmiddlewaretoken", "state", "by", "year", "area", "form", "role", "post", "person"),
)
METHODS = ("GET",) * 5 + ("POST",) * 4 + ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
HEADERS = (
    ("Accept-Language", "xx-invalid;q=9,vi;q=0.5,*"),
    ("Accept-Language", "\xff" * 200),
    ("X-Forwarded-For", "1.2.3.4, ::1, not-an-address"),
    ("X-Forwarded-Proto", "gopher"),
    ("HX-Request", "true"),
    ("HX-Current-URL", "http://[::1"),
    ("Range", "bytes=0-,5-,-1"),
    ("If-None-Match", '"x", W/"y", *'),
    ("If-Modified-Since", "Thu, 99 Foo 0000 99:99:99 GMT"),
    ("Referer", "http://[broken"),
    ("Origin", "null"),
    ("Host", "bad host!"),
    ("Content-Length", "-1"),
    ("Content-Type", "multipart/form-data"),
    ("Content-Type", "multipart/form-data; boundary=" + "b" * 300),
    ("Content-Type", "application/x-www-form-urlencoded; charset=utf-99"),
    ("Content-Encoding", "gzip"),
    ("User-Agent", "\xf0\x28" * 500),
    ("Cookie", "wardbook_office=" + "z" * 4000 + "; wardbook_form=;;;=="),
    ("Cookie", 'messages="[[\\"__json_message\\",0,99,\\"x\\"]]"; django_language=../../x'),
)


class Request(NamedTuple):
    """What is sent: everything but who sends it."""

    name: str
    method: str
    path: str
    body: bytes
    content_type: str
    headers: dict[str, str]


Fields = list[tuple[str, str]]  # of a form as its page shows it


def fields(page: str) -> Fields:
    """Names and values of everything the forms of a page would send."""
    named = html.fromstring(page).xpath("//form//*[@name]") if page.strip() else []
    return [(one.get("name"), _value(one)) for one in named]


def _value(one: html.HtmlElement) -> str:
    chosen = one.xpath(".//option[@selected]/@value") or one.xpath(".//option/@value")
    return str(chosen[-1]) if chosen else one.get("value") or one.text or ""


def requests(
    found: list[Address], forms: dict[str, Fields], seed: int, count: int
) -> Iterator[Request]:
    """``count`` requests to ``found`` in turn; a seed gives the same ones on every machine.

    ``forms`` are those of the pages, by name: most of what is sent is one with a field spoilt.
    """
    dice = random.Random(seed)
    for number in range(count):
        address = found[(seed * count + number) % len(found)]
        content_type, body = _form(dice, forms.get(address.name, [])) or _body(dice)
        yield Request(
            name=address.name,
            method=dice.choice(METHODS),
            path=_path(dice, address),
            body=body,
            content_type=content_type,
            headers=dict(dice.choice(HEADERS) for _ in range(dice.choice((0, 0, 0, 1, 2)))),
        )


def _path(dice: random.Random, address: Address) -> str:
    """The address, perhaps in English, with one argument spoilt, and a query."""
    path = address.path
    if address.arguments and dice.random() < 0.4:
        spoilt = str(dice.choice(list(address.arguments.values())))
        path = path.replace(spoilt, quote(_word(dice), safe=dice.choice(("", "/"))), 1)
    if dice.random() < 0.3:
        path = f"/en{path}"
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{_pairs(dice)}" if dice.random() < 0.6 else path


def _word(dice: random.Random) -> str:
    if dice.random() < 0.8:
        return dice.choice(WORDS)
    return "".join(
        chr(dice.choice((dice.randrange(1, 128), dice.randrange(0x1EA0, 0x1EFF)))) for _ in range(9)
    )


def _pairs(dice: random.Random) -> str:
    pairs = [(dice.choice(NAMES), _word(dice)) for _ in range(dice.randrange(1, 6))]
    text = urlencode(pairs)
    return text if dice.random() < 0.9 else f"{text}&%zz=%ff&&=;{'a=1&' * 50}"


def _form(dice: random.Random, form: Fields) -> tuple[str, bytes] | None:
    """The form of the page with at most three of its fields spoilt, left out or said twice."""
    if not form or dice.random() < 0.3:
        return None
    sent = list(form)
    for _ in range(dice.randrange(4)):
        at = dice.randrange(len(sent))
        spoilt = (sent[at][0], _word(dice))
        sent[at : at + dice.choice((0, 1, 1, 1))] = dice.choice(([spoilt], [spoilt], []))
        sent = sent or [spoilt]
    if dice.random() < 0.5:
        return "application/x-www-form-urlencoded", urlencode(sent, errors="replace").encode()
    head = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    file = '; filename="a.txt"\r\nContent-Type: text/plain'
    parts = [head.format(name, file * (name == "paper"), value) for name, value in sent]
    text = "".join(f"--x\r\n{part}" for part in parts) + "--x--\r\n"
    return "multipart/form-data; boundary=x", text.encode("utf-8", "replace")


def _body(dice: random.Random) -> tuple[str, bytes]:
    kind = dice.random()
    if kind < 0.8:
        return "application/x-www-form-urlencoded", _pairs(dice).encode()
    if kind < 0.9:
        said: Any = {dice.choice(NAMES): dice.choice((_word(dice), None, [1], {"a": []}))}
        return "application/json", json.dumps(said).encode() + dice.choice((b"", b"}", b"\xff"))
    if kind < 0.97:
        return "multipart/form-data; boundary=x", _parts(dice)
    return dice.choice(("text/xml", "image/png", "", "a/b; c=\xff")), dice.randbytes(200)


def _parts(dice: random.Random) -> bytes:
    """A form with a file, well formed or not."""
    name = _word(dice)[:200].encode("utf-8", "replace").replace(b"\r\n", b"")
    head = b'--x\r\nContent-Disposition: form-data; name="%s"' % dice.choice(NAMES).encode()
    file = b'; filename="%s"\r\nContent-Type: text/plain' % name if dice.random() < 0.5 else b""
    end = dice.choice((b"--x--\r\n", b"--x", b""))
    return head + file + b"\r\n\r\n" + _word(dice).encode("utf-8", "replace") + b"\r\n" + end
