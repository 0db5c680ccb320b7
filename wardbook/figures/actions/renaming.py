"""New words of a paper or a body, by which lists find its results from then on."""

from datetime import date, datetime

from django.db.models import QuerySet

from wardbook.documents import actions as documents
from wardbook.documents.models import Document
from wardbook.figures.listing import index_of
from wardbook.figures.models import Result
from wardbook.ledger.actions import action
from wardbook.ledger.models import Book
from wardbook.org import actions as org
from wardbook.org.models import Tenure, Unit


@action
def describe(
    document: Document,
    *,
    title: str,
    number: str,
    published_on: date | None,
    by: Tenure,
    at: datetime,
) -> Document:
    """:func:`documents.actions.describe` of a paper whose figures may have been filed."""
    said = documents.describe(
        document, title=title, number=number, published_on=published_on, by=by, at=at
    )
    _find_anew(Result.everything.filter(claim__document=said))
    return said


@action
def rename_unit(
    unit: Unit,
    name: dict[str, str],
    *,
    on: date,
    source: str,
    book: Book,
    by: Tenure,
    at: datetime,
) -> Unit:
    """:func:`org.actions.rename_unit` of a body that may have results."""
    renamed = org.rename_unit(unit, name, on=on, source=source, book=book, by=by, at=at)
    _find_anew(Result.everything.filter(unit=renamed))
    return renamed


def _find_anew(results: QuerySet[Result]) -> None:
    for row in results.select_related("unit", "claim__document").defer("claim__document__text"):
        Result.everything.filter(pk=row.pk).update(**index_of(row))
