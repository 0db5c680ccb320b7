"""Writes ``docs/reference/states.md`` from the kinds of cases: ``python -m tests.states``."""

from tests.guard.tree import ROOT
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.diagram import page

PAGE = ROOT / "docs" / "reference" / "states.md"

if __name__ == "__main__":
    PAGE.write_text(page(list(KINDS.values())), encoding="utf-8")
