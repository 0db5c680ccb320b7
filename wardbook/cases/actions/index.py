"""Making the columns by which lists find work anew from its moves."""

from django.db import transaction

from wardbook.cases.models.case import Case
from wardbook.cases.queries.index import misindexed
from wardbook.ledger.models import Book


@transaction.atomic
def rebuild_index(book: Book) -> None:
    for case, index in list(misindexed(book)):
        Case.objects.filter(pk=case.pk).update(**index)
