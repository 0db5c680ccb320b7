"""Two systems that tell of the same dossiers, beside each other in the book."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bench.exports import Dossier, as_csv, dossiers, listed
from tests import make
from tests.exchange.test_reconcile import by_law
from wardbook.exchange import queries
from wardbook.exchange.actions import Sent, take, write_letter
from wardbook.exchange.letter import Letter
from wardbook.exchange.models import Difference, Export
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
PORTAL = ("Mã hồ sơ", "Mã TTHC", "Kênh thực hiện", "Mã định danh", "Ngày tiếp nhận", "Ngày hẹn trả",
          "Ngày kết thúc xử lý", "Trạng thái hồ sơ", "Thời gian đồng bộ")  # fmt: skip # one row
SHIFT = timedelta(hours=-7)


def export(content: bytes) -> Export:
    by = make.lan()
    sent = Sent(book=by.post.book, unit=by.post.unit, post=by.post, as_of=AT)
    return take(content, "hs.csv", sent, by=by, at=AT)


def in_portal(one: Dossier, shift: timedelta = timedelta()) -> list[Any]:
    finished = one.finished + shift if one.finished else None
    return [one.code, one.procedure_code, "1", "H99.901", one.accepted + shift, one.due + shift,
            finished, one.status, AT.replace(tzinfo=None)]  # fmt: skip # one row


def kept(count: int = 120) -> list[Dossier]:
    """Dossiers that the province's system keeps, taken into the book."""
    found = list(dossiers(count, days=40, due=by_law))
    export(as_csv(listed(found)))
    return found


def causes(of: Export) -> Counter[str]:
    return Counter(of.differences.values_list("cause", flat=True))


def test_what_both_tell_alike_is_no_difference() -> None:
    found = kept()

    assert causes(export(as_csv([PORTAL, *map(in_portal, found)]))) == {}


def test_what_stands_in_one_alone_is_missing_there_or_here() -> None:
    found = kept()
    stranger = [*in_portal(found[5])]
    stranger[0] = "H99.901-261101-9999"
    there = export(as_csv([PORTAL, *map(in_portal, [*found[:50], *found[53:]]), stranger]))

    assert causes(there) == {"missing_there": 3, "missing_here": 1}


def test_a_row_without_a_first_day_is_told_once_as_the_rows_problem() -> None:
    found = kept()
    rows = [*map(in_portal, found)]
    undated = [*rows[5]]
    undated[0], undated[4] = "H99.901-261101-9999", ""
    there = export(as_csv([PORTAL, *rows, undated]))

    assert causes(there) == {}
    assert [one.rule for one in there.problems.all()] == ["EXC-12"]


def test_another_zone_lags_and_drops_are_told_apart_in_one_file() -> None:
    found = kept()
    rows = []
    for number, one in enumerate([*found[:40], *found[44:]]):
        row = in_portal(one, SHIFT if number % 3 == 0 else timedelta())
        if number % 3 == 1 and one.finished:
            row[6], row[7] = None, "Đang xử lý"
        rows.append(row)
    there = export(as_csv([PORTAL, *rows]))

    told = causes(there)
    assert told.keys() == {"zone", "lag", "missing_there"}
    assert told["missing_there"] == 4
    zone = there.differences.filter(cause="zone")
    assert zone.values("heard").distinct().count() == 39
    assert set(zone.values_list("detail", flat=True)) == {"-7h"}


def test_the_figures_of_the_page_are_the_rows_of_its_lists() -> None:
    found = kept()
    there = export(as_csv([PORTAL, *map(in_portal, found[3:])]))

    for _matter, named in queries.matters(there):
        for cause, count in named:
            assert queries.differences(there, cause).count() == count
    assert Difference.objects.filter(export=there).count() == 3


def test_a_letter_about_nothing_is_not_written() -> None:
    found = kept(10)
    there = export(as_csv([PORTAL, *map(in_portal, found)]))

    with pytest.raises(Refused, match="EXC-19"):
        about = Letter(to="Nơi mẫu", place="Thử", causes=("clock",))
        write_letter(there, about, unit="Phường Thử", by=make.lan(), at=AT)
