"""Every sentence the sites can show: msgids in code, templates and refusals."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "wardbook" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
# Which argument of a call is the sentence; before it stands a context or a rule.
CALLS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"], 0),
    **dict.fromkeys(["pgettext", "pgettext_lazy", "Refusal"], 1),
}
TEXT = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(_|gettext|pgettext|ngettext|npgettext)\(({TEXT}(?:\s*,\s*{TEXT})*)")


class Message(NamedTuple):
    """One sentence to translate, where it first stands."""

    place: str
    context: str | None
    singular: str


def used() -> list[Message]:
    """Messages of all code and templates."""
    code = sorted((ROOT / "wardbook").rglob("*.py"))
    pages = sorted((ROOT / "wardbook").rglob("templates/**/*.html"))
    return [*(m for path in code for m in in_code(path)), *(m for p in pages for m in in_page(p))]


def in_code(path: Path) -> Iterator[Message]:
    """Sentences in calls, also by the name of a constant of the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        called = (
            node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        )
        if called in CALLS and len(node.args) > CALLS[called]:
            given = [constants.get(getattr(arg, "id", ""), arg) for arg in node.args]
            sentence = given[CALLS[called]]
            context = given[0].value if called.startswith("pgettext") else None
            if isinstance(sentence, ast.Constant):
                yield Message(place(path), context, sentence.value)


def in_page(path: Path) -> Iterator[Message]:
    """Django turns a template into calls that stand among X's where the markup was."""
    for name, texts in CALL.findall(templatize(path.read_text(encoding="utf-8"))):
        words = [word.replace("%%", "%") for word in ast.literal_eval(f"({texts},)")]
        context = words.pop(0) if name in {"pgettext", "npgettext"} else None
        yield Message(place(path), context, words[0])


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def translated() -> dict[tuple[str | None, str], list[str]]:
    """The Vietnamese sentences by context and msgid; without fuzzy ones."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="vi")
    found = {}
    for message in catalogue:
        if message.id and not message.fuzzy:
            singular = message.id[0] if isinstance(message.id, tuple) else message.id
            words = message.string if isinstance(message.string, tuple) else (message.string,)
            found[message.context, singular] = [word for word in words if word]
    return found
