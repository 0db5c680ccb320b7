"""What the design refuses: vague names, signals, the admin, foreign keys to anything."""

import ast

from django.conf import settings

from tests.guard.tree import find, place, tree

VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "services", "managers", "mixins"}
REFUSED = {
    "django.contrib.admin",
    "django.contrib.contenttypes.fields",
    "django.contrib.auth.signals",
    "django.core.signals",
    "django.db.backends.signals",
    "django.db.models.signals",
    "django.dispatch",
}
CODE = find("wardbook/*.py", "bench/*.py", "tests/*.py")


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
    return []


def test_no_file_has_a_name_that_says_nothing() -> None:
    vague = [place(path) for path in find("*") if VAGUE & {path.stem, *path.parent.parts}]

    assert not vague


def test_no_signal_no_admin_no_generic_foreign_key() -> None:
    refused = [
        f"{place(path)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(
            name == bad or name.startswith(f"{bad}.") for name in imported(node) for bad in REFUSED
        )
    ]

    assert not refused


def test_the_admin_is_not_installed() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{place(path)}:{inner.lineno}"
        for path in CODE
        for outer in ast.walk(tree(path))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert not hidden
