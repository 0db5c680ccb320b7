"""Procedures and places of posting of the sample book.

The procedures are those of the catalogue, each with its own source and mark. The places and what
was seen there are invented, in the number that a newspaper printed of that ward: the counter and
ten cultural houses.
"""

from collections.abc import Callable
from datetime import date, datetime

from wardbook.cases.actions.postings import look, open_place, publish_postings
from wardbook.cases.actions.procedures import load_in_chunks
from wardbook.cases.catalogue import procedures
from wardbook.cases.models import Place, Posting, Procedure
from wardbook.cases.models.posting import Seen
from wardbook.cases.queries.procedures import plan
from wardbook.ledger.models import Book
from wardbook.org.models import Tenure

HOUSES = 10


def prepare(
    book: Book, clerk: Tenure, *, by: str, say: Callable[[str], object], now: Callable[[], datetime]
) -> None:
    """What is missing of them; what people did since is left as it is."""
    rows = [change.row for change in plan(book, procedures()).new]
    if rows:
        say(f"procedures of the catalogue: {len(rows)}")
        load_in_chunks(rows, book=book, on=None, origin="catalogue", by=by, at=now())
    if Place.objects.filter(book=book).exists():
        return
    say("places of posting, and what was seen there")
    ward = clerk.post.unit.territory
    names = [("Bộ phận Một cửa", "One-stop desk")]
    names += [(f"Nhà văn hóa khu vực {n}", f"Cultural house {n}") for n in range(1, HOUSES + 1)]
    places = [
        open_place(
            ward, {"vi": vi, "en": en}, start_on=date(2026, 1, 1), book=book, by=by, at=now()
        )
        for vi, en in names
    ]
    for place, missing, unreadable in ((places[0], 0, 0), (places[1], 4, 1), (places[2], 11, 2)):
        _look(place, missing, unreadable, clerk, now())
    publish_postings(ward, book=book, by=by, at=now())


def _look(place: Place, missing: int, unreadable: int, by: Tenure, at: datetime) -> list[Posting]:
    """The first of the list are missing, the next cannot be read, all others hang."""
    due = Procedure.objects.filter(book=place.book, valid_to=None).order_by("folded")
    states = [Seen.MISSING] * missing + [Seen.UNREADABLE] * unreadable
    states += [Seen.HANGS] * (due.count() - len(states))
    return look(place, list(zip(due, map(str, states), strict=True)), by=by, at=at)
