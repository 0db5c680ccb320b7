"""Every rule that may refuse has its own identifier, and a test that names it."""

import ast
import re

from tests.guard.tree import find, package, text, tree

TESTS = "\n".join(text(path) for path in find("tests/*.py", but=("tests/guard/*",)))


def refusals() -> dict[str, set[str]]:
    """identifier → the packages that refuse by it, of every refusal written out in the code."""
    found: dict[str, set[str]] = {}
    for path in find("wardbook/*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Refusal"):
                rule = node.args[0] if node.args else node.keywords[0].value
                if isinstance(rule, ast.Constant):
                    found.setdefault(rule.value, set()).add(package(path))
    assert found
    return found


def test_identifiers_of_rules_look_alike() -> None:
    assert not [rule for rule in refusals() if not re.fullmatch(r"[A-Z]{2,5}-\d\d", rule)]


def test_a_rule_belongs_to_one_package() -> None:
    """The two sites may say it again, where a form is not what the rule wants."""
    sites = {"office", "portal"}

    assert not {rule: homes for rule, homes in refusals().items() if len(homes - sites) > 1}


def test_every_rule_is_named_by_a_test() -> None:
    assert not {rule for rule in refusals() if rule not in TESTS}
