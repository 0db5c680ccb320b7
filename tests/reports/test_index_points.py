"""What was read on the portal: noted with its day, corrected in sight, held to the ledger."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests import make
from wardbook.ledger.actions import erase
from wardbook.ledger.models import Body
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refused
from wardbook.reports.actions import note_points
from wardbook.reports.models import StatedPoints
from wardbook.reports.queries import points_seen, row_faults
from wardbook.reports.rules import Noted
from wardbook.reports.service_index import Part, Seen

pytestmark = pytest.mark.django_db

ON = date(2026, 1, 5)
SEEN = {"2.1": Seen(Decimal("19.41"), Part(2541, 2618)), "5.2": Seen(Decimal("6.00"))}


def noted(seen: dict[str, Seen] = SEEN, **more: Any) -> list[StatedPoints]:
    by = more.pop("by", None) or make.lan()
    about: dict[str, Any] = {"period": Period("2026-01"), "seen_on": ON, **more}
    told = Noted(book=by.post.book, unit=by.post.unit, seen=seen, **about)
    return note_points(told, by=by, at=make.AT)


def refused(seen: dict[str, Seen] = SEEN, **more: Any) -> str:
    with pytest.raises(Refused) as caught:
        noted(seen, **more)
    return caught.value.refusal.rule


def test_points_are_kept_with_the_day_and_who_noted_them() -> None:
    rows = noted()

    assert [(row.component, row.told) for row in rows] == [
        ("2.1", "19.41 2541/2618"),
        ("5.2", "6.00"),
    ]
    assert rows[0].seen_on == ON and rows[0].stated_by == make.lan()


def test_an_entry_of_the_ledger_says_what_was_noted() -> None:
    noted()

    body = Body.objects.get(verb="note")

    assert body.key == "service-index/99901/2026-01"
    assert body.parsed == {
        "seen_on": "2026-01-05",
        "points": {"2.1": "19.41 2541/2618", "5.2": "6.00"},
    }


def test_a_correction_keeps_what_was_noted_before() -> None:
    before = noted()[0]
    (after,) = noted({"2.1": Seen(Decimal("19.40"))}, reason="Gõ nhầm")

    assert after.replaces == before and after.reason == "Gõ nhầm"
    assert StatedPoints.objects.count() == 3


def test_a_later_reading_needs_no_reason_and_counts() -> None:
    noted(seen_on=date(2026, 1, 2))
    noted({"2.1": Seen(Decimal("18.00"))})
    by = make.lan()

    found = points_seen(by.post.book, by.post.unit, Period("2026-01"), by_then=make.AT)

    assert {code: row.points for code, row in found.items()} == {
        "2.1": Decimal("18.00"),
        "5.2": Decimal("6.00"),
    }


def test_a_correction_without_a_reason_is_refused() -> None:
    noted()

    assert refused({"2.1": Seen(Decimal("19.40"))}) == "REP-10"


def test_the_same_again_is_nothing_new() -> None:
    noted()

    assert refused(reason="Gõ lại") == "REP-10"


@pytest.mark.parametrize(
    "seen",
    [
        {"2.1": Seen(Decimal("20.01"))},
        {"2.2": Seen(Decimal("1.00"))},
        {"9.9": Seen(Decimal("1.00"))},
        {"2.1": Seen(Decimal("19.41"), Part(5, 4))},
        {},
    ],
)
def test_what_no_portal_can_show_is_refused(seen: dict[str, Seen]) -> None:
    assert refused(seen) == "REP-10"


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2025, 12, 31)])
def test_a_day_to_come_or_before_the_period_is_refused(day: date) -> None:
    assert refused(seen_on=day) == "REP-10"


def test_a_leader_files_no_figures_and_notes_none() -> None:
    assert refused(by=make.minh()) == "ORG-01"


def test_a_row_that_the_ledger_does_not_know_is_found() -> None:
    noted()
    assert not list(row_faults(make.book()))

    StatedPoints.objects.filter(component="2.1").update(points=Decimal("20.00"))

    assert list(row_faults(make.book())) == [
        "points of 2.1 in service-index/99901/2026-01/2026-01-05 are not those that were noted"
    ]


def test_what_was_erased_by_law_is_not_missed() -> None:
    noted()
    entry = Body.objects.get(verb="note").entry
    erase(entry, by=make.lan().post.code, at=make.AT, reason="Theo yêu cầu")

    assert not list(row_faults(make.book()))


def test_a_row_that_is_gone_is_found() -> None:
    noted()
    StatedPoints.objects.filter(component="5.2").delete()

    assert list(row_faults(make.book())) == [
        "points of 5.2 in service-index/99901/2026-01/2026-01-05 were noted and are gone"
    ]
