"""Whose wrong passwords are counted together, and what a browser says of where it was."""

from typing import Any

import pytest
from django.test import RequestFactory

from wardbook.web.client import address, came_from


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


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("http://testserver/office/?page=2", "/office/"),
        ("http://elsewhere/office/", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_only_a_page_of_ours_counts_as_the_one_before(said: str, expected: str) -> None:
    assert came_from(RequestFactory().get("/", HTTP_REFERER=said)).path == expected
