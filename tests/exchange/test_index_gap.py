"""What lists of the portal explain of the gap in component 2.1: each step ends at their count."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bench.exports import Dossier, as_csv
from tests import make
from tests.exchange.test_comparing import PORTAL, export, in_portal, kept
from wardbook.cases.queries import statement
from wardbook.cases.queries.service_index import Counted, counted
from wardbook.exchange.index_gap import known, steps
from wardbook.exchange.models import Heard
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period
from wardbook.reports.index_body import computed
from wardbook.reports.service_index import Step

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 11, 20, 20, tzinfo=VIETNAM)
FRAME = Period("2026-10")


def frame() -> statement.Frame:
    return statement.frame(make.unit(), FRAME, LATER)


def ours() -> Counted:
    return counted(frame())["2.1"]


def found() -> list[Step]:
    return steps(frame(), make.book(), ours())


def of_month(rows: list[Dossier]) -> list[Dossier]:
    return [one for one in rows if one.accepted.month == 10 and one.submitted.month == 10]


def late(row: list[Any]) -> list[Any]:
    """The same dossier with a date that had passed when it was finished."""
    return [*row[:5], row[4] + timedelta(hours=1), *row[6:]]


def test_without_a_list_of_the_portal_nothing_is_explained() -> None:
    kept(40)

    assert not known(frame(), make.book()) and found() == []


def test_a_portal_that_tells_the_same_explains_nothing_away() -> None:
    told = kept(60)
    export(as_csv([PORTAL, *map(in_portal, told)]))

    assert known(frame(), make.book())
    assert found() == []


def test_dossiers_that_the_portal_lacks_are_a_matter_of_synchronisation() -> None:
    told = kept(120)
    dropped = {one.code for one in of_month(told)[10:14]}
    export(as_csv([PORTAL, *(in_portal(one) for one in told if one.code not in dropped)]))

    (step,) = found()

    assert (step.matter, step.dossiers) == ("synchronisation", 4)
    assert step.denominator == len(ours().of) - 4


def test_a_dossier_that_only_the_portal_has_is_a_matter_of_us() -> None:
    told = kept(120)
    stranger = in_portal(of_month(told)[20])
    stranger[0] = "H99.901-261101-9999"
    export(as_csv([PORTAL, *map(in_portal, told), stranger]))

    (step,) = found()

    assert (step.matter, step.dossiers) == ("us", 1)
    assert step.denominator == len(ours().of) + 1


def test_own_intake_is_named_since_the_portal_cannot_know_it() -> None:
    told = kept(120)
    export(as_csv([PORTAL, *map(in_portal, told)]))
    at = datetime(2026, 10, 14, 9, tzinfo=VIETNAM)
    make.step(make.case(at=at), "accept", at=at)

    assert [(step.matter, step.dossiers) for step in found()] == [("own", 1)]


def test_the_steps_end_at_what_the_portal_counts() -> None:
    told = kept(120)
    finished = [one for one in of_month(told) if one.finished]
    spoilt = {one.code for one in finished[:5]}
    rows = [late(in_portal(one)) if one.code in spoilt else in_portal(one) for one in told]
    export(as_csv([PORTAL, *rows]))
    before = ours()

    last = found()[-1]

    assert last.denominator == len(before.of)
    assert last.numerator == len(before.good) - sum(
        Heard.objects.get(system="portal", code=code).case_id in before.good for code in spoilt
    )
    assert last.numerator < len(before.good)


def test_the_body_says_what_each_matter_is_worth() -> None:
    told = kept(120)
    dropped = {one.code for one in of_month(told)[10:14]}
    export(as_csv([PORTAL, *(in_portal(one) for one in told if one.code not in dropped)]))
    parts = counted(frame())
    body = computed(frame(), make.book(), parts, found())

    said = body["explained"]
    points = next(
        one["ours"]["points"]
        for group in body["groups"]
        for one in group["components"]
        if one["code"] == "2.1"
    )

    effects = sum((Decimal(step["effect"]) for step in said["steps"]), Decimal(points))
    assert effects == Decimal(said["by_list"])
    assert said["rest"] is None
