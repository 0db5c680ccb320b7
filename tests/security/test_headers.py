"""What every answer says to the browser."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests import make
from tests.browser import ROOT
from tests.office import people

pytestmark = pytest.mark.django_db

PAGES = ["/", "/en/units/", "/units.json", "/office/sign-in/", "/office/", "/nowhere/"]


def policy(page: str) -> dict[str, str]:
    said = people.lan().get(page).headers["Content-Security-Policy"]
    rules = [rule.strip().partition(" ") for rule in said.split(";")]
    return {name: sources for name, _, sources in rules}


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_allowed_but_what_is_named_and_nothing_inline(page: str) -> None:
    rules = policy(page)

    assert rules["default-src"] == "'none'"
    assert {rules[name] for name in ("script-src", "style-src", "connect-src")} == {"'self'"}
    assert (rules["base-uri"], rules["frame-ancestors"]) == ("'none'", "'none'")
    assert not [name for name, sources in rules.items() if "unsafe" in sources or "*" in sources]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_framed_sniffed_or_told_to_others(page: str) -> None:
    headers = people.lan().get(page).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_pages_of_the_office_stay_in_no_cache_and_no_search() -> None:
    headers = people.lan().get("/office/").headers

    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_cookie_of_the_office_is_out_of_reach_of_scripts() -> None:
    client = Client()
    make.lan()
    client.get("/office/sign-in/")
    client.post("/office/sign-in/", {"username": "lan", "password": make.PASSWORD})

    assert {"wardbook_office", "wardbook_form"} <= set(client.cookies)
    assert all(
        cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in client.cookies.values()
    )


def over_tls(*names: str) -> dict[str, Any]:
    """Settings as they are with WARDBOOK_HTTPS, in a process of their own."""
    code = f"""import json; from wardbook.config import settings as s
print(json.dumps({{name: getattr(s, name) for name in {names!r}}}))"""
    environment = {**os.environ, "WARDBOOK_HTTPS": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_over_tls_cookies_are_bound_to_this_host_and_the_browser_comes_back_by_tls() -> None:
    said = over_tls(
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_PATH",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
    )

    assert list(said.values()) == [
        *("__Host-wardbook_office", "__Host-wardbook_form", True, True, "/", True, 31_536_000)
    ]


def test_no_template_has_a_script_or_style_inside() -> None:
    inside = [
        path.name
        for path in ROOT.glob("wardbook/*/templates/**/*.html")
        if any(
            mark in path.read_text() for mark in ("<style", " style=", "javascript:", " onclick=")
        )
    ]

    assert not inside


def test_errors_are_never_shown_in_detail() -> None:
    assert settings.DEBUG is False
