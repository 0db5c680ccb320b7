"""Whose wrong passwords are counted together."""

from typing import Any

import pytest
from django.test import RequestFactory

from wardbook.web.client import address


@pytest.mark.parametrize(
    ("proxies", "said", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_say_counts(
    settings: Any, proxies: int, said: str, expected: str
) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=said)

    assert address(request) == expected
