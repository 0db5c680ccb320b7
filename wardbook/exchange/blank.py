"""Rows that are only to be inserted: every column at its default, and nothing of what a model does.

A model's instance takes twenty times as long to make, and an import makes five for each dossier.
"""

from functools import cache
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from django.db import models

M = TypeVar("M", bound=models.Model)


def blank(model: type[M], **said: Any) -> M:
    """Looks like a new row of ``model`` to who reads its columns; cannot be saved by itself."""
    return cast(M, _kind(model)(**(_defaults(model) | said)))


@cache
def _kind(model: type[models.Model]) -> type[SimpleNamespace]:
    """A namespace that knows what follows from the columns: the model's own properties."""
    own = {name: told for name, told in vars(model).items() if isinstance(told, property)}
    return type(model.__name__, (SimpleNamespace,), own)


@cache
def _plain(model: type[models.Model]) -> tuple[dict[str, Any], tuple[tuple[str, Any], ...]]:
    fixed: dict[str, Any] = {"pk": None}
    made = []
    for row in model._meta.local_concrete_fields:
        if isinstance(row, models.JSONField):
            made.append((row.attname, row.get_default))
        else:
            fixed[row.attname] = row.get_default()
    return fixed, tuple(made)


def _defaults(model: type[models.Model]) -> dict[str, Any]:
    """A dictionary is each row's own."""
    fixed, made = _plain(model)
    return fixed | {name: default() for name, default in made}
