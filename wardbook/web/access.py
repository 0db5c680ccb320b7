"""Marks that say who may open a view; a view without one opens to nobody.

The marks are attributes only. ``wardbook.web.middleware.deny_unmarked`` refuses unmarked views, and
the office enforces the permission of marked ones.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=View)

OPEN: Final = "open"


def open_to_all(view: V) -> V:
    """Mark a view that a stranger may open."""
    return _mark(view, OPEN)


def allow(permission: str) -> Callable[[V], V]:
    """Mark a view that only a post holding ``permission`` ("document.file") may open."""
    if permission == OPEN:
        raise ValueError("A view open to strangers is marked with open_to_all.")
    return lambda view: _mark(view, permission)


def access_of(view: View) -> str | None:
    """The view's mark: ``OPEN``, a permission, or nothing."""
    return getattr(view, "access", None)


def _mark(view: V, access: str) -> V:
    if access_of(view) not in (None, access):
        raise ValueError(f"This view is marked already: {access_of(view)}.")
    marked: Any = view
    marked.access = access
    return view
