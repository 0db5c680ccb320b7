"""Rules that another system's steps did not keep are noted beside them, never refused."""

import pytest

from tests import make
from tests.exchange.files import HEAD, row
from tests.exchange.test_taking import AT, DAY, LONG, taken
from wardbook.cases.models import Breach, Case

pytestmark = pytest.mark.django_db

LATE = [*row(status="Đã trả kết quả"), "16/01/2026 10:00", "16/01/2026 15:00"]
IN_TIME = [*row(status="Đã trả kết quả"), "12/01/2026 10:00", "16/01/2026 15:00"]


def noted() -> list[tuple[str, str]]:
    rows = Breach.objects.order_by("rule").values_list("move__step", "rule")
    return list(rows)


def test_a_late_result_without_an_apology_is_noted_at_its_step() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")

    taken(LATE, head=LONG)

    assert noted() == [("resolve", "DOS-06"), ("resolve", "DOS-07")]
    assert set(Breach.objects.values_list("case", flat=True)) == {Case.objects.get().pk}


def test_what_the_next_export_puts_right_is_no_breach_any_more() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    taken(LATE, head=LONG)

    taken(IN_TIME, head=LONG, at=AT + DAY)

    assert noted() == []


def test_a_step_that_comes_late_in_a_later_export_is_noted_then() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    taken([*row(status="Đang xử lý"), "", ""], head=LONG)

    taken(LATE, head=LONG, at=AT + DAY)

    assert [rule for _, rule in noted()] == ["DOS-06", "DOS-07"]


def test_a_dossier_closed_before_its_time_is_noted_when_it_is_first_heard_of() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    asked = [*row(status="Đóng hồ sơ"), "09/01/2026 10:00", "08/01/2026 09:00"]

    taken(asked, head=(*HEAD, "Ngày kết thúc xử lý", "Ngày yêu cầu bổ sung"))

    assert noted() == [("close", "DOS-03")]
