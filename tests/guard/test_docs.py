"""The documents say what the code says."""

import ast
import re

from django.apps import apps
from django.core.management import get_commands

from tests.guard.tree import ROOT, find, text, tree
from tests.states import PAGE
from wardbook import __version__
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.diagram import page
from wardbook.org.roles import PERMISSIONS

REFERENCE = ROOT / "docs" / "reference"
PREFIXES = {
    "LED",
    "ORG",
    "DOC",
    "EXC",
    "CAS",
    "CTR",
    "DOS",
    "FBK",
    "FOL",
    "NTC",
    "FIG",
    "PAPER",
    "PRO",
    "RAT",
    "READ",
    "REP",
    "RTG",
    "TAL",
}


def missing(names: set[str], page: str) -> set[str]:
    """The names that the page does not hold in code letters."""
    assert names
    written = set(re.findall(r"`([^`\n]+)`", text(REFERENCE / page)))
    return names - written - {word for phrase in written for word in phrase.split()}


def test_every_model_is_in_the_glossary() -> None:
    models = {
        model.__name__ for model in apps.get_models() if model.__module__.startswith("wardbook.")
    }

    assert not missing(models, "glossary.md")


def test_every_permission_is_in_the_glossary() -> None:
    marks = re.findall(r"[\"']([a-z]+\.[a-z_]+)[\"']", text(ROOT / "wardbook" / "org" / "roles.py"))

    assert not missing(set(marks), "glossary.md")


def test_every_command_is_in_the_reference() -> None:
    commands = get_commands().items()
    ours = {name.replace("_", "-") for name, app in commands if str(app).startswith("wardbook.")}

    assert not missing(ours, "commands.md")


def test_every_bench_is_in_the_reference() -> None:
    benches = [
        path.name for path in (ROOT / "bench").iterdir() if path.is_file() and not path.suffix
    ]
    page = text(REFERENCE / "commands.md")

    assert not [name for name in benches if f"`bench/{name}" not in page]


def test_every_setting_from_the_environment_is_in_the_reference() -> None:
    names = {
        name
        for path in find("wardbook/*.py")
        for name in re.findall(r"\bWARDBOOK_[A-Z_]+\b", text(path))
    }

    assert not missing(names, "settings.md")


def test_decisions_carry_the_number_of_their_file() -> None:
    decisions = find("docs/decisions/0*.md")
    numbers = sorted(path.name[:4] for path in decisions)

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert not [
        path.name for path in decisions if not re.match(rf"# {path.name[:4]}\b", text(path))
    ]


def test_the_change_log_opens_with_this_version() -> None:
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", text(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert versions[0] == __version__


def test_publiccode_names_this_version() -> None:
    assert f"softwareVersion: {__version__}\n" in text(ROOT / "publiccode.yml")


def test_no_link_between_documents_is_broken() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in find("*.md")
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text(page))
        if not (page.parent / target).exists()
    ]

    assert not broken


def rows(page: str) -> dict[str, list[str]]:
    """First cell → the other cells, of every row in the tables of a reference page."""
    lines = [line for line in text(REFERENCE / page).splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): row[1:] for row in cells}


def test_the_page_of_rules_has_every_rule_and_no_other() -> None:
    named = {
        name
        for path in find("wardbook/*.py")
        for name in re.findall(r"\b[A-Z]{3,5}-\d\d\b", text(path))
    }

    page = {name for name in rows("rules.md") if re.fullmatch(r"[A-Z]{3,5}-\d\d", name)}

    assert named
    assert page == {name for name in named if name.split("-")[0] in PREFIXES}


def test_the_page_of_rules_says_what_the_functions_say() -> None:
    told = rows("rules.md")
    said = [
        ast.get_docstring(node)
        for path in find("wardbook/*/rules.py", "wardbook/*/rules/*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("why_not_")
    ]
    sentences = [" ".join((doc or "").split("\n\n")[0].split()) for doc in said]

    assert sentences
    for sentence in sentences:
        rule, _, words = sentence.partition(". ")
        assert told[rule][0] == words


def test_the_page_of_roles_restates_the_table() -> None:
    page = rows("roles.md")
    roles = page["permission"]

    told = {
        role: {name for name, cells in page.items() if cells[at] == "yes"}
        for at, role in enumerate(roles)
    }

    assert told == {role: set(given) for role, given in PERMISSIONS.items()}


def test_the_page_of_states_is_drawn_from_the_tables() -> None:
    """``python -m tests.states`` writes it anew."""
    assert text(PAGE) == page(list(KINDS.values()))
