"""Every rule that may refuse has its identifier once, and a test that names it."""

import ast
import re

from tests.guard.tree import find, place, text, tree

CALLS = [
    (path, node)
    for path in find("wardbook/*.py")
    for node in ast.walk(tree(path))
    if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Refusal"
]
TESTS = "\n".join(text(path) for path in find("tests/*.py", but=("tests/guard/*",)))


def identifier(call: ast.Call) -> str:
    given = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "rule")]
    return str(given[0].value) if given and isinstance(given[0], ast.Constant) else ""


def test_every_refusal_names_its_rule_in_the_one_way() -> None:
    unnamed = [
        f"{place(path)}:{call.lineno}"
        for path, call in CALLS
        if not re.fullmatch(r"[A-Z]{2,5}-\d\d", identifier(call))
    ]

    assert CALLS
    assert not unnamed


def test_one_identifier_says_one_thing() -> None:
    """A rule is one sentence, wherever it is raised."""
    said: dict[str, set[str]] = {}
    for _, call in CALLS:
        said.setdefault(identifier(call), set()).add(
            ast.unparse(call.args[1]) if call.args[1:] else ""
        )

    assert not {rule: sentences for rule, sentences in said.items() if len(sentences) > 1}


def test_every_rule_is_named_by_a_test() -> None:
    assert not {identifier(call) for _, call in CALLS if identifier(call) not in TESTS}
