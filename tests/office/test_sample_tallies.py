"""The tallies of the sample book: they close, or say why, and stand once."""

from datetime import date

import pytest

from tests import make
from wardbook.figures.models import Quota, TallySheet
from wardbook.figures.tallies import queries
from wardbook.figures.tallies.catalogue import in_force
from wardbook.ledger.models import Book
from wardbook.ledger.queries import current_of
from wardbook.lib.period import Period
from wardbook.office import sample_tallies
from wardbook.org.models import Unit
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 30)


def prepared() -> Book:
    """The invented ward and another, as the demonstration has them before."""
    book = make.book("sample", sample=True)
    places = [make.unit("99901"), make.unit("31213-2025")]
    for place in places:
        party = make.unit(f"{place.code}.party", "party_committee", place)
        make.unit(f"{place.code}.front", "fatherland_front", place)
        if place == places[0]:
            make.open_post(
                f"{place.code}/bithu", book=book, unit=party, role=Role.LEADER,
                title={"vi": "Bí thư", "en": "Secretary"}, start_on=date(2026, 1, 1),
                by=make.SYSTEM, at=make.AT,
            )  # fmt: skip
            post = party.posts.get()
            start = date(2026, 1, 1)
            make.start_tenure(
                post, make.person("bithu", book), start_on=start, by=make.SYSTEM, at=make.AT
            )
    said: list[str] = []
    for _ in range(2):  # the second time nothing is missing
        sample_tallies.prepare(book, *places, say=said.append, now=lambda: make.AT)
    assert len(said) == 1
    return book


def test_the_cells_join_the_wards_own_sheet() -> None:
    book, party = prepared(), Unit.objects.get(code="99901.party")
    sheet = in_force("party-members", ON)
    assert sheet

    half = queries.gathered(book, party, sheet, Period("2025-H2"))
    later = queries.gathered(book, party, sheet, Period("2026-H1"))

    assert (half.reported, half.differences) == (7, {})
    assert (later.reported, len(later.parts)) == (6, 7)
    assert [one.by for part in later.parts for one in part.findings] == [1]


def test_the_totals_of_the_ward_are_public_and_no_cell_is() -> None:
    prepared()

    public = [row.unit.code for row in TallySheet.objects.filter(released_at__isnull=False)]

    assert public == ["99901.party"]
    found = current_of("tally/99901.party/party-members/2025-H2")
    assert found
    assert found.entry.body.data["totals"] == {"opening": 185, "in": 8, "out": 5, "closing": 188}


def test_what_the_newspaper_printed_is_all_of_the_quota() -> None:
    book, there = prepared(), Unit.objects.get(code="31213-2025.party")
    sheet = in_force("party-members", date(2024, 5, 31))
    assert sheet

    (one,) = queries.reached(book, there, sheet)

    assert one.share is not None
    assert (one.told, one.share.percent()) == (60, 100)
    row = TallySheet.objects.get(unit=there)
    assert {"opening", "struck-off", "expelled"}.isdisjoint(row.numbers)
    assert Quota.objects.count() == 2
