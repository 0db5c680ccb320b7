"""Money, counts and shares are exact: no binary fraction in the arithmetic of the book."""

import ast

from tests.guard.tree import find, place, tree

EXACT = find(
    "wardbook/lib/*.py",
    "wardbook/reader/*.py",
    "wardbook/ledger/*.py",
    "wardbook/org/*.py",
    "wardbook/documents/*.py",
    "wardbook/figures/*.py",
)


def inexact(node: ast.AST) -> bool:
    """A float written, converted to, annotated or stored; asking `isinstance` whether is fine."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in {"float", "math.fsum", "models.FloatField"}
    return isinstance(node, ast.arg | ast.AnnAssign) and "float" in ast.unparse(node).split(" =")[0]


def test_no_float_touches_a_figure() -> None:
    floats = [
        f"{place(path)}:{node.lineno}"
        for path in EXACT
        for node in ast.walk(tree(path))
        if inexact(node)
    ]

    assert not floats
