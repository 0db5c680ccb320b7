"""Ratings of the sample book: bodies of the invented ward, and four years that a newspaper printed.

The cells of the invented ward stand at different steps: the quota of their group has two roundings,
and one waits for a proposal. Of the other ward the paper says how the district rated its Party
committee from 2020 to 2023, of the last year only "or better".
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from wardbook.documents.models import Document
from wardbook.figures.actions import ratings as actions
from wardbook.figures.models import UnitRating
from wardbook.figures.ratings.evidence import Stated
from wardbook.figures.ratings.scoring import Choice, Scored, Told
from wardbook.ledger.models import Book
from wardbook.office.sample_accounts import CELL_HEAD, PARTY_CLERK, seat, seated
from wardbook.org.kinds import Kind
from wardbook.org.models import Unit

YEAR = "2025"
# Points of the common part and of the tasks, tasks, and those on time.
CELLS = (
    ("good", "26.5", "58", 14, 14),
    ("good", "27", "61.5", 11, 11),
    ("good", "24", "52", 9, 9),
    ("good", "25.5", "55", 16, 16),
    ("completed", "22", "41", 10, 9),
    ("good", "26", "57.5", 6, 6),
)
PRINTED = (("2020", "excellent", "exact"), ("2021", "excellent", "exact"),
           ("2022", "excellent", "exact"), ("2023", "good", "at_least"))  # fmt: skip
DECIDED_BY = "Ban Thường vụ Quận ủy Thốt Nốt"
DOCUMENT = "Quyết định mẫu số {}-QĐ/ĐU"


def prepare(
    book: Book,
    ward: Unit,
    other: Unit,
    *,
    say: Callable[[str], object],
    now: Callable[[], datetime],
) -> None:
    """What is missing of them; what people did since is left as it is.

    ``ward`` is the invented one, ``other`` that of which a newspaper printed the years. The clerk
    of the Party side comes with the tallies.
    """
    if UnitRating.objects.filter(book=book).exists():
        return
    say("ratings of bodies")
    with transaction.atomic():  # all of them, or the next run begins anew
        _cells(book, ward, now)
        _state_side(book, ward, now)
        _printed(book, other, now)


def _cells(book: Book, ward: Unit, now: Callable[[], datetime]) -> None:
    """Six cells rated themselves; five were proposed, four of them decided."""
    party = Unit.objects.get(code=f"{ward.code}.party")
    cells = party.children.filter(kind=Kind.PARTY_CELL).order_by("pk")
    clerk, secretary = seat(ward, PARTY_CLERK.username), seat(ward, "bithu")
    choices = []
    for number, (cell, (level, common, task, tasks, on_time)) in enumerate(
        zip(cells, CELLS, strict=False), 1
    ):
        said = Scored(
            level=level,
            common=Decimal(common),
            task=Decimal(task),
            stated=_stated(tasks, on_time),
        )
        own = seated(CELL_HEAD, cell, book, now)
        rating = actions.open_rating(cell, YEAR, book=book, by=clerk, at=now())
        rating = actions.self_rate(rating, said, by=own, at=now())
        if number < len(CELLS):
            rating = actions.propose(rating, said, by=clerk, at=now())
            decision = replace(said, document=DOCUMENT.format(number))
            choices.append(Choice(rating=rating, scored=decision))
    actions.decide(choices[:-1], by=secretary, at=now())


def _stated(tasks: int, on_time: int) -> Stated:
    return Stated(
        tasks=tasks,
        on_time=on_time,
        late=tasks - on_time,
        undone=0,
        beyond=tasks // 4,
        disciplined=False,
    )


def _state_side(book: Book, ward: Unit, now: Callable[[], datetime]) -> None:
    """The one-stop desk and the People's Committee are decided and released, the Front waits."""
    chair, secretary = seat(ward, "lanhdao"), seat(ward, "bithu")
    desk = _proposed(book, ward, "one-stop", 21, ("27.5", "60"), now)
    committee = _proposed(book, ward, "committee", 22, ("25", "54.5"), now)
    _proposed(book, ward, "front", 23, ("26", "53"), now)
    for rating, said, by in ((*desk, chair), (*committee, secretary)):
        (decided,) = actions.decide([Choice(rating=rating, scored=said)], by=by, at=now())
        actions.release(decided, by=chair, at=now())


def _proposed(
    book: Book,
    ward: Unit,
    word: str,
    number: int,
    points: tuple[str, str],
    now: Callable[[], datetime],
) -> tuple[UnitRating, Scored]:
    unit, (common, task) = Unit.objects.get(code=f"{ward.code}.{word}"), points
    said = Scored(
        level="good",
        common=Decimal(common),
        task=Decimal(task),
        stated=_stated(24, 24),
    )
    rating = actions.open_rating(unit, YEAR, book=book, by=seat(ward, "canbo"), at=now())
    rating = actions.self_rate(rating, said, by=seat(ward, "canbo"), at=now())
    proposal = actions.propose(rating, said, by=seat(ward, PARTY_CLERK.username), at=now())
    return proposal, replace(said, document=DOCUMENT.format(number))


def _printed(book: Book, other: Unit, now: Callable[[], datetime]) -> None:
    """Told from the paper by the clerk of that Party committee, released by its secretary."""
    party = Unit.objects.get(code=f"{other.code}.party")
    paper = Document.objects.filter(book=book, unit=other).exclude(newspaper="").first()
    for year, level, bound in PRINTED:
        told = Told(
            level=level,
            bound=bound,
            decided_by=DECIDED_BY,
            document="Theo bài báo ngày 16/6/2024",
            paper=paper,
        )
        rating = actions.tell(
            party, year, told, book=book, by=seat(other, PARTY_CLERK.username), at=now()
        )
        actions.release(rating, by=seat(other, "bithu"), at=now())
