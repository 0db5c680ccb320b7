"""How a stranger reads the public site."""

import json
from typing import Any

from django.test import Client


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def body(address: str) -> dict[str, Any]:
    """What the page at ``address`` renders, as data."""
    path, mark, query = address.partition("?")
    data: dict[str, Any] = json.loads(page(f"{path.rstrip('/') or '/index'}.json{mark}{query}"))
    return data
