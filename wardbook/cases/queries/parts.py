"""A part of a long list: its keys are found in an index, and only its rows are read whole."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from wardbook.cases.models.case import Case


def part(rows: QuerySet[Case], start: int, stop: int) -> list[Case]:
    """The rows from ``start`` to before ``stop``, in their order.

    Asked for with all that is shown beside them, a database joins and sorts the whole list first.
    """
    return list(rows.filter(pk__in=rows.values("pk")[start:stop]))


class Parts(Paginator):  # type: ignore[type-arg]  # generic to the checker alone
    """Pages of such a list."""

    def page(self, number: Any) -> "Page[Any]":
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        stop = min(start + self.per_page, self.count)
        rows: Any = self.object_list
        return Page(part(rows, start, stop), number, self)
