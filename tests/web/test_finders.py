"""Only the vendor files on the list are served, and each of them exists."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders as staticfiles

from wardbook.web.finders import ALLOWED, PackageFinder

STATIC = Path(__file__).parents[2] / "wardbook" / "web" / "static"


def test_every_allowed_file_is_installed() -> None:
    listed = [(name, storage) for name, storage in PackageFinder().list([])]

    assert len(listed) == sum(map(len, ALLOWED.values()))
    assert not [name for name, storage in listed if not storage.exists(name)]


def test_a_vendor_file_is_found_by_its_served_name() -> None:
    found = PackageFinder().find("vendor/govuk-frontend.min.css")

    assert Path(found).name == "govuk-frontend.min.css"


def test_nothing_else_of_the_packages_is_served() -> None:
    finder = PackageFinder()

    assert not finder.find("vendor/assets/images/govuk-crest.svg")
    assert not finder.find("vendor/../package.json", find_all=True)
    assert not finder.find("govuk-frontend.min.css")


def test_ignored_patterns_are_left_out() -> None:
    names = [name for name, _storage in PackageFinder().list(["*.map"])]

    assert names
    assert not [name for name in names if name.endswith(".map")]


def test_every_file_our_styles_and_scripts_name_is_found() -> None:
    named = [
        f"vendor/{name}"
        for path in STATIC.rglob("*.*s")
        for name in re.findall(r"\.\./vendor/([\w.-]+)", path.read_text(encoding="utf-8"))
    ]

    assert named
    assert not [name for name in named if not staticfiles.find(name)]
