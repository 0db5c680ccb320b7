"""What import contracts cannot see: keys, migrations, tags and templates follow the line too."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.guard.tree import find, may_see, package, place, text, tree

TEMPLATES = find("wardbook/*/templates/*.html")
OWNERS = {path.as_posix().split("/templates/")[1]: package(path) for path in TEMPLATES}
TAGS = {path.stem: package(path) for path in find("wardbook/*/templatetags/*.py")}
DJANGO_TAGS = {"i18n", "static", "l10n", "tz", "cache", "log"}


def ours(app_label: str) -> bool:
    return app_label in apps.app_configs and apps.get_app_config(app_label).name.startswith(
        "wardbook."
    )


def test_no_foreign_key_points_up_the_line() -> None:
    keys = [
        (model, field)
        for model in apps.get_models()
        if ours(model._meta.app_label)
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model and ours(field.related_model._meta.app_label)
    ]
    upward = [
        f"{model.__name__}.{field.name}"
        for model, field in keys
        if not may_see(model._meta.app_label, field.related_model._meta.app_label)
    ]

    assert keys
    assert not upward


def test_no_migration_depends_on_a_package_above() -> None:
    migrations = MigrationLoader(None).disk_migrations
    links = [
        (app, depends)
        for (app, _), migration in migrations.items()
        for depends, _ in migration.dependencies
        if ours(app) and ours(depends)
    ]

    assert links
    assert not [link for link in links if not may_see(*link)]


def test_no_model_is_fetched_by_name() -> None:
    fetched = [
        f"{place(path)}:{node.lineno}"
        for path in find("wardbook/*.py", but=("*/migrations/*",))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and "get_model" in ast.unparse(node.func)
    ]

    assert not fetched


def test_templates_load_tags_from_below_alone() -> None:
    loads = [
        (path, name)
        for path in TEMPLATES
        for names in re.findall(r"{%\s*load\s+([\w\s.]+?)(?:\s+from\s+\w+)?\s*%}", text(path))
        for name in names.split()
        if name not in DJANGO_TAGS
    ]
    upward = [
        f"{place(path)}: {name}" for path, name in loads if not may_see(package(path), TAGS[name])
    ]

    assert loads
    assert not upward


def test_templates_extend_and_include_templates_from_below_alone() -> None:
    uses = [
        (path, name)
        for path in TEMPLATES
        for name in re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)", text(path))
    ]

    assert uses
    assert not foreign(uses)


def test_code_renders_templates_from_below_alone() -> None:
    uses = [
        (path, node.value)
        for path in find("wardbook/*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[\w/-]+\.html", node.value)
    ]

    assert uses
    assert not foreign(uses)


def foreign(uses: list[tuple[Path, str]]) -> list[str]:
    """Uses of a template that is nobody's, or that stands above its user."""
    return [
        f"{place(path)}: {name}"
        for path, name in uses
        if not name.startswith("django/")
        and not (name in OWNERS and may_see(package(path), OWNERS[name]))
    ]
