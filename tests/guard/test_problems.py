"""The page of checks names every check of the table, and no other."""

import re

from tests.guard.tree import ROOT, text
from wardbook.office.problems import CHECKS


def test_every_check_is_documented_and_no_other() -> None:
    page = text(ROOT / "docs" / "reference" / "problems.md")

    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == [one.code for one in CHECKS]
