"""Releasing a statement: frozen lists, correction, figures that are counted from it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import make
from wardbook.cases.models import Case
from wardbook.cases.queries import statement
from wardbook.ledger.models import Audience, Body
from wardbook.ledger.queries import current_of
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refused
from wardbook.org.models import Tenure
from wardbook.reports import actions
from wardbook.reports.one_stop import frozen

pytestmark = pytest.mark.django_db

CUT_OFF = datetime(2026, 11, 20, 9, tzinfo=VIETNAM)
KEY = "statement/99901/2026-09"


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 9, day, hour, tzinfo=VIETNAM)


def month() -> None:
    """Six dossiers of September: five answered in time, one not."""
    for number in range(6):
        case = make.case(at=at(7), fields={"applicant": f"Người Thử {number}"})
        case = make.step(case, "accept", at=at(7))
        if number:
            make.step(case, "resolve", at=at(9))


def released(reason: str = "", by: Tenure | None = None, **more: Any) -> dict[str, Any]:
    period = more.get("period", Period("2026-09"))
    frame = statement.frame(make.unit(), period, more.get("cut_off", CUT_OFF))
    made = frozen.prepare(frame, make.book())
    return actions.state(made, reason, by=by or make.minh(), at=CUT_OFF)


def test_a_released_statement_says_counts_and_hashes_and_no_case() -> None:
    month()

    said = released()

    assert said["lists"]["received"]["n"] == 6
    public = Body.objects.filter(entry__audience=Audience.PUBLIC, key=KEY).get()
    assert "case/" not in public.content and "SP99901" not in public.content


def test_the_frozen_list_gives_the_published_hash() -> None:
    month()
    said = released()

    kept = Body.objects.get(key=KEY, verb="freeze").data

    numbers = kept["lists"]["promise_kept"]
    assert len(numbers) == said["promise"]["kept"] == 5
    assert frozen.salted(kept["salt"], numbers) == said["lists"]["promise_kept"]["sha256"]


def test_a_clerk_does_not_release_it() -> None:
    month()

    with pytest.raises(Refused, match="ORG-01"):
        released(by=make.lan())


def test_a_period_that_is_not_over_waits() -> None:
    month()

    with pytest.raises(Refused, match="REP-08"):
        released(cut_off=at(20))


def test_the_same_statement_is_not_released_twice() -> None:
    month()
    released()

    with pytest.raises(Refused, match="nothing differs"):
        released("Vì vậy")


def test_a_correction_says_why_and_points_at_the_old() -> None:
    month()
    first = released()
    late = make.step(make.case(at=at(8)), "accept", at=at(8))
    make.step(late, "resolve", at=at(10))

    with pytest.raises(Refused, match="Say why"):
        released()
    said = released("Bổ sung một hồ sơ ghi sổ muộn")

    row = current_of(KEY)
    assert row is not None and row.entry.body.verb == "correct"
    assert said["before"] and first["before"] is None


def test_counted_figures_name_the_statement_they_come_from() -> None:
    month()
    released()

    row = current_of("figure/99901/dossiers-on-time/2026-09")
    assert row is not None
    said = row.entry.body.data
    assert (said["numerator"], said["denominator"]) == ("5", "6")
    assert (said["source"]["kind"], said["source"]["statement"]) == ("counted", KEY)


def test_a_paper_does_not_take_the_place_of_a_counted_figure() -> None:
    month()
    released()

    with pytest.raises(Refused, match="FIG-20"):
        make.released(make.result(period="2026-09"))


def test_a_stated_figure_is_not_counted_over() -> None:
    month()
    make.released(make.result(period="2026-09"))

    released()

    row = current_of("figure/99901/dossiers-received/2026-09")
    assert row is not None and row.entry.body.data["source"]["kind"] == "stated"


def test_a_quarter_over_a_released_month_tells_the_whole_alone() -> None:
    month()
    for number in range(6):
        make.case(at=at(7), channel="online", fields={"applicant": f"Người Khác {number}"})
    assert len(released()["parts"]) > 1

    said = released(period=Period("2026-Q3"))

    assert [part["by"] for part in said["parts"]] == ["whole"]
    assert said["hidden_by"] == "REP-09"


def test_what_moves_later_does_not_change_what_was_released() -> None:
    month()
    said = released()["parts"][0]
    make.step(Case.objects.first() or make.case(), "withdraw", at=CUT_OFF + timedelta(hours=1))

    row = current_of(KEY)
    assert row is not None and row.entry.body.data["parts"][0] == said
