"""Lists of figures: found by what they are, and listed as the book stood on an earlier day."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import make
from wardbook.figures.actions import correct, discard, rebuild_index, release, withdraw
from wardbook.figures.actions.renaming import describe, rename_unit
from wardbook.figures.listing import Wanted, listing, misindexed
from wardbook.figures.models import Result
from wardbook.lib.refusal import Refused
from wardbook.reports.figures import for_machines

DAY = timedelta(days=1)
WHY = "Nhầm kỳ báo cáo"


def filed(number: int = 1250, period: str = "2025", **more: object) -> Result:
    text = f"Năm {period[:4]}, bộ phận một cửa tiếp nhận {number} hồ sơ."
    return make.result(make.claim(str(number), text=text, **more), period=period)


def found(**wanted: Any) -> list[Result]:
    return list(listing([make.book()], Wanted(**wanted)))


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["hồ sơ tiếp nhận", "HO SO", "nhan 1250", "dossiers"])
def test_words_are_found_with_and_without_accents_in_both_languages(words: str) -> None:
    result = filed()

    assert found(words=words) == [result]
    assert found(words=f"{words} con voi") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ({"unit": "99901"}, True),
        ({"unit": "99902"}, False),
        ({"indicator": "dossiers-received"}, True),
        ({"indicator": "budget-revenue"}, False),
        ({"area": "one-stop"}, True),
        ({"area": "budget"}, False),
        ({"kind": "count"}, True),
        ({"kind": "percent"}, False),
        ({"verdict": "none"}, True),
        ({"verdict": "holds"}, False),
        ({"state": "waiting"}, True),
        ({"state": "public"}, False),
    ],
)
def test_each_filter_keeps_what_it_names(wanted: dict[str, str], there: bool) -> None:
    result = filed()

    assert found(**wanted) == ([result] if there else [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("period", "wanted", "there"),
    [
        ("2025", "2025", True),
        ("2025-H1", "2025", True),
        ("2025", "2025-Q3", True),
        ("2020..2025", "2022", True),
        ("2024/", "2026", True),
        ("2024/", "2023", False),
        ("2025", "2024", False),
        ("reporting:2025", "2024", True),  # it begins on 15 December
        ("", "undated", True),
        ("", "2025", False),
    ],
)
def test_a_year_finds_every_figure_whose_days_touch_it(
    period: str, wanted: str, there: bool
) -> None:
    result = filed(period=period)

    assert found(period=wanted) == ([result] if there else [])


@pytest.mark.django_db
def test_the_verdict_of_the_paper_is_a_column() -> None:
    result = make.result(make.claim("1.200 hồ sơ"), indicator="dossiers-resolved")

    assert found(verdict="holds") == [result]


@pytest.mark.django_db
def test_a_list_is_sorted_by_each_of_its_columns_and_back() -> None:
    early, late = filed(1100, "2024"), filed(1250, "2025")
    make.released(early)

    for sort, order in {
        "period": [early, late],
        "-period": [late, early],
        "state": [late, early],
    }.items():
        assert found(sort=sort) == order
    assert found(sort="no such column") == [late, early]


@pytest.mark.django_db
def test_a_discarded_figure_is_listed_only_when_it_is_asked_for() -> None:
    result = filed()
    discard(result, WHY, by=make.lan(), at=make.AT + DAY)

    assert found() == []
    assert found(state="discarded") == [result]
    assert found(as_of=make.TODAY) == [result]


@pytest.mark.django_db
def test_a_correction_that_was_discarded_leaves_room_for_another() -> None:
    public = make.released(filed())
    first = correct(public, make.filing(), Decimal(5), WHY, by=make.lan(), at=make.AT + DAY)
    discard(first, WHY, by=make.lan(), at=make.AT + DAY)

    again = Result.objects.get(pk=public.pk)
    second = correct(again, make.filing(), Decimal(6), WHY, by=make.lan(), at=make.AT + DAY)

    assert Result.objects.get(pk=public.pk).replaced_by == second


@pytest.mark.django_db
def test_an_index_that_was_changed_is_named_and_rebuilt() -> None:
    result = filed()
    Result.objects.update(folded="khac", start_on=None)
    assert [row for row, _ in misindexed(make.book())] == [result]

    rebuild_index(make.book())

    assert list(misindexed(make.book())) == []
    assert found(words="tiep nhan", period="2025") == [result]


@pytest.mark.django_db(transaction=True)  # tables are altered only outside of transactions
def test_a_book_from_before_the_index_is_indexed_by_migrating() -> None:
    filed()
    Result.objects.update(folded="", start_on=None)

    call_command("migrate", verbosity=0)

    assert list(misindexed(make.book())) == []


# As of a day

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["file", "release", "correct", "withdraw", "discard"]), st.integers(0, 9)
    ),
    min_size=4,
    max_size=9,
)


def act(what: str, which: int, on: int) -> None:
    """One act upon one of the rows, if the rules allow it."""
    at = make.AT + on * DAY
    rows = list(Result.objects.order_by("pk"))
    row = rows[which % len(rows)] if rows else None
    if what == "file":
        number = 1000 + Result.everything.count()
        claim = make.claim(str(number), text=f"Năm 2025 tiếp nhận {number} hồ sơ.")
        result = make.result(claim, period=str(2010 + which))
        Result.objects.filter(pk=result.pk).update(filed_at=at)
    elif row and what == "release":
        release([row], by=make.minh(), at=at)
    elif row and what == "correct":
        filing = make.filing(period=row.period)
        correct(row, filing, row.value + 1, WHY, by=make.lan(), at=at)
    elif row and what == "withdraw":
        withdraw(row, WHY, by=make.minh(), at=at)
    elif row:
        discard(row, WHY, by=make.lan(), at=at)


def lists(as_of: date | None) -> list[object]:
    """What the book lists: what was discarded, and all else by what later facts could disturb."""
    wanted = [{"state": "discarded"}, {"sort": "released"}, {"sort": "-state"}]
    return [for_machines(listing([make.book()], Wanted(as_of=as_of, **one))).rows for one in wanted]


@pytest.mark.django_db
@settings(max_examples=12)
@given(acts=ACTS)
def test_the_list_of_a_day_is_the_same_for_ever(acts: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        make.minh(), make.lan()
        kept: dict[int, list[object]] = {}
        for on, (what, which) in enumerate(acts):
            with suppress(Refused):
                act(what, which, on)
            kept[on] = lists(None)

        for on, then in kept.items():
            assert lists(make.TODAY + on * DAY) == then
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_figure_is_found_by_the_new_title_of_its_paper() -> None:
    result = filed()
    paper = result.claim.document
    said: dict[str, Any] = {"title": "Báo cáo đã sửa", "number": "", "published_on": None}

    describe(paper, **said, by=make.lan(), at=make.AT)

    assert found(words="da sua") == [result]
    assert list(misindexed(make.book())) == []


@pytest.mark.django_db
def test_a_figure_is_found_by_the_new_name_of_its_body() -> None:
    quan, lan = make.quan(), make.lan()
    body = make.unit("99901.kv1", "residential_group", make.unit(), book=make.book())
    make.result(make.claim(unit=body, by=lan))

    rename_unit(
        body,
        {"vi": "Khu vực Bến Đá", "en": "Bến Đá"},
        on=make.TODAY,
        source="Quyết định 1",
        book=make.book(),
        by=quan,
        at=make.AT,
    )

    assert len(found(words="ben da")) == 1
    assert list(misindexed(make.book())) == []
