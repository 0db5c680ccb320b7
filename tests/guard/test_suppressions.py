"""Whoever silences a tool says why, on the same line."""

import io
import re
import tokenize

from tests.guard.tree import find, place, text

SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore|pragma|nosec|pyright:|mypy:)")
WITH_REASON = re.compile(
    r"# (noqa: [A-Z]+\d+(, [A-Z]+\d+)*|type: ignore\[[\w, -]+\]|pragma: no cover)"
    r"\W+\w.{9,}"
)


def comments(source: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def test_every_suppression_names_its_rule_and_its_reason() -> None:
    bare = [
        f"{place(path)}: {comment}"
        for path in find("*.py")
        for comment in comments(text(path))
        if SILENCED.search(comment) and not WITH_REASON.search(comment)
    ]

    assert not bare
