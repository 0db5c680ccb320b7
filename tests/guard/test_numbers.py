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
    but=("wardbook/reader/formats/*",),  # places on a printed page are measured, not counted
)


def inexact(node: ast.AST) -> bool:
    """A float written, converted to or stored; a limit of time may be annotated as one."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    return called in {"float", "math.fsum", "models.FloatField"}


def test_no_float_touches_a_figure() -> None:
    floats = [
        f"{place(path)}:{node.lineno}"
        for path in EXACT
        for node in ast.walk(tree(path))
        if inexact(node)
    ]

    assert not floats
