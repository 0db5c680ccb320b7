"""Rules that were not kept behind our back: noted beside what happened, as things then were."""

import pytest

from tests import make
from tests.cases.test_moves import accepted, at
from wardbook.cases.breaches import CITED, breaches, cited
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Clock
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db


def found(case: Case) -> list[tuple[str, str]]:
    clock = Clock(*working_time(case.unit, at(7).date()))
    told = breaches(case, list(case.moves.all()), clock)
    return sorted((move.step, broken.rule) for move, broken in told)


def kept(case: Case) -> list[tuple[str, str]]:
    return sorted((one.move.step, one.rule) for one in case.breaches.select_related("move"))


def test_walking_through_the_moves_finds_what_was_noted_as_they_were_taken() -> None:
    case = make.case(at=at(7, 8), channel="online")
    make.step(case, "accept", at=at(9))
    make.step(case, "supplement", items="Giấy khai sinh", at=at(16))
    make.step(case, "supplemented", at=at(17))
    make.step(case, "extend", reason="Xác minh", until=at(30), by=make.minh(), at=at(24))
    case = make.step(case, "resolve", at=at(30, 20))

    assert found(case) == kept(case)
    assert [rule for _, rule in found(case)] == ["DOS-12", "DOS-05", "DOS-07", "DOS-02"]


def test_a_second_request_is_a_breach_where_nobody_could_refuse_it() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(8))
    make.step(case, "supplemented", at=at(8))
    again = {"items": "Giấy khác", "overruled": "Hệ thống khác", "by": make.minh()}
    case = make.step(case, "supplement", at=at(9), **again)

    assert found(case) == [("supplement", "DOS-01")]


def test_a_breach_names_the_article_of_the_day_of_the_dossier() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(14))

    assert [one.source for one in case.breaches.all()] == ["Nghị định 118/2025/NĐ-CP, Điều 19.5"]


def test_every_rule_that_is_kept_cites_a_provision_that_there_is() -> None:
    """But that of a date that was promised: it is broken whatever set it."""
    on = at(7).date()

    assert all(cited(rule, on) for rule in (*CITED, "DOS-10"))
    assert cited("DOS-07", on) == ""


def test_what_was_kept_is_no_breach() -> None:
    assert found(make.step(accepted(), "resolve", at=at(10))) == []
