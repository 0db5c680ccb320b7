"""The tables are what the models say, reached by one straight row of named steps."""

import ast
import re
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.guard.tree import find, package, place, tree

MIGRATIONS = find("wardbook/*/migrations/0*.py")


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration() -> None:
    labels = [
        config.label for config in apps.get_app_configs() if config.name.startswith("wardbook.")
    ]

    call_command("makemigrations", *labels, check=True, dry_run=True, verbosity=0)


def test_migrations_are_numbered_without_gap_or_fork() -> None:
    rows: dict[str, list[int]] = {}
    for path in MIGRATIONS:
        rows.setdefault(package(path), []).append(int(path.name[:4]))

    assert {app: sorted(row) for app, row in rows.items()} == {
        app: list(range(1, len(row) + 1)) for app, row in rows.items()
    }


def test_migrations_have_names_given_by_hand() -> None:
    assert not [
        place(path) for path in MIGRATIONS if re.match(r"\d{4}_auto_|.*_and_more", path.stem)
    ]


def test_migrations_use_no_code_of_ours() -> None:
    """Code changes, a step that was taken does not."""
    borrowed = Counter(
        place(path)
        for path in MIGRATIONS
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wardbook"))
        or (isinstance(node, ast.Import) and any("wardbook" in name.name for name in node.names))
    )

    assert not borrowed
