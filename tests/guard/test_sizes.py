"""Files and functions stay short enough to be read at one sitting."""

import ast

from tests.guard.tree import find, place, text, tree

HAND_WRITTEN = find("*.py", but=("*/migrations/*",))


def too_long(pattern: str, limit: int, but: tuple[str, ...] = ()) -> list[str]:
    lengths = {place(path): len(text(path).splitlines()) for path in find(pattern, but=but)}
    return [f"{name}: {lines} lines" for name, lines in lengths.items() if lines > limit]


def test_no_python_file_passes_four_hundred_lines() -> None:
    assert not too_long("*.py", 400, but=("*/migrations/*",))


def test_no_template_passes_a_hundred_and_fifty_lines() -> None:
    assert not too_long("wardbook/*/templates/*", 150)


def test_no_style_sheet_passes_four_hundred_lines() -> None:
    assert not too_long("wardbook/*.css", 400)


def test_no_script_passes_sixty_lines() -> None:
    assert not too_long("scripts/*", 60)


def test_no_function_passes_forty_lines() -> None:
    long = [
        f"{place(path)}:{node.lineno} {node.name}: {lines} lines"
        for path in HAND_WRITTEN
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > 40
    ]

    assert not long


def test_every_module_opens_with_one_sentence() -> None:
    silent = [
        place(path)
        for path in HAND_WRITTEN
        if text(path).strip() and not (ast.get_docstring(tree(path)) or "").split("\n\n")[0]
    ]

    assert not silent
