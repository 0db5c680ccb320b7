"""Making the columns by which lists find work anew from its moves."""

from django.db import transaction

from wardbook.cases.models.case import Case
from wardbook.cases.queries.cases import found_by
from wardbook.cases.queries.index import misindexed
from wardbook.ledger.models import Book


@transaction.atomic
def rebuild_index(book: Book) -> None:
    for case, index in list(misindexed(book)):
        Case.objects.filter(pk=case.pk).update(**index)


@transaction.atomic
def name_cases(database: str) -> None:
    """Fill ``folded_name`` of the cases of a book that is older than that column."""
    rows = Case.objects.using(database).filter(folded_name="", fields__has_key="applicant")
    unnamed = list(rows.select_related("procedure").iterator(chunk_size=500))
    for case in unnamed:
        _, case.folded_name = found_by(case)
    named = [case for case in unnamed if case.folded_name]
    Case.objects.using(database).bulk_update(named, ["folded_name"], batch_size=100)
