"""Everything a stranger reaches by following links from the first page."""

import re
from urllib.parse import urljoin, urlsplit

from django.test import Client
from lxml import html

ENDS = re.compile(r"\.(json|jsonl|csv|atom|xlsx|txt)$")


def public(*starts: str) -> dict[str, str]:
    """Address → what was answered, of every page, twin, feed and file of the public site."""
    client, waiting, seen = Client(), list(starts), {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        response = client.get(address)
        assert response.status_code in {200, 302}, address
        text = response.getvalue().decode()
        seen[address] = f"{dict(response.headers)} {text}"
        waiting += [one for one in _links(address, text, response) if one not in seen]
    return seen


def _links(address: str, text: str, response: object) -> list[str]:
    kind = str(getattr(response, "headers", {}).get("Content-Type", ""))
    if kind.startswith("text/html"):
        named = html.fromstring(text).xpath("//a/@href | //link[@rel='alternate']/@href")
    else:
        named = re.findall(r'"(/[^"\s]*)"|href="([^"]+)"', text)
        named = [one or other for one, other in named]
    found = [urljoin(f"http://testserver{address}", str(one)) for one in named]
    parts = [urlsplit(one) for one in found]
    return [
        f"{one.path}?{one.query}" if one.query else one.path
        for one in parts
        if one.hostname == "testserver" and not _elsewhere(one.path)
    ]


def _elsewhere(path: str) -> bool:
    return path.startswith(("/office", "/en/office", "/static/"))
